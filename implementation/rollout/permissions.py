from core.access import allow
from core.roles import EDITORS, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR


def leads(user, record) -> bool:
    """Whether this person leads the pilot that the record belongs to."""
    pilot = getattr(record, "pilot", record)
    return getattr(pilot, "lead_id", None) == user.pk


for kind in ("module", "pilot", "pilotmeasure", "measurevalue", "adoptionfigure"):
    allow(f"rollout.view_{kind}", INSIDERS)
for kind in ("runbook", "runbookstep", "run", "runstep", "runreport", "capacity", "wave", "waveplace"):
    allow(f"rollout.view_{kind}", INSIDERS)
allow("rollout.view_adoptionimport", EDITORS)
for kind in ("participant", "charter", "charteragreement", "readinessanswer", "feedback", "feedbacklink", "pilotissue"):
    allow(f"rollout.view_{kind}", INSIDERS)
allow("rollout.edit_module", EDITORS)
allow("rollout.close_module", {SPONSOR, MANAGER})
allow("rollout.edit_pilot", EDITORS)
allow("rollout.run_pilot", EDITORS)
allow("rollout.record_figures", EDITORS | {MEMBER})
allow("rollout.import_adoption", EDITORS)
allow("rollout.roll_back", {SPONSOR, MANAGER})
allow("rollout.decide_pilot", {SPONSOR})
allow("rollout.edit_runbook", EDITORS)
allow("rollout.start_run", EDITORS | {SPONSOR})
allow("rollout.work_run", EDITORS | {SPONSOR, MEMBER})
allow("rollout.edit_wave", EDITORS)
allow("rollout.run_wave", EDITORS)
allow("rollout.set_capacity", {SPONSOR, MANAGER})
allow("rollout.exceed_capacity", {MANAGER})
allow("rollout.agree_charter", {SPONSOR, MANAGER})
allow("rollout.lead_pilot", EDITORS, only=dict.fromkeys((SPONSOR, EXECUTIVE, MEMBER), leads))
allow("rollout.report_issue", EDITORS | {SPONSOR, MEMBER})
allow("rollout.work_issue", EDITORS | {MEMBER})
allow("rollout.verify_issue", EDITORS | {SPONSOR, MEMBER})
allow("rollout.decline_issue", {SPONSOR, MANAGER})
