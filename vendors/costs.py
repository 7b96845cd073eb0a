"""The costs of the ways to get a CRM, laid out by line, by year and by category."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any

from vendors.cost_sensitivity import Part, Way
from vendors.models import SourcingLine, SourcingOption
from vendors.models.sourcing_option import YEARS

Category = SourcingLine.Category
NIL = Decimal(0)


@dataclass(frozen=True)
class LineCosts:
    """One line of an option, with an amount for every year."""

    line: SourcingLine
    amounts: list[Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, NIL)


@dataclass(frozen=True)
class OptionCosts:
    """One option: its lines, and what they add up to. What leaving costs is counted once, beside the years."""

    option: SourcingOption
    lines: list[LineCosts] = field(default_factory=list)

    @property
    def by_year(self) -> list[Decimal]:
        return [sum((item.amounts[year] for item in self.lines), NIL) for year in YEARS]

    @property
    def by_category(self) -> dict[str, Decimal]:
        return {c: sum((item.total for item in self.lines if item.line.category == c), NIL) for c in Category}

    @property
    def exit(self) -> Decimal:
        return self.option.exit_cost

    @property
    def left_after(self) -> list[Decimal]:
        """What it has cost whoever leaves at the end of each year."""
        return [spent + self.exit for spent in accumulate(self.by_year)]

    @property
    def total(self) -> Decimal:
        return sum(self.by_year, self.exit)

    @property
    def per_user(self) -> Decimal:
        """What of it follows the number of users."""
        return sum((item.total for item in self.lines if item.line.per_user), NIL)

    @property
    def is_costed(self) -> bool:
        return any(item.total for item in self.lines)

    @property
    def way(self) -> Way:
        parts = (Part(tuple(item.amounts), item.line.per_user, item.line.rises) for item in self.lines)
        return Way(tuple(parts), self.exit)

    @property
    def facts(self) -> dict[str, Any]:
        option = self.option
        return {
            "mode": option.mode,
            "title": option.title,
            "note": option.note,
            "months": option.months_to_first_use,
            "months_low": option.months_lowest,
            "months_high": option.months_highest,
            "specialists": option.specialists_kept,
            "specialists_named": option.specialists_named,
            "by_year": self.by_year,
            "by_category": self.by_category,
            "lines": [_line_facts(item) for item in self.lines],
            "per_user": self.per_user,
            "exit": self.exit,
            "total": self.total,
        }


def _line_facts(item: LineCosts) -> dict[str, Any]:
    return {
        "category": item.line.category,
        "title": item.line.title,
        "per_user": item.line.per_user,
        "rises": item.line.rises,
        "amounts": item.amounts,
    }


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
        return {"options": [item.facts for item in self.options]}


def laid_out(programme) -> CostTable:
    """Three queries, however many costs there are."""
    options = SourcingOption.objects.filter(programme=programme).prefetch_related("lines__costs")
    return CostTable([of_option(option) for option in options])


def of_option(option: SourcingOption) -> OptionCosts:
    return OptionCosts(option, [_of_line(line) for line in option.lines.all()])


def _of_line(line: SourcingLine) -> LineCosts:
    known = {cost.year: cost.amount for cost in line.costs.all()}
    return LineCosts(line, [known.get(year, NIL) for year in YEARS])
