import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import say
from implementation.gates.registry import ACCEPTANCE, MUST, PILOT_EXIT, Parameter, gate_check, met, not_met, partly
from sla.models import Breach


@gate_check(
    "sla.no_unanswered_breach",
    title=_("Every breach is explained and its credit dealt with"),
    at={PILOT_EXIT: MUST, ACCEPTANCE: MUST},
    order=61,
    parameters={
        "days": Parameter(
            0,
            _("Days that a breach may stay unanswered"),
            help=_("0: no breach may be unanswered at all."),
            minimum=0,
            maximum=365,
        )
    },
    figures={
        "breaches": _("Breaches"),
        "unanswered": _("Not explained"),
        "oldest": _("Days since the oldest of them was raised"),
        "unclaimed": _("Credits not claimed"),
    },
)
def no_unanswered_breach(programme, *, gate, days=0):
    """Explained by the provider, or raised less than so many days ago; every credit claimed or waived."""
    found = Breach.objects.filter(objective__agreement__programme=programme)
    breaches = list(found.select_related("credit", "objective__agreement"))
    waiting = sorted((b for b in breaches if b.state in Breach.UNANSWERED), key=lambda b: b.raised_at)
    late = [breach for breach in waiting if not days or _age(breach) > datetime.timedelta(days=days)]
    unclaimed = [breach for breach in breaches if breach.credit.waits_for_claim]
    figures = {"breaches": len(breaches), "unanswered": len(waiting), "unclaimed": len(unclaimed)}
    if waiting:
        figures["oldest"] = _age(waiting[0]).days
    if not breaches:
        url = reverse("agreements", args=[programme.pk])
        return met(_("No complete month was below its target."), figures=figures, url=url)
    if late:
        text = say(
            _("**{n} of {total}** breaches are not explained; {unclaimed} credits are not claimed."),
            n=len(waiting),
            total=len(breaches),
            unclaimed=len(unclaimed),
        )
        return not_met(text, figures=figures, url=late[0].get_absolute_url())
    if unclaimed:
        text = say(_("All are explained; **{n}** credits are neither claimed nor waived."), n=len(unclaimed))
        if waiting:
            text = say(_("**{n}** credits are neither claimed nor waived."), n=len(unclaimed))
        return partly(text, figures=figures, url=unclaimed[0].get_absolute_url())
    if waiting:
        text = say(_("**{n}** wait for an answer, none of them longer than {days} days."), n=len(waiting), days=days)
        return met(text, figures=figures, url=waiting[0].get_absolute_url())
    text = say(_("**{n}** of {n} explained, every credit dealt with."), n=len(breaches))
    return met(text, figures=figures, url=breaches[0].get_absolute_url())


def _age(breach: Breach) -> datetime.timedelta:
    return timezone.now() - breach.raised_at
