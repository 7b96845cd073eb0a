"""What communication knows about the people of a pilot."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.counts import COUNTED
from change_mgmt.communication.models import Delivery, Message
from core.text import say
from implementation.rollout.registry import Fact, pilot_readiness


@pilot_readiness(order=20)
def told(pilot):
    """Each department of the pilot that got its notice, and how many have acknowledged it."""
    found = Delivery.objects.filter(
        Q(message__pilot=pilot), message__state__in=Message.READABLE, department__isnull=False
    ).order_by()
    url = reverse("communication", args=[pilot.programme_id])
    for department, counted in _by_department(found).items():
        reached, read = counted["reached"], counted["acknowledged"]
        tone = "ok" if read == reached else "partly" if read else "bad"
        text = say(_("**{read} of {all}** have acknowledged the notice."), read=read, all=reached)
        yield Fact(department, tone, _("Told"), text, url)


def _by_department(found) -> dict[int, dict]:
    rows = found.values("department").annotate(**COUNTED)
    return {row["department"]: row for row in rows}
