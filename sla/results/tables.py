"""Months of objectives side by side, and as a file."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.sheets import Column
from sla import telling
from sla.models import Agreement, MonthlyResult, Objective

MONTHS_SHOWN = 12
HEAVY = ("days", "figures", "worst", "outages")


@dataclass(frozen=True)
class Cell:
    result: MonthlyResult | None
    objective: Objective

    @property
    def adjusted(self) -> str:
        return telling.figure(self.result.adjusted, self.objective, self.result.target)

    @property
    def raw(self) -> str:
        return telling.figure(self.result.raw, self.objective, self.result.target)

    @property
    def differs(self) -> bool:
        return self.result.raw != self.result.adjusted

    @property
    def is_missed(self) -> bool:
        return self.result.attained is False and not self.result.provisional


@dataclass(frozen=True)
class Row:
    objective: Objective
    cells: list[Cell]

    @property
    def promise(self) -> str:
        return telling.promise(self.objective)


def months_of(agreement: Agreement) -> list[datetime.date]:
    """Every month with a result, the latest first."""
    found = MonthlyResult.objects.filter(objective__agreement=agreement).order_by("-month")
    return list(found.values_list("month", flat=True).distinct())


def side_by_side(agreement: Agreement, months: list[datetime.date]) -> list[Row]:
    """A row for each version that has a result in these months, or that still holds."""
    results: dict[int, dict[datetime.date, MonthlyResult]] = {}
    for result in MonthlyResult.objects.filter(objective__agreement=agreement, month__in=months).defer(*HEAVY):
        results.setdefault(result.objective_id, {})[result.month] = result
    rows = []
    for objective in agreement.objectives.select_related("calendar"):
        objective.agreement = agreement
        mine = results.get(objective.pk, {})
        for result in mine.values():
            result.objective = objective
        if mine or objective.valid_until is None:
            rows.append(Row(objective, [Cell(mine.get(month), objective) for month in months]))
    return rows


def known(rows: list[Row], months: list[datetime.date]) -> list:
    """How much of each month the records cover at least."""
    found = []
    for number, _month in enumerate(months):
        cells = [row.cells[number].result for row in rows]
        found.append(min((cell.coverage for cell in cells if cell and cell.coverage is not None), default=None))
    return found


COLUMNS = [
    Column(_("Month"), 12),
    Column(_("Objective"), 34),
    Column(_("Kind"), 24),
    Column(_("Clause"), 12),
    Column(_("Monitor"), 24),
    Column(_("Direction"), 12),
    Column(_("Target"), 12),
    Column(_("Unit"), 10),
    Column(_("Adjusted"), 16),
    Column(_("Raw"), 16),
    Column(_("Reached"), 10),
    Column(_("Complete"), 10),
    Column(_("Coverage, percent"), 16),
    Column(_("Up, seconds"), 14),
    Column(_("Down, seconds"), 14),
    Column(_("Excluded, seconds"), 14),
    Column(_("Unknown, seconds"), 14),
    Column(_("Counted"), 12),
    Column(_("Budget allowed"), 16),
    Column(_("Budget used"), 16),
]


def lines(agreement: Agreement) -> Iterator[list]:
    """Every result as numbers, the first month first."""
    found = MonthlyResult.objects.filter(objective__agreement=agreement).select_related("objective")
    for result in found.defer("days", "worst", "outages").order_by("month", "objective__kind", "objective_id"):
        objective = result.objective
        budget = result.figures.get("budget", {})
        yield [
            f"{result.month:%Y-%m}",
            str(objective),
            str(objective.get_kind_display()),
            objective.clause,
            objective.monitor,
            str(objective.get_direction_display()),
            result.target.normalize(),
            objective.unit,
            result.adjusted,
            result.raw,
            result.attained,
            not result.provisional,
            result.coverage,
            result.up_seconds,
            result.down_seconds,
            result.excluded_seconds,
            result.unknown_seconds,
            result.samples,
            _number(budget.get("allowed")),
            _number(budget.get("used")),
        ]


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)
