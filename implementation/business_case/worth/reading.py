"""The lines of a scenario, read once, as the calculations take them."""

from dataclasses import dataclass
from decimal import Decimal

from core.text import minor_units
from implementation.business_case import plan
from implementation.business_case.models import BusinessCase, Line, Scenario

NIL = Decimal(0)


@dataclass(frozen=True)
class Row:
    """A line with its likely amount in every year of the horizon, and what it comes to at least and at most."""

    line: Line
    planned: plan.PlannedLine
    amounts: list[Decimal]
    low: Decimal
    high: Decimal

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, NIL)

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


def rows_of(case: BusinessCase, scenarios: list[Scenario]) -> dict[int, list[Row]]:
    """The rows of each scenario by its number, whatever their count, with the same queries."""
    places = minor_units(case.programme.organisation.currency)
    by_number = {scenario.pk: scenario for scenario in scenarios}
    found: dict[int, list[Row]] = {pk: [] for pk in by_number}
    lines = Line.objects.filter(scenario__in=by_number).select_related("goal").prefetch_related("amounts")
    for line in lines:
        line.scenario = by_number[line.scenario_id]
        line.scenario.case = case
        found[line.scenario_id].append(row_of(line, case.horizon_years, places))
    return found


def row_of(line: Line, years: int, places: int) -> Row:
    planned = line.planned(places=places)
    low, high = (sum(plan.yearly(planned, years, which), NIL) for which in ("low", "high"))
    return Row(line, planned, plan.yearly(planned, years), low, high)


def planned(case: BusinessCase, scenario: Scenario | None = None) -> list[plan.PlannedLine]:
    """The lines of a scenario, the chosen one unless another is named, each with the ``pk`` of its record."""
    scenario = scenario or case.chosen
    return [] if scenario is None else [row.planned for row in rows_of(case, [scenario])[scenario.pk]]
