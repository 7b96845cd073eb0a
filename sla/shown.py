"""What the page of an agreement shows, put together from the monthly results."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext as _

from core.charts import Chart, figures
from core.text import gap, listed, rounded
from sla import telling
from sla.measures.values import cut
from sla.models import Agreement, Credit, MonthlyResult, Objective
from sla.reckoning import contract_year
from sla.results.budget import BudgetWords, budget_words

MONTHS_SHOWN = 12


def places(percentage: Decimal, target: Decimal) -> int:
    """Two decimals, or four where two would hide which side of the target a figure is on."""
    two = rounded(percentage, 2)
    return 4 if (percentage < target) != (two < target) or two == target != percentage else 2


def figure(percentage: Decimal | None, target: Decimal) -> str:
    """A percentage for the eye: cut where rounding would lift it to its target."""
    if percentage is None:
        return "–"
    digits = places(percentage, target)
    shown = percentage if digits == 2 else cut(Fraction(percentage), places=4)
    return formats.number_format(rounded(shown, digits), decimal_pos=digits)


def target_text(target: Decimal) -> str:
    """99.90, 99.99 or 99.995: at least two decimals, no idle ones behind."""
    digits = max(2, -target.normalize().as_tuple().exponent)
    return formats.number_format(target, decimal_pos=digits)


@dataclass(frozen=True)
class Cell:
    objective: Objective
    result: MonthlyResult | None

    @property
    def is_missed(self) -> bool:
        return self.result is not None and self.result.attained is False

    @property
    def adjusted(self) -> str:
        return telling.figure(self.result.adjusted, self.objective, self.result.target) if self.result else "–"

    @property
    def raw(self) -> str:
        return telling.figure(self.result.raw, self.objective, self.result.target) if self.result else ""


@dataclass(frozen=True)
class Row:
    objective: Objective
    cells: list[Cell]
    budget: BudgetWords | None

    @property
    def target(self) -> str:
        return telling.target_level(self.objective)


def results_of(agreement: Agreement) -> dict[int, dict[datetime.date, MonthlyResult]]:
    """objective -> month -> result, the latest months only; one query."""
    found: dict[int, dict[datetime.date, MonthlyResult]] = {}
    rows = MonthlyResult.objects.filter(objective__agreement=agreement).order_by("-month")
    latest = sorted(set(rows.values_list("month", flat=True)), reverse=True)[:MONTHS_SHOWN]
    if latest:
        for result in rows.filter(month__gte=latest[-1]):
            found.setdefault(result.objective_id, {})[result.month] = result
    return found


def table(objectives: list[Objective], results: dict, *, this_month: datetime.date) -> tuple[list, list[Row], list]:
    """The months, a row for each objective, and how much of each month is known."""
    months = sorted({month for row in results.values() for month in row})
    rows = []
    for objective in objectives:
        mine = results.get(objective.pk, {})
        cells = [Cell(objective, mine.get(month)) for month in months]
        rows.append(Row(objective, cells, budget_words(mine.get(this_month))))
    known = []
    for month in months:
        covers = [row[month].coverage for row in results.values() if month in row and row[month].coverage is not None]
        known.append(min(covers, default=None))
    return months, rows, known


def month_words(month: datetime.date) -> str:
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


def chart(objective: Objective, results: dict[datetime.date, MonthlyResult]) -> Chart | None:
    """Adjusted availability by month against the target, raw as hollow dots."""
    months = sorted(month for month, result in results.items() if result.adjusted is not None)
    if not months:
        return None
    found = [results[month] for month in months]
    target = objective.target
    digits = 4 if any(places(result.adjusted, target) == 4 for result in found) else 2
    missed = [month_words(result.month) for result in found if result.attained is False]
    message = _("Every month shown reached the target.")
    if missed:
        message = _("Below the target: %(months)s.") % {"months": listed(missed)}
    return Chart(
        figure=_with_headroom(
            figures.target_line_chart(
                [f"{month:%Y-%m}" for month in months],
                [float(result.adjusted) for result in found],
                target=float(target),
                name=_("adjusted"),
                miss_word=_("missed"),
                raw=[float(result.raw) for result in found],
                raw_name=_("raw, before exclusions"),
                y_title=_("Percent of the time"),
                unit=f"{gap()}%",
                places=digits,
            )
        ),
        title=_("Availability of %(monitor)s by month") % {"monitor": objective.monitor},
        description=message,
        columns=[_("Month"), _("Adjusted"), _("Raw"), _("Target")],
        rows=[
            [
                month_words(result.month),
                figure(result.adjusted, target),
                figure(result.raw, target),
                target_text(target),
            ]
            for result in found
        ],
    )


def _with_headroom(figure: figures.Figure) -> figures.Figure:
    """Room above the highest value, so that its number does not run into the key."""
    low, high = figure["layout"]["yaxis"]["range"]
    figure["layout"]["yaxis"]["range"] = [low, high + (high - low) * 0.12]
    return figure


@dataclass(frozen=True)
class Totals:
    """Credits of the contract year that runs now."""

    year: Decimal
    received: Decimal
    open: Decimal


def totals(agreement: Agreement, credits: list[Credit], *, today: datetime.date) -> Totals:
    starts_on = agreement.contract.starts_on
    year = contract_year(today, starts_on)
    mine = [credit for credit in credits if contract_year(credit.breach.month, starts_on) == year]
    received = sum((c.worth for c in mine if c.state in (Credit.State.CREDITED, Credit.State.SETTLED)), Decimal(0))
    everything = sum((c.worth for c in mine), Decimal(0))
    return Totals(everything, received, everything - received)


def outages(result: MonthlyResult | None) -> list[tuple[datetime.datetime, datetime.datetime, float]]:
    """When the service was down in a month, with the minutes."""
    found = []
    for begin, stop in result.outages if result else []:
        start, end = datetime.datetime.fromisoformat(begin), datetime.datetime.fromisoformat(stop)
        found.append((start, end, (end - start).total_seconds() / 60))
    return found


def minutes(result: MonthlyResult | None) -> dict[str, Decimal]:
    """A month in minutes: the whole, excluded, unknown, down."""
    if result is None:
        return {}
    parts = {"excluded": result.excluded_seconds, "unknown": result.unknown_seconds, "down": result.down_seconds}
    return {name: seconds / 60 for name, seconds in {"total": result.total_seconds, **parts}.items()}
