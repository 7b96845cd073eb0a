"""What communication shows elsewhere: the report, the menu, what happened, the page of an employee."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.counts import COUNTED, Tally, tallies
from change_mgmt.communication.models import Delivery, Message
from core.evidence import in_every_language, plain
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme
from implementation.staff.registry import Held, about_employee, forgets

MOST_MESSAGES = 10


@registry.nav_count("communication")
def overdue(programme: Programme) -> int:
    return Message.objects.filter(programme=programme).overdue().count()


@registry.panel(
    "communication.reach",
    title=_("Communication"),
    order=92,
    detail="communication/_report.html",
    brief="communication/_brief.html",
)
def reach(programme: Programme) -> dict[str, Any]:
    """Numbers and messages; no name of a reader."""
    messages = Message.objects.filter(programme=programme)
    counts = dict(messages.order_by().values_list("state").annotate(n=Count("pk")))
    late = messages.overdue().select_related("owner").defer("texts")
    latest = list(
        messages.filter(state__in=(*Message.GIVEN,)).defer("texts").order_by("-due_on", "-pk")[:MOST_MESSAGES]
    )
    counted = tallies(latest)
    everything = Delivery.objects.filter(message__programme=programme, message__state__in=Message.READABLE)
    total = Tally(**everything.aggregate(**COUNTED))
    return plain(
        {
            "total": sum(counts.values()),
            "open": sum(counts.get(state, 0) for state in Message.OPEN),
            "given": sum(counts.get(state, 0) for state in Message.GIVEN),
            "overdue": len(late),
            "reached": total.reached,
            "opened": total.opened,
            "acknowledged": total.acknowledged,
            "share": _rounded(total.share),
            "late": [{"what": item.what, "owner": item.owner.name, "due": item.due_on} for item in late],
            "messages": [_facts(item, counted.get(item.pk)) for item in latest],
        }
    )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 1)


def _facts(item: Message, tally: Tally | None) -> dict[str, Any]:
    return {
        "what": item.what,
        "on": item.done_on,
        "channel": in_every_language(Message.Channel(item.channel).label),
        "reached": item.reached,
        "opened": tally.opened if tally else None,
        "acknowledged": tally.acknowledged if tally else None,
        "share": _rounded(tally.share) if tally else None,
    }


@registry.events
def happened(programme, since, until):
    sent = Message.objects.filter(programme=programme, sent_at__date__range=(since, until)).defer("texts")
    for item in sent:
        text = say(_("Message sent: {what}, to {n} people."), what=item.what, n=item.reached)
        yield registry.Event(timezone.localdate(item.sent_at), in_every_language(text))
    held = Message.objects.filter(programme=programme, held_on__range=(since, until)).defer("texts")
    for item in held:
        text = say(_("Message held: {what}, {n} people."), what=item.what, n=item.reached)
        yield registry.Event(item.held_on, in_every_language(text))


@about_employee
def messages_to(employee):
    found = Delivery.objects.filter(employee=employee).aggregate(**COUNTED)
    if found["reached"]:
        says = say(_("{read} of {all} acknowledged"), read=found["acknowledged"], all=found["reached"])
        url = reverse("communication", args=[employee.programme_id])
        yield Held(_("Messages"), says, url, "communication.view_message")


@forgets
def forget_deliveries(employee) -> None:
    """What was sent stays counted; to whom is not told any more."""
    Delivery.objects.filter(employee=employee).update(name="–", email="")
