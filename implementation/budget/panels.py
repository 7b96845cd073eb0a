"""What the budget shows elsewhere: the cost of the status, the money in the report, what happened."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain
from core.text import amount, number, rounded, say
from implementation.budget import charts
from implementation.budget.books import Books
from implementation.budget.models import BudgetApproval
from implementation.budget.table import table
from implementation.budget.tolerance import DIMENSION, USUAL, own_limits
from implementation.business_case import panels as case_panels
from implementation.programme import registry
from implementation.programme.models import Programme

RECORDS = ["budget.budget", "budget.actualcost", "budget.actualimport", "budget.packageprogress"]
BOUNDS = registry.Bounds(
    USUAL.inner,
    USUAL.outer,
    _("Forecast at completion above the budget, in %; without a budget the net present value below its floor"),
)


# The business case registers this dimension too and is imported above, so the name is taken over from it: one dimension,
# by the budget as soon as there is one and by the case until then.
@registry.dimension(DIMENSION, label=_("Cost"), order=20, bounds=BOUNDS, records=[*case_panels.RECORDS, *RECORDS])
def cost(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> registry.Status:
    """The forecast at completion against the budget; as long as none is approved, the business case against its floor."""
    books = Books(programme)
    if books.budget is None:
        return case_panels.cost(programme, own_limits(programme) or case_panels.BOUNDS.limits)
    level = limits.level(books.forecast.overrun_percent)
    return registry.Status(level, in_words(books), reverse("budget", args=[programme.pk]))


def in_words(books: Books) -> Any:
    """Forecast, budget and cost index in a sentence."""
    currency, forecast = books.programme.organisation.currency, books.forecast
    over = forecast.variance < 0
    if over:
        text = _("Forecast at completion **{forecast}**, {percent} above the budget of {budget}.")
    else:
        text = _("Forecast at completion **{forecast}**, within the budget of {budget}.")
    found = say(
        text,
        forecast=amount(rounded(forecast.total), currency),
        budget=amount(rounded(forecast.budget), currency),
        percent=say(_("{n} %"), n=number(forecast.overrun_percent, 1)),
    )
    cpi = books.position.cpi if books.work else None
    return found if cpi is None else say("{a} {b}", a=found, b=say(_("Cost index {cpi}."), cpi=number(cpi, 2)))


@registry.panel(
    "budget.money", title=_("Budget and forecast"), order=42, detail="budget/_report.html", brief="budget/_brief.html"
)
def money(programme: Programme) -> dict[str, Any]:
    books = Books(programme)
    if books.budget is None:
        return {"budget": None, "charts": []}
    return plain({"budget": _facts(books), "charts": _charts(books)})


def _facts(books: Books) -> dict[str, Any]:
    forecast, approval = books.forecast, BudgetApproval.objects.filter(budget=books.budget).first()
    return {
        "number": books.budget.number,
        "currency": books.programme.organisation.currency,
        "by": approval and {"name": approval.by_name, "on": approval.at.date()},
        "planned": _money(forecast.budget),
        "spent": _money(books.total_spent),
        "forecast": _money(forecast.total),
        "variance": _money(forecast.variance),
        "overrun_percent": _fine(forecast.overrun_percent),
        "work": _work(books) if books.work else None,
        "categories": [
            {
                "label": in_every_language(row.label),
                "planned_to_date": _money(row.to_date.planned),
                "spent_to_date": _money(row.to_date.spent),
                "left": _money(row.to_date.left),
                "planned": _money(row.whole.planned),
                "spent": _money(row.whole.spent),
            }
            for row in _rows(books)
        ],
    }


def _rows(books: Books) -> list:
    found = table(books, by="year")
    return [*found.rows, found.total] if found else []


def _work(books: Books) -> dict[str, Any]:
    p = books.position
    return {
        "pv": _money(p.pv),
        "ev": _money(p.ev),
        "ac": _money(p.ac),
        "bac": _money(p.bac),
        "eac": _money(p.eac),
        "spi": _fine(p.spi),
        "cpi": _fine(p.cpi),
        "tcpi": _fine(p.tcpi_to_budget),
    }


def _money(value: Decimal) -> str:
    return str(rounded(value, 2))


def _fine(value: Decimal | None) -> str | None:
    return None if value is None else str(rounded(value, 4))


def _charts(books: Books) -> list[dict]:
    """Drawn once in each language, so that a frozen report can be read in all of them."""
    drawn = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            drawn[code] = charts.cumulated(books)
    if None in drawn.values():
        return []
    return [
        {
            "figure": {code: chart.figure for code, chart in drawn.items()},
            "title": {code: chart.title for code, chart in drawn.items()},
            "description": {code: chart.description for code, chart in drawn.items()},
        }
    ]


@registry.events
def approved(programme, since, until):
    found = BudgetApproval.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for item in found.select_related("budget"):
        text = say(_("Budget, version {n}, approved by {name}."), n=item.budget.number, name=item.by_name)
        yield registry.Event(item.at.date(), in_every_language(text))
