"""What months would have cost under terms that are only thought of: month by month, with the caps of each contract year."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sla.credits.limits import Credit, credit
from sla.credits.shapes import Month
from sla.credits.terms import Terms
from sla.credits.years import contract_year

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One set of terms with its limits."""

    terms: Terms
    minimum: Decimal | None = None
    monthly_cap: Decimal | None = None
    annual_cap: Decimal | None = None


@dataclass(frozen=True)
class Outcome:
    """One month under one variant."""

    month: datetime.date
    year: int
    credit: Credit

    @property
    def amount(self) -> Decimal:
        return self.credit.amount


def simulate(
    past: Sequence[tuple[datetime.date, Month]],
    *,
    variant: Variant,
    monthly_fee: Decimal,
    starts_on: datetime.date,
    minor_units: int = 2,
    is_percentage: bool = True,
) -> list[Outcome]:
    """The months in order of time; each uses what earlier months of its contract year left of the annual cap."""
    used: dict[int, Decimal] = {}
    found = []
    for month, level in sorted(past, key=lambda item: item[0]):
        year = contract_year(month, starts_on)
        result = credit(
            level,
            terms=variant.terms,
            monthly_fee=monthly_fee,
            minimum=variant.minimum,
            monthly_cap=variant.monthly_cap,
            credited_this_year=used.get(year, ZERO),
            annual_cap=variant.annual_cap,
            minor_units=minor_units,
            is_percentage=is_percentage,
        )
        used[year] = used.get(year, ZERO) + result.amount
        found.append(Outcome(month, year, result))
    return found


def by_year(outcomes: Sequence[Outcome]) -> dict[int, Decimal]:
    """Contract year -> sum, in order."""
    sums: dict[int, Decimal] = {}
    for outcome in outcomes:
        sums[outcome.year] = sums.get(outcome.year, ZERO) + outcome.amount
    return dict(sorted(sums.items()))
