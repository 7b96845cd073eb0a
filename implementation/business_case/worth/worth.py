"""The figures of one scenario of a version."""

from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property

from implementation.business_case import finance
from implementation.business_case.models import BusinessCase, Line, Scenario
from implementation.business_case.models.line import COSTS, INVESTMENT
from implementation.business_case.worth.reading import NIL, Row, rows_of


class Worth:
    """The figures of a scenario, the chosen one unless another is named; reads its lines once."""

    def __init__(self, case: BusinessCase, scenario: Scenario | None = None, rows: list[Row] | None = None):
        self.case = case
        self._scenario, self._rows = scenario, rows

    @cached_property
    def scenario(self) -> Scenario | None:
        return self._scenario or self.case.chosen

    @cached_property
    def rows(self) -> list[Row]:
        if self._rows is not None:
            return self._rows
        return [] if self.scenario is None else rows_of(self.case, [self.scenario])[self.scenario.pk]

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
        case = self.case
        return finance.summary(
            costs=self._by_year(self.costs),
            benefits=self._by_year(self.benefits),
            rate=case.discount_rate / 100,
            floor=case.floor,
            finance_rate=self.finance_rate / 100,
            reinvest_rate=self.reinvest_rate / 100,
        )

    @property
    def finance_rate(self) -> Decimal:
        return self.case.discount_rate if self.case.finance_rate is None else self.case.finance_rate

    @property
    def reinvest_rate(self) -> Decimal:
        return self.case.discount_rate if self.case.reinvest_rate is None else self.case.reinvest_rate

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
    def risk(self) -> Decimal:
        """What is set aside for risks."""
        return sum((row.total for row in self.costs if row.line.category == "risk"), NIL)

    @property
    def irr_percent(self) -> list[Decimal]:
        return [Decimal(str(rate)) * 100 for rate in self.summary.irr.rates]

    @property
    def mirr_percent(self) -> Decimal | None:
        return None if self.summary.mirr is None else Decimal(str(self.summary.mirr)) * 100

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
