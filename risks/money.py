"""The register in money: what its open risks may cost in a year, as they are and once treated.

A risk without an estimate is counted and named, never taken as nothing. One without an estimate for after its treatment is taken
as it is now on both sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from risks.models import Estimate, Risk
from risks.simulation import Exposure, Losses, bought, simulate

#: Shares of years that a contingency may be asked to cover.
SHARES = (0.5, 0.8, 0.9, 0.95)
USUAL_SHARE = 0.8
#: Risks shown one by one in the chart of the largest.
LARGEST = 10


@dataclass(frozen=True)
class Line:
    """One estimated risk: before and after treatment, and what its treatments cost together."""

    risk: Risk
    now: Exposure
    treated: Exposure | None
    cost: Decimal | None

    @property
    def then(self) -> Exposure:
        return self.treated or self.now

    @property
    def taken_away(self) -> float | None:
        """Expected loss in a year that the treatment takes away; None where nobody has said what remains."""
        return None if self.treated is None else self.now.expected - self.treated.expected

    @property
    def per_unit(self) -> float | None:
        """What one unit of money spent on it takes away."""
        if self.treated is None or self.cost is None:
            return None
        return bought(self.now, self.treated, cost=float(self.cost))

    @property
    def costs_more_than_it_saves(self) -> bool:
        return self.taken_away is not None and self.cost is not None and float(self.cost) > self.taken_away


@dataclass(frozen=True)
class Money:
    """All open risks of a programme in money. ``unknown`` are those that nobody has estimated."""

    lines: list[Line]
    unknown: list[Risk]

    @cached_property
    def now(self) -> Losses:
        return simulate(line.now for line in self.lines)

    @cached_property
    def treated(self) -> Losses:
        return simulate(line.then for line in self.lines)

    @property
    def expected_now(self) -> float:
        return sum(line.now.expected for line in self.lines)

    @property
    def expected_treated(self) -> float:
        return sum(line.then.expected for line in self.lines)

    @property
    def largest(self) -> list[Line]:
        return sorted(self.lines, key=lambda line: -abs(line.now.expected))[:LARGEST]

    @property
    def by_value(self) -> list[Line]:
        """Treatments with a cost and an effect, those that buy most first."""
        known = [line for line in self.lines if line.per_unit is not None]
        return sorted(known, key=lambda line: -line.per_unit)


def money_of(risks: Iterable[Risk]) -> Money:
    """``risks`` with estimates and treatments prefetched (``with_money``)."""
    lines, unknown = [], []
    for risk in risks:
        found = {item.phase: item for item in risk.estimates.all()}
        now = found.get(Estimate.Phase.NOW)
        if now is None:
            unknown.append(risk)
            continue
        treated = found.get(Estimate.Phase.TREATED)
        costs = [item.cost for item in risk.treatments.all() if item.cost is not None]
        lines.append(Line(risk, now.exposure, treated.exposure if treated else None, sum(costs) if costs else None))
    return Money(lines, unknown)


def with_money(risks):
    """The risks with everything that ``money_of`` reads, in a fixed number of queries."""
    return risks.select_related("owner").prefetch_related("estimates__risk", "treatments")
