"""The costs of the ways to get a CRM, drawn."""

from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import line_chart, stacked_bars
from core.text import CURRENCIES, MARKS, amount
from vendors.costs import CostTable
from vendors.models import SourcingCost
from vendors.models.sourcing import YEARS


def of_costs(table: CostTable, currency: str) -> list[Chart]:
    """What each way costs by category, and how the costs grow year by year, in thousands."""
    return [_by_category(table, currency), _running_total(table, currency)]


def _thousand(value) -> float:
    return float(value) / 1000


def thousands(currency: str) -> str:
    return _("%(sign)s thousand") % {"sign": CURRENCIES.get(currency, (currency, 2))[0]}


def _by_category(table: CostTable, currency: str) -> Chart:
    items = table.costed
    names = [item.option.title for item in items]
    series = {
        str(category.label): [_thousand(item.by_category[category]) for item in items]
        for category in SourcingCost.Category
    }
    totals = [amount(item.total, currency) for item in items]
    return Chart(
        figure=stacked_bars(series, names, x_title=thousands(currency)),
        title=_("Total cost over five years"),
        description=str(MARKS[";"]).join(
            f"{name}{MARKS[':']}{total}" for name, total in zip(names, totals, strict=True)
        ),
        columns=[_("Option"), *(str(category.label) for category in SourcingCost.Category), _("Total")],
        rows=[
            [
                item.option.title,
                *(amount(item.by_category[category], currency) for category in SourcingCost.Category),
                amount(item.total, currency),
            ]
            for item in items
        ],
    )


def _running_total(table: CostTable, currency: str) -> Chart:
    years = [_("Year %(n)s") % {"n": year} for year in YEARS]
    series = {item.option.title: [_thousand(total) for total in item.running_total] for item in table.costed}
    least = table.cheapest
    return Chart(
        figure=line_chart(series, years, y_title=thousands(currency), from_zero=True),
        title=_("Costs added up year by year"),
        description=_("%(name)s costs least after five years: %(total)s.")
        % {"name": least.option.title, "total": amount(least.total, currency)},
        columns=[_("Option"), *years],
        rows=[[item.option.title, *(amount(total, currency) for total in item.running_total)] for item in table.costed],
    )
