"""Total cost of ownership."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from implementation.business_case.finance.amounts import NIL, Amount, exact


class CostLine(NamedTuple):
    """A cost in one year, counted from 0; what is got back at the end is a negative cost."""

    category: str
    year: int
    amount: Amount


@dataclass(frozen=True)
class Tco:
    """Total cost of ownership; the amounts of a category stand in the order of the years, from 0."""

    by_category: dict[str, tuple[Decimal, ...]]
    by_year: tuple[Decimal, ...]
    total: Decimal

    @property
    def category_totals(self) -> dict[str, Decimal]:
        return {category: sum(amounts, NIL) for category, amounts in self.by_category.items()}


def tco(lines: Iterable[CostLine]) -> Tco:
    """Add up cost lines by category, in the order they first appear, and by year from 0 to the last one
    named.
    """
    listed = [CostLine(category, year, exact(amount)) for category, year, amount in lines]
    if any(line.year < 0 for line in listed):
        raise ValueError("Years count from 0.")
    years = range(max((line.year for line in listed), default=-1) + 1)
    table = {line.category: dict.fromkeys(years, NIL) for line in listed}
    for category, year, amount in listed:
        table[category][year] += exact(amount)
    by_category = {category: tuple(row.values()) for category, row in table.items()}
    by_year = tuple(sum(column, NIL) for column in zip(*by_category.values(), strict=True))
    return Tco(by_category, by_year, sum(by_year, NIL))
