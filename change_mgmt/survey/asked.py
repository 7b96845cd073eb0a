"""How far an open survey is, told so that nobody’s answer shows: in steps of five, for everybody together."""

from typing import Any

from django.db.models import Count

from change_mgmt.survey.hiding import LEAST
from change_mgmt.survey.models import Invitation, Survey
from core.models import OutgoingMail

State = OutgoingMail.State
#: As many names as the page lists of those whom no mail reached.
MOST_NAMES = 20


def in_steps(answers: int) -> int:
    return answers - answers % LEAST


def participation(survey: Survey) -> dict[str, Any]:
    """``at_least`` of ``invited`` people; never by group."""
    used = Invitation.objects.filter(survey=survey, state=Invitation.State.ANSWERED).count()
    at_least = in_steps(used)
    return {"at_least": at_least, "invited": survey.invited, "share": 100 * at_least / survey.invited}


def mails_of(survey: Survey) -> dict[str, Any]:
    """What became of the mails, and how many links are on paper. It depends on the post alone, not on who answered."""
    links = Invitation.objects.filter(survey=survey)
    counts = links.aggregate(total=Count("pk"), by_mail=Count("employee"))
    states = dict(links.filter(mail__isnull=False).values_list("mail__state").annotate(n=Count("pk")).order_by())
    failed = links.filter(mail__state=State.FAILED).order_by("employee__name").values_list("employee__name", flat=True)
    return {
        "by_mail": counts["by_mail"],
        "on_paper": counts["total"] - counts["by_mail"],
        "sent": states.get(State.SENT, 0),
        "on_the_way": states.get(State.QUEUED, 0) + states.get(State.SENDING, 0),
        "failed": states.get(State.FAILED, 0),
        "not_reached": list(failed[:MOST_NAMES]),
    }
