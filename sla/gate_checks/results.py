from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.text import number, say
from implementation.gates.figures import Figure, a_number
from implementation.gates.registry import ACCEPTANCE, SHOULD, Parameter, gate_check, met, not_met, partly
from sla.gate_checks.pages import page_of_programme
from sla.models import Agreement, MonthlyResult, Objective

#: Tickets and incidents come when they come: time says nothing about how well they are recorded.
MEASURED_ALL_THE_TIME = (Objective.Kind.AVAILABILITY, Objective.Kind.RESPONSE_TIME)


def complete(programme):
    """Results of complete months, of agreements in force."""
    return MonthlyResult.objects.filter(
        objective__agreement__programme=programme,
        objective__agreement__state=Agreement.State.IN_FORCE,
        provisional=False,
    )


def latest_months(results, months: int) -> list:
    return sorted(set(results.values_list("month", flat=True)), reverse=True)[:months]


@gate_check(
    "sla.attainment",
    title=_("Service levels were reached in the last months"),
    at={ACCEPTANCE: SHOULD},
    weight=20,
    order=62,
    parameters={
        "months": Parameter(3, _("Complete months"), minimum=1, maximum=24),
        "share": Parameter(100, _("Percent of the results that reach their target"), minimum=1, maximum=100),
    },
    figures={"months": _("Months measured"), "results": _("Monthly results"), "reached": _("Reached their target")},
)
def attainment(programme, *, gate, months=3, share=100):
    """Every objective of an agreement in force, in so many complete months."""
    results = complete(programme).filter(attained__isnull=False)
    latest = latest_months(results, months)
    outcomes = list(results.filter(month__in=latest).values_list("attained", flat=True))
    reached = sum(outcomes)
    enough = 100 * reached >= share * len(outcomes)
    figures = {"months": len(latest), "results": len(outcomes), "reached": reached}
    url = page_of_programme(programme)
    if len(latest) < months:
        text = say(_("**{n} of {months}** complete months are measured."), n=len(latest), months=months)
        return (partly if latest and enough else not_met)(text, figures=figures, url=url)
    text = say(
        _("**{n} of {total}** monthly results reached their target, last {months} months."),
        n=reached,
        total=len(outcomes),
        months=months,
    )
    if enough:
        return met(text, figures=figures, url=url)
    return (partly if reached else not_met)(text, figures=figures, url=url)


@gate_check(
    "sla.coverage",
    title=_("Measurements cover the last months"),
    at={ACCEPTANCE: SHOULD},
    order=64,
    parameters={
        "months": Parameter(3, _("Complete months"), minimum=1, maximum=24),
        "share": Parameter(95, _("Percent of each month that is covered"), minimum=1, maximum=100),
    },
    figures={
        "months": _("Months measured"),
        "results": _("Monthly results"),
        "covered": _("Covered well enough"),
        "least": Figure(_("Least coverage, percent"), a_number(2)),
    },
)
def coverage(programme, *, gate, months=3, share=95):
    """What nobody measured is not up: a target that is reached on half a month of records says little."""
    results = complete(programme).filter(objective__kind__in=MEASURED_ALL_THE_TIME)
    latest = latest_months(results, months)
    found = [cover or Decimal(0) for cover in results.filter(month__in=latest).values_list("coverage", flat=True)]
    covered = sum(cover >= share for cover in found)
    figures = {"months": len(latest), "results": len(found), "covered": covered}
    url = page_of_programme(programme)
    if not found:
        return not_met(_("No complete month has been measured yet."), figures=figures, url=url)
    figures["least"] = f"{min(found).normalize():f}"
    text = say(
        _("**{n} of {total}** monthly results are covered by at least {share} %; the least by {least} %."),
        n=covered,
        total=len(found),
        share=share,
        least=number(min(found), 2),
    )
    if covered < len(found):
        return (partly if covered else not_met)(text, figures=figures, url=url)
    return (met if len(latest) >= months else partly)(text, figures=figures, url=url)
