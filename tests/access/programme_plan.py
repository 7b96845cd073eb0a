from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR
from implementation.programme.models import ExceptionNote
from tests.programme.status_factories import make_note


def nothing(programme):
    return {"programme": programme.pk}


def a_milestone(programme):
    return nothing(programme) | {"pk": programme.milestones.first().pk}


def a_dimension(programme):
    return nothing(programme) | {"name": "schedule"}


def a_draft(programme):
    """The note in hand, as a draft."""
    found = programme.exceptionnotes.filter(state="draft").first() or make_note(programme)
    return nothing(programme) | {"pk": found.pk}


def a_submitted_note(programme):
    found = programme.exceptionnotes.filter(state=ExceptionNote.State.SUBMITTED).first()
    found = found or make_note(programme, state="submitted", dimension="risk")
    return nothing(programme) | {"pk": found.pk}


PAGES = {
    "plan": (INSIDERS, nothing),
    "milestones": (INSIDERS, nothing),
    "milestone": (INSIDERS, a_milestone),
    "status": (INSIDERS, nothing),
    "dimension": (INSIDERS, a_dimension),
    "set_tolerance": ({MANAGER}, a_dimension),
    "override_status": ({MANAGER}, a_dimension),
    "exception_notes": (INSIDERS, nothing),
    "exception_note": (INSIDERS, a_draft),
    "new_exception_note": (EDITORS, a_dimension),
    "edit_exception_note": (EDITORS, a_draft),
    "submit_exception": (EDITORS, a_draft),
    "answer_exception": ({SPONSOR}, a_submitted_note, "post"),
}
STEPS = {
    "programme.statusoverride.withdraw": {MANAGER},
    "programme.statusoverride.end": {MANAGER},
    "programme.exceptionnote.submit": EDITORS,
    "programme.exceptionnote.take_back": EDITORS,
    "programme.exceptionnote.revise": EDITORS,
    "programme.exceptionnote.close": EDITORS,
    "programme.exceptionnote.accept": {SPONSOR},
    "programme.exceptionnote.reject": {SPONSOR},
}
