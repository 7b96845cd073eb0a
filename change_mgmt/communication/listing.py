"""The plan as its reader wants it: searched, filtered, sorted as the address says."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.models import Message
from core.text import whole
from implementation.programme.models import Programme
from implementation.rollout.models import Pilot

SORTS = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "-pk"),
    "what": ("what", "due_on"),
    "channel": ("channel", "due_on"),
    "owner": ("owner__name", "due_on"),
    "state": ("state", "due_on"),
}
#: What a reader asks for rather than a state.
SHOWN = {"open": _("Not gone out"), "overdue": _("Overdue"), "done": _("Gone out")}


def with_audience(messages: QuerySet) -> QuerySet:
    """With everything that a row of the plan shows."""
    found = messages.select_related("programme__organisation", "sender", "owner", "pilot", "wave").defer("texts")
    return found.prefetch_related("departments", "people")


@dataclass
class Listing:
    programme: Programme
    wanted: dict[str, str]
    sort: str = "due"
    filters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request, programme: Programme) -> "Listing":
        given = {name: request.GET.get(name, "").strip() for name in ("q", "show", "channel", "department", "aim")}
        sort = request.GET.get("sort", "due")
        return cls(programme, given, sort if sort in SORTS else "due", {k: v for k, v in given.items() if v})

    def rows(self) -> QuerySet:
        found = Message.objects.filter(programme=self.programme)
        today, wanted = timezone.localdate(), self.wanted
        if wanted["q"]:
            found = found.filter(Q(what__icontains=wanted["q"][:200]) | Q(why__icontains=wanted["q"][:200]))
        if wanted["show"] == "open":
            found = found.open()
        if wanted["show"] == "overdue":
            found = found.overdue(today)
        if wanted["show"] == "done":
            found = found.given()
        if wanted["channel"] in Message.Channel.values:
            found = found.filter(channel=wanted["channel"])
        if wanted["aim"] in Message.Aim.values:
            found = found.filter(aim=wanted["aim"])
        if department := whole(wanted["department"]):
            found = found.filter(pk__in=self._for_department(department))
        return with_audience(found.order_by(*SORTS[self.sort]))

    def _for_department(self, pk: int) -> QuerySet:
        """What a department hears: with everybody, by name, or with a pilot or wave of it."""
        named = Q(whom=Message.Whom.ALL) | Q(departments=pk) | Q(wave__places__department=pk)
        named |= Q(pilot__departments=pk) | Q(pilot__way=Pilot.Way.PART)
        return Message.objects.filter(named, programme=self.programme).values("pk")
