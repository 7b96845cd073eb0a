from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, SPONSOR
from tests.experience.factories import make_lesson, make_template, start_from
from tests.factories import user_as

AGREE = {SPONSOR, MANAGER, CONSULTANT}


def nothing(programme):
    return {"programme": programme.pk}


def a_lesson(programme):
    return nothing(programme) | {"pk": make_lesson(programme, by=user_as("manager", programme, name="Writer")).pk}


def a_template(programme):
    return nothing(programme) | {"pk": make_template(programme).pk}


def a_version(programme):
    return a_template(programme) | {"number": 1}


def an_outdated_programme(programme):
    """The programme itself becomes one that started from a template with a newer version."""
    start_from(make_template(programme), programme)
    return nothing(programme)


PAGES = {
    "lessons": (INSIDERS, nothing),
    "new_lesson": (INSIDERS, nothing),
    "lesson": (INSIDERS, a_lesson),
    "edit_lesson": (EDITORS, a_lesson),
    "template_home": (INSIDERS, lambda programme: {"pk": make_template(programme).pk}),
    "templates": (INSIDERS, nothing),
    "new_template": (EDITORS, nothing),
    "compare_versions": (INSIDERS, nothing),
    "template": (INSIDERS, a_template),
    "edit_template": (EDITORS, a_template),
    "share_template": ({SPONSOR}, a_template),
    "new_template_version": (EDITORS, a_template),
    "template_version": (INSIDERS, a_version),
    "upgrade": (INSIDERS, an_outdated_programme),
    "forecast": (INSIDERS, nothing),
}
FORMS = {"upgrade": (EDITORS, an_outdated_programme)}
STEPS = {
    "experience.lesson.agree": AGREE,
    "experience.lesson.set_aside": AGREE,
    "experience.lesson.reopen": AGREE,
    "experience.lookback.close": {SPONSOR, MANAGER},
    "experience.lookback.reopen": {SPONSOR, MANAGER},
    "experience.programmetemplate.retire": EDITORS,
    "experience.programmetemplate.use_again": EDITORS,
}
