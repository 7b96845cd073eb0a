"""Facts about service levels that gates ask for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import say
from implementation.gates.registry import (
    ACCEPTANCE,
    CONTRACT_REVIEW,
    MUST,
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from sla.models import Agreement, Breach, MonthlyResult


def _page(programme, agreements) -> str:
    """The agreement where there is one, else the list."""
    if len(agreements) == 1:
        return agreements[0].get_absolute_url()
    return reverse("agreements", args=[programme.pk])


@gate_check(
    "sla.agreement_in_force",
    title=_("A service level agreement is in force"),
    at={CONTRACT_REVIEW: SHOULD, READY_TO_PILOT: MUST},
    weight=20,
    order=60,
    figures={"agreements": _("Agreements"), "in_force": _("In force"), "objectives": _("Objectives")},
)
def agreement_in_force(programme, *, gate):
    """With objectives to measure and credit tiers that say what a miss is worth."""
    agreements = list(programme.agreements.prefetch_related("objectives", "credit_rules"))
    sound = [
        agreement
        for agreement in agreements
        if agreement.state == Agreement.State.IN_FORCE and agreement.objectives.all() and agreement.credit_rules.all()
    ]
    figures = {
        "agreements": len(agreements),
        "in_force": len(sound),
        "objectives": sum(len(agreement.objectives.all()) for agreement in sound),
    }
    url = _page(programme, agreements)
    if sound:
        text = say(
            _("**{n} of {total}** in force, with {objectives} objectives and credit tiers."),
            n=len(sound),
            total=len(agreements),
            objectives=figures["objectives"],
        )
        return met(text, figures=figures, url=url)
    if agreements:
        text = say(_("Entered but not in force: **{name}**."), name=agreements[0].name)
        return partly(text, figures=figures, url=url)
    return not_met(_("No agreement says yet what is measured and what a miss is worth."), figures=figures, url=url)


@gate_check(
    "sla.no_unanswered_breach",
    title=_("Every breach is explained and its credit dealt with"),
    at={PILOT_EXIT: MUST, ACCEPTANCE: MUST},
    order=61,
    figures={"breaches": _("Breaches"), "unanswered": _("Not explained"), "unclaimed": _("Credits not claimed")},
)
def no_unanswered_breach(programme, *, gate):
    breaches = list(
        Breach.objects.filter(objective__agreement__programme=programme).select_related(
            "credit", "objective__agreement"
        )
    )
    silent = [breach for breach in breaches if breach.state == Breach.State.RAISED]
    unclaimed = [breach for breach in breaches if breach.credit.waits_for_claim]
    figures = {"breaches": len(breaches), "unanswered": len(silent), "unclaimed": len(unclaimed)}
    if not breaches:
        url = reverse("agreements", args=[programme.pk])
        return met(_("No complete month was below its target."), figures=figures, url=url)
    if silent:
        text = say(
            _("**{n} of {total}** breaches are not explained; {unclaimed} credits are not claimed."),
            n=len(silent),
            total=len(breaches),
            unclaimed=len(unclaimed),
        )
        return not_met(text, figures=figures, url=silent[0].get_absolute_url())
    if unclaimed:
        text = say(_("All are explained; **{n}** credits are neither claimed nor waived."), n=len(unclaimed))
        return partly(text, figures=figures, url=unclaimed[0].get_absolute_url())
    text = say(_("**{n}** of {n} explained, every credit dealt with."), n=len(breaches))
    return met(text, figures=figures, url=breaches[0].get_absolute_url())


@gate_check(
    "sla.attainment",
    title=_("Service levels were reached in the last months"),
    at={ACCEPTANCE: SHOULD},
    weight=20,
    order=62,
    parameters={"months": Parameter(3, _("Complete months"), minimum=1, maximum=24)},
    figures={"months": _("Months measured"), "results": _("Monthly results"), "reached": _("Reached their target")},
)
def attainment(programme, *, gate, months=3):
    """Every objective of an agreement in force, in so many complete months."""
    results = MonthlyResult.objects.filter(
        objective__agreement__programme=programme,
        objective__agreement__state=Agreement.State.IN_FORCE,
        provisional=False,
        attained__isnull=False,
    )
    latest = sorted(set(results.values_list("month", flat=True)), reverse=True)[:months]
    outcomes = list(results.filter(month__in=latest).values_list("attained", flat=True))
    reached = sum(outcomes)
    figures = {"months": len(latest), "results": len(outcomes), "reached": reached}
    url = _page(programme, list(programme.agreements.all()[:2]))
    if len(latest) < months:
        text = say(_("**{n} of {months}** complete months are measured."), n=len(latest), months=months)
        return (partly if latest and reached == len(outcomes) else not_met)(text, figures=figures, url=url)
    text = say(
        _("**{n} of {total}** monthly results reached their target, last {months} months."),
        n=reached,
        total=len(outcomes),
        months=months,
    )
    if reached == len(outcomes):
        return met(text, figures=figures, url=url)
    return (partly if reached else not_met)(text, figures=figures, url=url)
