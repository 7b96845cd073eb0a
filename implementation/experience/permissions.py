from core.access import allow
from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, SPONSOR

for kind in ("lesson", "lookback", "programmetemplate", "templateversion", "programmeorigin"):
    allow(f"experience.view_{kind}", INSIDERS)
allow("experience.write_lesson", INSIDERS)
# Whoever wrote a draft may go on with it: core.access asks the function where no role answers.
allow(
    "experience.edit_lesson",
    EDITORS,
    only={role: lambda user, lesson: getattr(lesson, "written_by_id", None) == user.pk for role in INSIDERS},
)
allow("experience.agree_lesson", {SPONSOR, MANAGER, CONSULTANT})
allow("experience.close_look_back", {SPONSOR, MANAGER})
allow("experience.edit_template", EDITORS)
allow("experience.share_template", {SPONSOR})
allow("experience.upgrade_programme", EDITORS)
allow("experience.view_forecast", INSIDERS)
