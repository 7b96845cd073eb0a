"""What a version is worth: its records given to ``finance``, and every figure with its formula and inputs."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.evidence import plain
from core.text import rounded
from implementation.business_case import finance
from implementation.business_case.models import BusinessCase, Line
from implementation.business_case.models.line import COSTS, INVESTMENT

NIL = Decimal(0)


@dataclass(frozen=True)
class Row:
    """A line with its amount in every year of the horizon."""

    line: Line
    amounts: list[Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, NIL)


class Worth:
    """The figures of one version; reads its lines once."""

    def __init__(self, case: BusinessCase):
        self.case = case

    @cached_property
    def rows(self) -> list[Row]:
        lines = self.case.lines.prefetch_related("amounts")
        return [Row(line, [line.by_year.get(year, NIL) for year in self.case.years]) for line in lines]

    def of(self, kind: str) -> list[Row]:
        return [row for row in self.rows if row.line.kind == kind]

    @property
    def costs(self) -> list[Row]:
        return self.of(Line.Kind.COST)

    @property
    def benefits(self) -> list[Row]:
        return self.of(Line.Kind.BENEFIT)

    @cached_property
    def summary(self) -> finance.Summary:
        return finance.summary(
            costs=self._by_year(self.costs),
            benefits=self._by_year(self.benefits),
            rate=self.case.discount_rate / 100,
            floor=self.case.floor,
        )

    def _by_year(self, rows: list[Row]) -> list[Decimal]:
        return [sum((row.amounts[year] for row in rows), NIL) for year in self.case.years]

    @cached_property
    def tco(self) -> finance.Tco:
        """Total cost of ownership, over every year of the horizon."""
        return finance.tco(
            finance.CostLine(row.line.category, year, amount)
            for row in self.costs
            for year, amount in enumerate(row.amounts)
        )

    @property
    def tco_rows(self) -> list[tuple[Any, tuple[Decimal, ...], Decimal]]:
        """(category, amounts by year, total), in the order of the categories."""
        found = self.tco.by_category
        return [(COSTS[name], found[name], sum(found[name], NIL)) for name in COSTS if name in found]

    @property
    def is_empty(self) -> bool:
        return not any(amount for row in self.rows for amount in row.amounts)

    @property
    def investment(self) -> Decimal:
        """What is spent once: acquisition, development, switching."""
        return sum((row.total for row in self.costs if row.line.category in INVESTMENT), NIL)

    @property
    def irr_percent(self) -> list[Decimal]:
        return [Decimal(str(rate)) * 100 for rate in self.summary.irr.rates]

    @property
    def roi_percent(self) -> Decimal | None:
        return None if self.summary.roi is None else self.summary.roi * 100

    @property
    def discounted_roi_percent(self) -> Decimal | None:
        return None if self.summary.discounted_roi is None else self.summary.discounted_roi * 100

    @property
    def years(self) -> list[dict]:
        """Year by year: what goes out, what comes in, and the sums that the figures rest on."""
        s = self.summary
        columns = zip(
            s.costs, s.benefits, s.flows, s.discounted_flows, s.cumulative, s.discounted_cumulative, strict=True
        )
        names = ("costs", "benefits", "flow", "discounted", "cumulative", "discounted_cumulative")
        return [{"year": year, **dict(zip(names, column, strict=True))} for year, column in enumerate(columns)]

    @property
    def facts(self) -> dict[str, Any]:
        """Everything a confirmation rests on, as JSON; money to the cent, rates to four decimals."""
        case, s = self.case, self.summary
        return plain(
            {
                "number": case.number,
                "currency": case.programme.organisation.currency,
                "discount_rate": case.discount_rate,
                "horizon_years": case.horizon_years,
                "floor": case.floor,
                "minimum_investment": case.minimum_investment,
                "assumptions": case.assumptions,
                "lines": [
                    {
                        "kind": row.line.kind,
                        "category": row.line.category,
                        "title": row.line.title,
                        "amounts": [cents(amount) for amount in row.amounts],
                    }
                    for row in self.rows
                ],
                "figures": {
                    "npv": cents(s.npv),
                    "is_above_floor": s.is_above_floor,
                    "irr_kind": s.irr.kind,
                    "irr_percent": [fine(rate) for rate in self.irr_percent],
                    "payback": fine(s.payback),
                    "discounted_payback": fine(s.discounted_payback),
                    "roi_percent": fine(self.roi_percent),
                    "discounted_roi_percent": fine(self.discounted_roi_percent),
                    "total_costs": cents(s.total_costs),
                    "total_benefits": cents(s.total_benefits),
                    "investment": cents(self.investment),
                },
                "years": [
                    {name: value if name == "year" else cents(value) for name, value in year.items()}
                    for year in self.years
                ],
                "tco": {name: cents(total) for name, total in self.tco.category_totals.items()},
            }
        )


def cents(value: Decimal) -> str:
    return str(rounded(value, 2))


def fine(value: Decimal | None) -> str | None:
    return None if value is None else str(rounded(value, 4))


YEAR = _("Year {n}")
