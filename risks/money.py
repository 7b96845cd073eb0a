"""The register in money: what its open risks may cost in a year, as they are and once treated.

A risk of its own estimate counts by that; another by its rating, where the organisation's scale says what the steps stand for.
What has neither is counted and named, never taken as nothing. A risk of which nobody has said what remains after treatment is
taken as it is now on both sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.pert import Pert
from risks.distributions import Lognormal, Once, Size
from risks.models import Estimate, Risk
from risks.models.scales import Nature
from risks.simulation import Exposure, Losses, bought, simulate

#: Shares of years that a contingency may be asked to cover.
SHARES = (0.5, 0.8, 0.9, 0.95)
USUAL_SHARE = 0.8
#: Risks shown one by one in the chart of the largest.
LARGEST = 10


@dataclass(frozen=True)
class Line:
    """One risk in money: before and after treatment, and what its treatments cost together.

    ``by_rating`` tells that the figures stand for its steps on the scale, and are no estimate of its own.
    """

    risk: Risk
    now: Exposure
    treated: Exposure | None
    cost: Decimal | None
    by_rating: bool = False

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
    def rated_only(self) -> int:
        """How many count by their rating."""
        return sum(line.by_rating for line in self.lines)

    @property
    def largest(self) -> list[Line]:
        """The threats that cost most; what opportunities gain is in the sums only."""
        threats = [line for line in self.lines if line.now.expected > 0]
        return sorted(threats, key=lambda line: -line.now.expected)[:LARGEST]

    @property
    def by_value(self) -> list[Line]:
        """Treatments with a cost and an effect, those that buy most first."""
        known = [line for line in self.lines if line.per_unit is not None]
        return sorted(known, key=lambda line: -line.per_unit)


def money_of(risks: Iterable[Risk]) -> Money:
    """``risks`` with estimates and treatments prefetched (``with_money``)."""
    lines, unknown = [], []
    for risk in risks:
        found = {item.phase: item.exposure for item in risk.estimates.all()}
        own = found.get(Estimate.Phase.NOW)
        now = own or by_rating(risk, "current")
        if now is None:
            unknown.append(risk)
            continue
        treated = found.get(Estimate.Phase.TREATED) if own else by_rating(risk, "target")
        costs = [item.cost for item in risk.treatments.all() if item.cost is not None]
        lines.append(Line(risk, now, treated, sum(costs) if costs else None, by_rating=own is None))
    return Money(lines, unknown)


def by_rating(risk: Risk, rating: str) -> Exposure | None:
    """What its likelihood and impact stand for on the organisation's scale; None where that is not said."""
    probability = risk.scale.probability_of(getattr(risk, f"{rating}_likelihood"))
    amounts = risk.scale.amount_of(getattr(risk, f"{rating}_impact"))
    if probability is None or amounts is None:
        return None
    low, high = map(float, amounts)
    size: Size = Lognormal(low, high) if 0 < low < high else Pert(low, (low + high) / 2, high)
    return Exposure(risk.pk, Once(float(probability) / 100), size, risk.nature == Nature.OPPORTUNITY)


def with_money(risks):
    """The risks with everything that ``money_of`` reads, in a fixed number of queries."""
    return risks.select_related("owner").prefetch_related("estimates__risk", "treatments")
