"""Who may open which page of the readiness survey and take which step."""

from change_mgmt.survey.models import Statement
from core.roles import EDITORS, INSIDERS
from tests.staff.factories import make_employee
from tests.survey.factories import make_barrier, make_open_survey, make_survey, staff_up


def programme_only(programme):
    return {"programme": programme.pk}


def of(make):
    def kwargs(programme):
        return {"programme": programme.pk, "pk": make(programme).pk}

    return kwargs


def draft(programme):
    staff_up(programme, {"Sales": 5})
    return make_survey(programme)


def open_one(programme):
    """With somebody who gets a card."""
    make_employee(programme, email="")
    return make_open_survey(programme)


def statement(programme):
    return Statement.objects.create(
        programme=programme, element="want", text_en="I am asked.", text_zh_hans="问我。", text_zh_hant="問我。"
    )


def closed(programme):
    return {"programme": programme.pk, "pk": make_barrier(programme).survey_id}


PAGES = {
    "surveys": (INSIDERS, programme_only),
    "new_survey": (EDITORS, programme_only),
    "survey": (INSIDERS, closed),
    "edit_survey": (EDITORS, of(draft)),
    "remove_survey": (EDITORS, of(draft), "post"),
    "open_survey": (EDITORS, of(draft)),
    "close_survey": (EDITORS, of(open_one)),
    "remind_survey": (EDITORS, of(open_one), "post"),
    "survey_cards": (EDITORS, of(open_one)),
    "survey_sheet": (INSIDERS, closed),
    "act_on_barrier": (EDITORS, lambda programme: closed(programme) | {"row": "all"}),
    "survey_statements": (INSIDERS, programme_only),
    "new_survey_statement": (EDITORS, programme_only),
    "edit_survey_statement": (EDITORS, of(statement)),
    "remove_survey_statement": (EDITORS, of(statement), "post"),
}
FORMS = {
    "new_survey": (EDITORS, programme_only),
    "edit_survey": (EDITORS, of(draft)),
    "open_survey": (EDITORS, of(draft)),
    "close_survey": (EDITORS, of(open_one)),
    "act_on_barrier": (EDITORS, lambda programme: closed(programme) | {"row": "all"}),
    "new_survey_statement": (EDITORS, programme_only),
    "edit_survey_statement": (EDITORS, of(statement)),
}
STEPS = {
    "survey.survey.open": EDITORS,
    "survey.survey.close": EDITORS,
}
