"""How far the written questions are, for dashboards and the report, and what happened with them."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain, words_of
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme
from vendors.models import Clarification, Questionnaire, Reply, ReplyVersion


@registry.panel(
    "vendors.questionnaires",
    title=_("Questionnaires to vendors"),
    order=71,
    detail="vendors/_questionnaire_report.html",
)
def questionnaires(programme: Programme) -> dict[str, Any]:
    """Each that went out: how many were asked, how many answered, what is still to be clarified."""
    asked, answered = ~Q(replies__state=Reply.State.WITHDRAWN), Q(replies__state=Reply.State.SUBMITTED)
    found = Questionnaire.objects.filter(programme=programme).exclude(state=Questionnaire.State.DRAFT).order_by("pk")
    counted = found.annotate(
        asked=Count("replies", filter=asked, distinct=True), answered=Count("replies", filter=answered, distinct=True)
    )
    unclear = Clarification.objects.filter(reply__programme=programme).exclude(state=Clarification.State.SETTLED)
    return plain(
        {
            "questionnaires": [
                {"name": str(item), "words": words_of(item, "state"), "asked": item.asked, "answered": item.answered}
                for item in counted
            ],
            "unclear": unclear.count(),
        }
    )


@registry.events
def happened(programme, since, until):
    """Answers that came in."""
    days = {"reply__programme": programme, "at__date__gte": since, "at__date__lte": until}
    for version in ReplyVersion.objects.filter(**days).select_related("reply__vendor", "reply__questionnaire"):
        reply = version.reply
        text = say(_("{vendor} has answered: {name}."), vendor=reply.vendor.name, name=str(reply.questionnaire))
        yield registry.Event(version.at.date(), in_every_language(text))
