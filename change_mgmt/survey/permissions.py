from core.access import allow
from core.roles import EDITORS, INSIDERS

# What may be told hides every small group, so everybody who was asked may read it.
allow("survey.view_survey", INSIDERS)
allow("survey.view_surveyresult", INSIDERS)
allow("survey.view_barrierstep", INSIDERS)
allow("survey.view_statement", INSIDERS)
allow("survey.edit_survey", EDITORS)
allow("survey.edit_statement", EDITORS)
