from change_mgmt.survey.views.public import answer_survey, survey_thanks
from change_mgmt.survey.views.results import act_on_barrier, survey_sheet
from change_mgmt.survey.views.statements import edit_statement, new_statement, remove_statement, statements
from change_mgmt.survey.views.surveys import (
    close_survey,
    edit_survey,
    new_survey,
    open_survey,
    remind_survey,
    remove_survey,
    survey,
    survey_cards,
    surveys,
)

__all__ = [
    "act_on_barrier",
    "answer_survey",
    "close_survey",
    "edit_statement",
    "edit_survey",
    "new_statement",
    "new_survey",
    "open_survey",
    "remind_survey",
    "remove_statement",
    "remove_survey",
    "statements",
    "survey",
    "survey_cards",
    "survey_sheet",
    "survey_thanks",
    "surveys",
]
