import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import text
from core.text import say
from implementation.gates.registry import ACCEPTANCE, SHOULD, Parameter, gate_check, met, not_met, partly
from sla.gate_checks.pages import page_of_programme
from sla.models import Agreement, MonthlyResult, Statement


@gate_check(
    "sla.statements_issued",
    title=_("The statements of complete months went out"),
    at={ACCEPTANCE: SHOULD},
    order=65,
    parameters={"months": Parameter(3, _("Complete months"), minimum=1, maximum=24)},
    figures={"due": _("Complete months"), "issued": _("Statements issued")},
)
def statements_issued(programme, *, gate, months=3):
    """Of every agreement in force, its latest complete months."""
    agreements = list(programme.agreements.filter(state=Agreement.State.IN_FORCE).order_by("name", "pk"))
    due = _complete_months(agreements, months)
    rows = Statement.objects.filter(agreement__in=agreements, state__in=Statement.ISSUED_STATES)
    issued = set(rows.values_list("agreement", "month"))
    missing = [
        (agreement, month)
        for agreement in agreements
        for month in due[agreement.pk]
        if (agreement.pk, month) not in issued
    ]
    total = sum(map(len, due.values()))
    figures = {"due": total, "issued": total - len(missing)}
    if not total:
        return not_met(_("No complete month has been measured yet."), figures=figures, url=page_of_programme(programme))
    if not missing:
        url = reverse("statements", args=[programme.pk, agreements[0].pk])
        return met(say(_("**{n} of {n}** statements of complete months went out."), n=total), figures=figures, url=url)
    agreement, month = missing[0]
    words = say(
        _("**{n} of {total}** statements of complete months went out; {month} of {agreement} did not."),
        n=figures["issued"],
        total=total,
        month=text.month(month),
        agreement=agreement.name,
    )
    url = reverse("statements", args=[programme.pk, agreement.pk])
    return (partly if figures["issued"] else not_met)(words, figures=figures, url=url)


def _complete_months(agreements: list[Agreement], months: int) -> dict[int, list[datetime.date]]:
    """agreement -> its latest months of which no objective is open any more, earliest first."""
    results = MonthlyResult.objects.filter(objective__agreement__in=agreements)
    rows = results.values_list("objective__agreement", "month", "provisional")
    every: dict[int, dict[datetime.date, bool]] = {agreement.pk: {} for agreement in agreements}
    for agreement, month, provisional in rows:
        every[agreement][month] = every[agreement].get(month, True) and not provisional
    return {pk: sorted(month for month, done in mine.items() if done)[-months:] for pk, mine in every.items()}
