from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.text import say
from implementation.programme.actions import people_on
from implementation.readiness.models import Respondent

deadline(
    "readiness.Assessment",
    "closes_on",
    open=Q(state="open"),
    who=lambda assessment: [person.pk for person in people_on(assessment.programme, "manager", "consultant")],
    what=lambda assessment: say(_("Close the round: {name}"), name=assessment),
    icon="clipboard-check",
    related=["programme"],
)
plain_date("readiness.Assessment", "opened_on")
plain_date("readiness.Respondent", "handed_in_at")
plain_date("readiness.AssessmentResult", "at")


@waits
def answers(programme):
    waiting = Respondent.objects.filter(assessment__programme=programme, assessment__state="open", state="asked")
    for respondent in waiting.select_related("assessment"):
        yield Deadline(
            on=respondent.assessment.closes_on,
            what=_("Answer the questions on readiness"),
            who=frozenset([respondent.person_id]),
            url=respondent.assessment.get_absolute_url(),
            icon="clipboard-check",
        )
