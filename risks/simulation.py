"""What the risks of a programme may cost in a year: expected loss, percentiles, loss exceedance, value of treatments.

Risks are taken as independent, and the result says so. Every risk draws from a stream of its own, made of the seed and its
key: the same risks give the same band, and one risk more leaves the draws of the others as they were. No Django here.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.pert import Amounts
from risks.distributions import Chance, Size

TRIALS, SEED = 50_000, 20_260_101
#: About how many losses are drawn at a time, so that what comes often does not fill the memory.
BLOCK = 1_000_000
#: The share of trials beyond which the tail begins.
TAIL = 0.95


@dataclass(frozen=True)
class Exposure:
    """One risk in money. ``key`` names its stream of random numbers; an opportunity gains instead of losing."""

    key: int
    chance: Chance
    size: Size
    is_opportunity: bool = False

    @property
    def sign(self) -> int:
        return -1 if self.is_opportunity else 1

    @property
    def expected(self) -> float:
        """Expected annual loss: how often by how much [ALE]; below zero for an opportunity."""
        return self.sign * self.chance.mean * self.size.mean

    @property
    def variance(self) -> float:
        """Of the annual loss, a sum of a random number of losses: E(N) Var(X) + Var(N) E(X)²."""
        return self.chance.mean * self.size.variance + self.chance.variance * self.size.mean**2

    def draw(self, trials: int, seed: int) -> Amounts:
        """The loss of this risk in each trial."""
        rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(self.key,))))
        block = int(BLOCK / max(self.chance.mean, 1))
        parts = [self._losses(rng, min(block, trials - start)) for start in range(0, trials, block)]
        return self.sign * np.concatenate(parts)

    def _losses(self, rng: np.random.Generator, trials: int) -> Amounts:
        counts = self.chance.draw(rng, trials)
        where = np.repeat(np.arange(trials), counts)
        losses = self.size.draw(rng, len(where))
        return np.bincount(where, weights=losses, minlength=trials).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Losses:
    """The total loss of each trial, smallest first."""

    sorted: Amounts

    @cached_property
    def mean(self) -> float:
        return float(self.sorted.mean())

    @cached_property
    def sd(self) -> float:
        return float(self.sorted.std())

    def percentile(self, share: float) -> float:
        """The smallest loss that at least ``share`` (0 to 1) of the trials do not exceed."""
        if not 0 < share <= 1:
            raise ValueError("A percentile lies above 0 and at most at 1.")
        return float(self.sorted[math.ceil(share * len(self.sorted)) - 1])

    def mean_beyond(self, share: float = TAIL) -> float:
        """The mean of the worst trials: of the worst 5 % for 0.95 [expected shortfall]."""
        if not 0 <= share < 1:
            raise ValueError("The tail begins at 0 or above, below 1.")
        return float(self.sorted[min(math.ceil(share * len(self.sorted)), len(self.sorted) - 1) :].mean())

    def exceedance(self, loss: float) -> float:
        """The share of trials that lose more than this."""
        return 1 - float(np.searchsorted(self.sorted, loss, side="right")) / len(self.sorted)

    def curve(self, points: int = 61, *, until: float = 0.995) -> list[tuple[float, float]]:
        """(loss, share of trials that lose more), from the smallest loss to that percentile: the loss-exceedance curve.

        What lies beyond is so rare that it would squeeze the rest of the picture.
        """
        low, high = float(self.sorted[0]), self.percentile(until)
        return self.along(np.linspace(low, high, points).tolist())

    def along(self, losses: Iterable[float]) -> list[tuple[float, float]]:
        """The same curve at these losses."""
        return [(loss, self.exceedance(loss)) for loss in losses]


def simulate(exposures: Iterable[Exposure], *, trials: int = TRIALS, seed: int = SEED) -> Losses:
    """The total annual loss of all risks in each trial. Without risks nothing is lost."""
    if trials < 1:
        raise ValueError("At least one trial is needed.")
    total = np.zeros(trials)
    for exposure in exposures:
        total += exposure.draw(trials, seed)
    total.sort()
    return Losses(total)


def contingency(losses: Losses, *, share: float = 0.8) -> float:
    """What to set aside so that ``share`` of the years are covered; never below zero."""
    return max(0.0, losses.percentile(share))


def bought(before: Exposure, after: Exposure, *, cost: float) -> float | None:
    """Expected loss taken away by each unit of money spent on the treatment; None where it costs nothing."""
    if cost < 0:
        raise ValueError("A treatment cannot cost less than nothing.")
    return (before.expected - after.expected) / cost if cost else None


def total_sd(sds: Sequence[float], correlation: Sequence[Sequence[float]] | None = None) -> float:
    """Standard deviation of a sum: sqrt(sum of r_ij s_i s_j) [second moments]; independent without a correlation."""
    spread = np.asarray(sds, dtype=float)
    matrix = np.eye(len(spread)) if correlation is None else np.asarray(correlation, dtype=float)
    if matrix.shape != (len(spread), len(spread)):
        raise ValueError("The correlation needs one row and one column for each amount.")
    return math.sqrt(float(spread @ matrix @ spread))
