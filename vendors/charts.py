"""The ways to get a CRM, drawn: their costs, what they come to when one leaves, what they come to under other assumptions."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import line_chart, stacked_bars
from core.text import CURRENCIES, MARKS, amount, number, rounded
from vendors.cost_sensitivity import decimal, total
from vendors.costs import CostTable, OptionCosts
from vendors.models import SourcingLine
from vendors.models.sourcing_option import YEARS

Category = SourcingLine.Category
#: Percent of growth in users and of price rise at which the lines are drawn.
GROWTH = range(-50, 201, 25)
RISES = range(0, 31, 5)


def of_costs(table: CostTable, currency: str) -> list[Chart]:
    """What each way costs by category, and what it has cost whoever leaves after a year, in thousands."""
    return [_by_category(table, currency), _left_after(table, currency)]


def of_sensitivity(table: CostTable, currency: str, *, growth: Fraction, rise: Fraction) -> list[Chart]:
    """The total of each way over the growth in users and over the price rise, the other as chosen; both in percent."""
    return [
        _over(
            table,
            currency,
            GROWTH,
            lambda item, x: total(item.way, users=1 + x / 100, rise=rise / 100),
            title=_("Total cost by growth in users"),
            given=_("Prices rise by %(percent)s %% a year.") % {"percent": _percent(rise)},
        ),
        _over(
            table,
            currency,
            RISES,
            lambda item, x: total(item.way, users=1 + growth / 100, rise=x / 100),
            title=_("Total cost by price rise a year"),
            given=_("Users grow by %(percent)s %%.") % {"percent": _percent(growth)},
        ),
    ]


def _percent(value: Fraction) -> str:
    return str(number(decimal(value), 0 if value == int(value) else 1))


def _thousand(value) -> float:
    return float(value) / 1000


def thousands(currency: str) -> str:
    return _("%(sign)s thousand") % {"sign": CURRENCIES.get(currency, (currency, 2))[0]}


def _by_category(table: CostTable, currency: str) -> Chart:
    """Switching stands with exit: both are paid for a change of system."""
    items = table.costed
    names = [item.option.title for item in items]
    heads = [str(c.label) for c in Category if c != Category.SWITCHING] + [_("Switching and exit")]
    rows = [_amounts_by_category(item) for item in items]
    totals = [amount(rounded(item.total), currency) for item in items]
    return Chart(
        figure=stacked_bars(
            {head: [_thousand(row[place]) for row in rows] for place, head in enumerate(heads)},
            names,
            x_title=thousands(currency),
        ),
        title=_("Total cost over five years"),
        description=str(MARKS[";"]).join(
            f"{name}{MARKS[':']}{total}" for name, total in zip(names, totals, strict=True)
        ),
        columns=[_("Option"), *heads, _("Total")],
        rows=[
            [name, *(amount(rounded(value), currency) for value in row), total]
            for name, row, total in zip(names, rows, totals, strict=True)
        ],
    )


def _amounts_by_category(item: OptionCosts) -> list:
    found = item.by_category
    switching = found.pop(Category.SWITCHING) + item.exit
    return [*found.values(), switching]


def _left_after(table: CostTable, currency: str) -> Chart:
    years = [_("Year %(n)s") % {"n": year} for year in YEARS]
    least = table.cheapest
    return Chart(
        figure=line_chart(
            {item.option.title: [_thousand(spent) for spent in item.left_after] for item in table.costed},
            years,
            y_title=thousands(currency),
            from_zero=True,
        ),
        title=_("What it has cost if one leaves after a year"),
        description=_("Exit included once. %(name)s costs least after five years: %(total)s.")
        % {"name": least.option.title, "total": amount(rounded(least.total), currency)},
        columns=[_("Option"), *years],
        rows=[
            [item.option.title, *(amount(rounded(spent), currency) for spent in item.left_after)]
            for item in table.costed
        ],
    )


def _over(table: CostTable, currency: str, xs: Sequence[int], cost, *, title: str, given: str) -> Chart:
    heads = [_("%(figure)s %%") % {"figure": f"{'+' if x > 0 else '−' if x < 0 else ''}{abs(x)}"} for x in xs]
    found: list[tuple[str, list[Any]]] = [
        (item.option.title, [decimal(cost(item, Fraction(x))) for x in xs]) for item in table.costed
    ]
    return Chart(
        figure=line_chart(
            {name: [_thousand(value) for value in values] for name, values in found},
            heads,
            y_title=thousands(currency),
            from_zero=True,
        ),
        title=title,
        description=given,
        columns=[_("Option"), *heads],
        rows=[[name, *(amount(rounded(value), currency) for value in values)] for name, values in found],
    )
