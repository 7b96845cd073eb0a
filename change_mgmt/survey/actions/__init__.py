from change_mgmt.survey.actions.answering import Used, answer, invitation_behind
from change_mgmt.survey.actions.asking import invite_due, remind
from change_mgmt.survey.actions.mixing import mix, mix_open
from change_mgmt.survey.actions.statements import add_statement
from change_mgmt.survey.actions.steps import act_on
from change_mgmt.survey.actions.surveys import close_due, close_survey, open_survey

__all__ = [
    "Used",
    "act_on",
    "add_statement",
    "answer",
    "close_due",
    "close_survey",
    "invitation_behind",
    "invite_due",
    "mix",
    "mix_open",
    "open_survey",
    "remind",
]
