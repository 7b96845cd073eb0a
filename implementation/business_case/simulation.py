"""What a business case may be worth when its lines fall out low or high: bands, the chance of reaching the floor, the tornado.

Every line is drawn as low / likely / high [PERT] and keeps its shape over the periods: a line that falls out 10 % high is 10 %
high in each of them. Lines of one kind move together by ``correlation``; costs and benefits are independent of each other. A line
draws from a stream of its own, made of the seed and its key: the same lines give the same band, and one line more leaves the
draws of the others as they were. Amounts are floats in one currency. No Django here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.pert import Amounts, Pert

TRIALS, SEED = 10_000, 20_260_101
#: How far lines of one kind move together, unless people say otherwise: what makes one cost run over often makes others.
CORRELATION = 0.3
#: The shares of trials that the bands stand for.
P10, P50, P90 = SHARES = (0.1, 0.5, 0.9)
#: The stream of what the lines of a kind have in common, far from any key.
COMMON = 2**32 - 1


@dataclass(frozen=True)
class Line:
    """One cost (below zero) or benefit: what one unit of its amount pays in each period, and how much the amount may be.

    ``key`` names its stream of random numbers (0 to 2^32 - 2), ``kind`` the lines that it moves together with.
    """

    key: int
    kind: str
    amount: Pert
    flows: tuple[float, ...]


@dataclass(frozen=True)
class Swing:
    """The present value of all lines when one falls out at its low or high end and the others as likely."""

    key: int
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, eq=False)
class Outcome:
    """``npv``: the net present value of each trial, smallest first; ``bands``: of the running discounted total at the end of
    each period the P10, P50 and P90.
    """

    npv: Amounts
    bands: tuple[tuple[float, float, float], ...]

    @cached_property
    def mean(self) -> float:
        return float(self.npv.mean())

    @property
    def low(self) -> float:
        return self.percentile(P10)

    @property
    def median(self) -> float:
        return self.percentile(P50)

    @property
    def high(self) -> float:
        return self.percentile(P90)

    def percentile(self, share: float) -> float:
        """The smallest value that at least ``share`` (above 0, at most 1) of the trials do not exceed."""
        if not 0 < share <= 1:
            raise ValueError("A percentile lies above 0 and at most at 1.")
        return float(self.npv[math.ceil(share * len(self.npv)) - 1])

    def reaches(self, value: float) -> float:
        """The share of trials at or above this value."""
        return 1 - float(np.searchsorted(self.npv, value, side="left")) / len(self.npv)

    def curve(self, points: int = 61) -> list[tuple[float, float]]:
        """(value, share of trials that reach it), between the outermost half per cents."""
        ends = self.percentile(0.005), self.percentile(0.995)
        return [(value, self.reaches(value)) for value in np.linspace(*ends, points).tolist()]


def simulate(
    lines: Sequence[Line],
    factors: Sequence[float],
    *,
    correlation: float = CORRELATION,
    trials: int = TRIALS,
    seed: int = SEED,
) -> Outcome:
    """Draw every line, discount each period by its factor (1 at time 0) and add up.

    ``correlation`` is the rank correlation, nearly, of two lines of one kind (one common factor, from 0 to below 1). ValueError
    for no trials, no periods, a correlation outside its bounds, or a line with other periods than ``factors``.
    """
    if trials < 1:
        raise ValueError("At least one trial is needed.")
    if not 0 <= correlation < 1:
        raise ValueError("The correlation lies at 0 or above, below 1.")
    if not factors:
        raise ValueError("At least one period is needed.")
    if any(len(line.flows) != len(factors) for line in lines):
        raise ValueError("Every line needs one flow for each period.")
    drawn = np.empty((len(lines), trials))
    common = {kind: _stream(seed, COMMON, place).standard_normal(trials) for place, kind in enumerate(_kinds(lines))}
    for row, line in zip(drawn, lines, strict=True):
        rng = _stream(seed, line.key)
        row[:] = line.amount.draw(rng, trials)
        if correlation and line.amount.low < line.amount.high:
            own = rng.standard_normal(trials)
            _reorder(row, math.sqrt(correlation) * common[line.kind] + math.sqrt(1 - correlation) * own)
    flows = np.array([line.flows for line in lines]).reshape(len(lines), len(factors)) * np.asarray(factors)
    totals = np.cumsum(flows.T, axis=0) @ drawn
    totals.sort(axis=1)
    at = [math.ceil(share * trials) - 1 for share in SHARES]
    bands = tuple((low, middle, high) for low, middle, high in totals[:, at].tolist())
    return Outcome(totals[-1], bands)


def likely(lines: Sequence[Line], factors: Sequence[float]) -> float:
    """The net present value when every line falls out as likely."""
    return sum(line.amount.likely * _worth(line, factors) for line in lines)


def tornado(lines: Sequence[Line], factors: Sequence[float]) -> list[Swing]:
    """One swing for each line that may vary, the widest first."""
    middle = likely(lines, factors)
    swings = []
    for line in lines:
        worth, amount = _worth(line, factors), line.amount
        at_low, at_high = ((end - amount.likely) * worth + middle for end in (amount.low, amount.high))
        swings.append(Swing(line.key, at_low, at_high))
    return sorted((swing for swing in swings if swing.width), key=lambda swing: (-swing.width, swing.key))


def _worth(line: Line, factors: Sequence[float]) -> float:
    return math.fsum(flow * factor for flow, factor in zip(line.flows, factors, strict=True))


def _kinds(lines: Sequence[Line]) -> list[str]:
    return sorted({line.kind for line in lines})


def _stream(seed: int, *key: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=key)))


def _reorder(values: Amounts, scores: Amounts) -> None:
    """Put the values into the order of the scores [Iman and Conover]: what they are stays, only which trial has which changes."""
    values.sort()
    ordered = np.empty_like(values)
    ordered[scores.argsort()] = values
    values[:] = ordered
