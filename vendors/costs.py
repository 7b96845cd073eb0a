"""The costs of the ways to get a CRM, laid out by year and by category."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any

from vendors.models import SourcingCost, SourcingOption
from vendors.models.sourcing import YEARS

Category = SourcingCost.Category


@dataclass(frozen=True)
class OptionCosts:
    """One option: amounts by category and year, and what they add up to."""

    option: SourcingOption
    amounts: dict[tuple[str, int], Decimal] = field(default_factory=dict)

    @property
    def by_year(self) -> list[Decimal]:
        return [sum((self.amounts.get((c, year), Decimal(0)) for c in Category), Decimal(0)) for year in YEARS]

    @property
    def by_category(self) -> dict[str, Decimal]:
        return {c: sum((self.amounts.get((c, year), Decimal(0)) for year in YEARS), Decimal(0)) for c in Category}

    @property
    def running_total(self) -> list[Decimal]:
        return list(accumulate(self.by_year))

    @property
    def total(self) -> Decimal:
        return sum(self.by_year, Decimal(0))

    @property
    def is_costed(self) -> bool:
        return self.total > 0


@dataclass(frozen=True)
class CostTable:
    options: list[OptionCosts]

    @property
    def costed(self) -> list[OptionCosts]:
        return [item for item in self.options if item.is_costed]

    @property
    def cheapest(self) -> OptionCosts | None:
        return min(self.costed, key=lambda item: item.total, default=None)

    @property
    def fastest(self) -> OptionCosts | None:
        known = [item for item in self.options if item.option.months_to_first_use is not None]
        return min(known, key=lambda item: item.option.months_to_first_use, default=None)

    @property
    def facts(self) -> dict[str, Any]:
        """Plain values for what is kept with a decision or a report."""
        return {
            "options": [
                {
                    "mode": item.option.mode,
                    "title": item.option.title,
                    "note": item.option.note,
                    "months": item.option.months_to_first_use,
                    "by_year": item.by_year,
                    "by_category": item.by_category,
                    "costs": {f"{category} {year}": amount for (category, year), amount in item.amounts.items()},
                    "total": item.total,
                }
                for item in self.options
            ]
        }


def laid_out(programme) -> CostTable:
    """Two queries, however many costs there are."""
    options = SourcingOption.objects.filter(programme=programme).prefetch_related("costs")
    return CostTable(
        [OptionCosts(option, {(c.category, c.year): c.amount for c in option.costs.all()}) for option in options]
    )
