from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.results import latest
from implementation.goals.measures import goal_measure


@goal_measure("survey.readiness", label=_("Readiness of people, average of the last survey"), unit="1–5")
def readiness(programme, day):
    """None before a survey has closed, and where fewer than five answered."""
    found = latest(programme)
    return found.total.average if found and found.total else None
