"""Facts about resistance: no department is low in everything, and what is known is being dealt with."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from change_mgmt.resistance.early_warning import in_warning, places
from change_mgmt.resistance.models import Sign
from change_mgmt.resistance.models.sign import STALE_DAYS
from core.text import names, say
from implementation.gates.registry import (
    ACCEPTANCE,
    PILOT_EXIT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)


@gate_check(
    "resistance.no_department_low",
    title=_("No department is low in adoption, readiness and training at once"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD},
    weight=10,
    order=66,
    figures={"low": _("Low in all three"), "unknown": _("Not all is known")},
)
def no_department_low(programme, *, gate):
    """Not knowing is no failure and no success: where nothing is known of anybody, it is not met."""
    url = reverse("early_warning", args=[programme.pk])
    found = places(programme)
    low = [place.department.name for place in in_warning(found)]
    unknown = [place.department.name for place in found if place.judgement.unknown]
    figures = {"low": low, "unknown": unknown}
    if low:
        text = ngettext_lazy(
            "**{n} department** is low in all three: {names}.", "**{n} departments** are low in all three: {names}.",
            len(low),
        )  # fmt: skip
        return not_met(say(text, n=len(low), names=names(low)), figures=figures, url=url)
    if not any(place.judgement.is_known for place in found):
        text = _("Nothing is known of adoption, readiness and training in any department.")
        return not_met(text, figures=figures, url=url)
    if unknown:
        text = ngettext_lazy(
            "None is low in all three; of **{n} department** not all is known.",
            "None is low in all three; of **{n} departments** not all is known.",
            len(unknown),
        )
        return met(say(text, n=len(unknown)), figures=figures, url=url)
    return met(_("None is low in all three."), figures=figures, url=url)


@gate_check(
    "resistance.signs_have_a_step",
    title=_("Signs of resistance are being met"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD},
    weight=10,
    order=67,
    parameters={
        "days": Parameter(STALE_DAYS, _("Days that a sign may be known without a step"), minimum=1, maximum=365)
    },
    figures={"open": _("Open signs"), "stale": _("Known for too long without a step"), "days": None},
)
def signs_have_a_step(programme, *, gate, days):
    """Only numbers: which sign it is, is for those who may read it."""
    url = reverse("resistance", args=[programme.pk]) + "?check=stale"
    signs = Sign.objects.filter(programme=programme)
    opened, stale = signs.open().count(), signs.without_step(days=days).count()
    figures = {"open": opened, "stale": stale, "days": days}
    if not stale:
        text = ngettext_lazy(
            "**{n} sign** is open, none older than {days} days without a step.",
            "**{n} signs** are open, none older than {days} days without a step.",
            opened,
        )
        return met(say(text, n=opened, days=days), figures=figures, url=url)
    text = ngettext_lazy(
        "**{n} sign** is older than {days} days, and nobody has started a step.",
        "**{n} signs** are older than {days} days, and nobody has started a step.",
        stale,
    )
    result = partly if stale < opened else not_met
    return result(say(text, n=stale, days=days), figures=figures, url=url)
