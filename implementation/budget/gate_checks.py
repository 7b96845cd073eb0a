"""Does the forecast stay within the budget, and are the costs entered?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import month, number, rounded, say
from implementation.budget.books import GRACE, Books
from implementation.budget.months import closed_month, first_day, iso
from implementation.budget.panels import in_words
from implementation.gates.figures import Figure, a_number
from implementation.gates.registry import ACCEPTANCE, READY_TO_PILOT, SHOULD, Parameter, gate_check, met, not_met


def _no_budget(programme):
    return not_met(
        _("**No budget** is approved yet."), figures={"version": 0}, url=reverse("budget", args=[programme.pk])
    )


@gate_check(
    "budget.within_tolerance",
    title=_("The forecast at completion stays within the budget"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    weight=15,
    order=26,
    parameters={"percent": Parameter(10, _("Forecast above the budget, at most, per cent"), minimum=0, maximum=100)},
    figures={
        "version": _("Version"),
        "forecast": Figure(_("Forecast at completion"), a_number(2)),
        "budget": Figure(_("Budget"), a_number(2)),
        "over": Figure(_("Above the budget, per cent"), a_number(1)),
        "cpi": Figure(_("Cost index (CPI)"), a_number(2)),
    },
)
def within_tolerance(programme, *, gate, percent=10):
    """Compared unrounded."""
    books = Books(programme)
    if books.budget is None:
        return _no_budget(programme)
    forecast, cpi = books.forecast, books.position.cpi if books.work else None
    figures = {
        "version": books.budget.number,
        "forecast": str(rounded(forecast.total, 2)),
        "budget": str(rounded(forecast.budget, 2)),
        "over": str(rounded(forecast.overrun_percent, 1)),
        "cpi": None if cpi is None else str(rounded(cpi, 2)),
    }
    text = say("{found} {limit}", found=in_words(books), limit=say(_("At most {n} % above."), n=number(percent)))
    within = forecast.overrun_percent <= percent
    return (met if within else not_met)(text, figures=figures, url=reverse("budget", args=[programme.pk]))


@gate_check(
    "budget.actuals_current",
    title=_("The costs of the last closed month are entered"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    weight=5,
    order=28,
    parameters={
        "days": Parameter(
            GRACE,
            _("Days after the end of a month until its books are closed"),
            minimum=0,
            maximum=31,
        )
    },
    figures={"version": _("Version"), "month": _("Month"), "spent": Figure(_("Spent"), a_number(2))},
)
def actuals_current(programme, *, gate, days=GRACE):
    books = Books(programme)
    if books.budget is None:
        return _no_budget(programme)
    url, at = reverse("actual_costs", args=[programme.pk]), closed_month(books.today, grace=days)
    words = month(first_day(at))
    figures = {"version": books.budget.number, "month": iso(at), "spent": str(rounded(books.spent_in(at), 2))}
    if books.missing_at(days) is not None:
        return not_met(say(_("**No cost** is entered for {month}."), month=words), figures=figures, url=url)
    if not books.spent_in(at):
        return met(
            say(_("Nothing was to be spent in {month}, or **nothing was**."), month=words), figures=figures, url=url
        )
    return met(say(_("The costs of **{month}** are entered."), month=words), figures=figures, url=url)
