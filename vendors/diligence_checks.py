"""Facts for gates about what was found out of the chosen vendor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import names, say
from implementation.gates.registry import CONTRACT_REVIEW, MUST, gate_check, met, not_met, partly
from vendors.models import DiligenceItem, Vendor

State = DiligenceItem.State


@gate_check(
    "vendors.due_diligence",
    title=_("Due diligence on the chosen vendor is done"),
    at={CONTRACT_REVIEW: MUST},
    order=23,
    figures={
        "vendor": _("Vendor"),
        "items": _("To find out"),
        "settled": _("Settled"),
        "concerns": _("Concerns"),
        "blocking": _("Blocking"),
    },
)
def due_diligence(programme, *, gate):
    chosen = Vendor.objects.filter(programme=programme, state__in=["chosen", "contracted"])
    vendor = chosen.prefetch_related("diligence").order_by("pk").last()
    if vendor is None:
        return not_met(
            _("**No vendor** is chosen yet."), figures={"vendor": ""}, url=reverse("vendors", args=[programme.pk])
        )
    url = reverse("diligence", args=[programme.pk, vendor.pk])
    items = list(vendor.diligence.all())
    if not items:
        return not_met(_("The due diligence has **not begun**."), figures={"vendor": vendor.name, "items": 0}, url=url)
    left = [item for item in items if item.state == State.OPEN]
    blocking = [item for item in items if item.state == State.BLOCKING]
    concerns = [item for item in items if item.state == State.CONCERN]
    figures = {
        "vendor": vendor.name,
        "items": len(items),
        "settled": vendor.settled,
        "concerns": [str(item) for item in concerns],
        "blocking": [str(item) for item in blocking],
    }
    if blocking:
        text = say(_("{vendor}: **{what}** blocks."), vendor=vendor.name, what=_titles(blocking))
        return not_met(text, figures=figures, url=url)
    if left:
        text = say(
            _("{vendor}: **{n} of {total}** settled, open: {what}."),
            vendor=vendor.name,
            n=vendor.settled,
            total=len(items),
            what=_titles(left),
        )
        return partly(text, figures=figures, url=url)
    sentence = _("{vendor}: **{total} of {total}** settled, no concern.")
    if concerns:
        sentence = ngettext_lazy(
            "{vendor}: **{total} of {total}** settled, with {n} concern: {what}.",
            "{vendor}: **{total} of {total}** settled, with {n} concerns: {what}.",
            len(concerns),
        )
    return met(
        say(sentence, vendor=vendor.name, total=len(items), n=len(concerns), what=_titles(concerns)),
        figures=figures,
        url=url,
    )


def _titles(items):
    return names([item.title or item.get_kind_display() for item in items])
