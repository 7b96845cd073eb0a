"""What the confirmed business case says will be spent, by category and month."""

from decimal import Decimal

from core.text import minor_units
from implementation.budget.months import month_of, spread_over_months
from implementation.business_case.actions import confirmed_case
from implementation.business_case.models import BusinessCase
from implementation.programme.models import Programme


def chosen_case(programme: Programme) -> BusinessCase | None:
    return confirmed_case(programme)


def planned_costs(case: BusinessCase) -> tuple[str, dict[tuple[str, int], Decimal]]:
    """The name of the chosen scenario, and its costs by category and month."""
    start = month_of(case.programme.started_on)
    units = minor_units(case.programme.organisation.currency)
    cells: dict[tuple[str, int], Decimal] = {}
    for line in case.lines.filter(kind="cost").prefetch_related("amounts"):
        for year, amount in line.by_year.items():
            months = [0] if year == 0 else range(12 * year - 11, 12 * year + 1)
            parts = spread_over_months(int(amount.scaleb(units)), len(months))
            for month, part in zip(months, parts, strict=True):
                key = (line.category, start + month)
                cells[key] = cells.get(key, Decimal(0)) + Decimal(part).scaleb(-units)
    return "", cells
