"""A scenario drawn: its lines given to the simulation, and what comes out in the words of its lines."""

from dataclasses import dataclass
from functools import cached_property

from core.pert import Pert
from implementation.business_case import plan, simulation
from implementation.business_case.models import BusinessCase
from implementation.business_case.simulation import CORRELATION, Outcome, Swing
from implementation.business_case.worth.worth import Worth

#: What may be chosen for how far lines of one kind move together, in per cent.
CORRELATIONS = (0, 30, 60, 90)
USUAL = round(100 * CORRELATION)


@dataclass(frozen=True)
class Uncertainty:
    """A scenario with how far its lines move together (per cent)."""

    worth: Worth
    correlation: int = USUAL

    @property
    def case(self) -> BusinessCase:
        return self.worth.case

    @cached_property
    def planned(self) -> list[plan.PlannedLine]:
        return [row.planned for row in self.worth.rows]

    @cached_property
    def lines(self) -> list[simulation.Line]:
        return [line_of(item, self.case.months) for item in self.planned if item.high]

    @cached_property
    def factors(self) -> list[float]:
        """By month; what falls in a year is discounted as its year is, so that the likely outcome is the NPV of the case."""
        rate = 1 + float(self.case.discount_rate) / 100
        return [rate ** -((month + 11) // 12) for month in range(self.case.months + 1)]

    @cached_property
    def outcome(self) -> Outcome:
        return simulation.simulate(self.lines, self.factors, correlation=self.correlation / 100)

    @cached_property
    def likely(self) -> float:
        return simulation.likely(self.lines, self.factors)

    @cached_property
    def swings(self) -> list[tuple[plan.PlannedLine, Swing]]:
        """The widest first."""
        titles = {item.pk: item for item in self.planned}
        return [(titles[swing.key], swing) for swing in simulation.tornado(self.lines, self.factors)]

    @property
    def above_floor(self) -> float:
        """Of a hundred trials, how many are worth the floor or more."""
        return 100 * self.outcome.reaches(float(self.case.floor))

    @property
    def is_certain(self) -> bool:
        return not self.swings

    @property
    def bands(self) -> list[tuple[float, float, float]]:
        """P10, P50 and P90 of the running discounted total at the end of each year, from year 0."""
        return [self.outcome.bands[12 * year] for year in self.case.years]


def line_of(item: plan.PlannedLine, months: int) -> simulation.Line:
    """What one unit of the line's amount pays in each month: its months at the high end, divided by that end."""
    high, sign = float(item.high), -1 if item.kind == "cost" else 1
    flows = tuple(sign * float(amount) / high for amount in plan.monthly(item, months, "high"))
    return simulation.Line(item.pk or 0, item.kind, Pert(float(item.low), float(item.likely), high), flows)
