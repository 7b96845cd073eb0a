import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import day, say
from implementation.gates.figures import Figure, a_day
from implementation.gates.registry import ACCEPTANCE, PILOT_EXIT, SHOULD, Parameter, gate_check, met, not_met
from sla.gate_checks.pages import page_of_programme
from sla.models import Credit


@gate_check(
    "sla.no_claim_about_to_lapse",
    title=_("No credit is about to lapse"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD},
    order=63,
    parameters={"days": Parameter(14, _("Days ahead"), minimum=0, maximum=365)},
    figures={
        "open": _("Credits to claim"),
        "soon": _("About to lapse"),
        "first": Figure(_("The first lapses after"), a_day),
    },
)
def no_claim_about_to_lapse(programme, *, gate, days=14):
    """Whatever is owed is claimed or waived well before its last day."""
    found = Credit.objects.filter(
        breach__objective__agreement__programme=programme, state=Credit.State.COMPUTED, amount__gt=0
    )
    waiting = list(found.select_related("breach__objective__agreement").order_by("claim_by", "pk"))
    latest = timezone.localdate() + datetime.timedelta(days=days)
    soon = [credit for credit in waiting if credit.claim_by <= latest]
    figures = {"open": len(waiting), "soon": len(soon)}
    if not soon:
        text = say(_("None of **{n}** open claims lapses within {days} days."), n=len(waiting), days=days)
        return met(text, figures=figures, url=page_of_programme(programme))
    figures["first"] = soon[0].claim_by.isoformat()
    text = say(
        _("**{n}** claims lapse within {days} days, the first after {day}."),
        n=len(soon),
        days=days,
        day=day(soon[0].claim_by),
    )
    return not_met(text, figures=figures, url=soon[0].get_absolute_url())
