"""What the confirmed business case says will be spent in its chosen scenario, by category and month."""

from collections import defaultdict
from decimal import Decimal

from implementation.budget.months import month_of
from implementation.business_case.actions import confirmed_case
from implementation.business_case.models import BusinessCase
from implementation.business_case.plan import monthly
from implementation.business_case.worth import planned
from implementation.programme.models import Programme


def chosen_case(programme: Programme) -> BusinessCase | None:
    return confirmed_case(programme)


def planned_costs(case: BusinessCase) -> tuple[str, dict[tuple[str, int], Decimal]]:
    """The name of the chosen scenario, and its likely costs by category and month; month 0 is that of the start."""
    start, cells = month_of(case.programme.started_on), defaultdict(Decimal)
    for line in planned(case):
        if line.kind != "cost":
            continue
        for month, amount in enumerate(monthly(line, 12 * case.horizon_years)):
            cells[line.category, start + month] += amount
    return str(case.chosen or ""), {key: amount for key, amount in cells.items() if amount}
