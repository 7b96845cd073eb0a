"""How firm a ranking is: what becomes of it under thousands of other weights.

Weights are drawn with a fixed seed, so that the same scores give the same figures at every look. Method: rank acceptability
and central weights as in stochastic multicriteria acceptability analysis [Lahdelma & Salminen 2001, SMAA-2].
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from vendors.scoring import Number, shares_of

Key = TypeVar("Key", bound=Hashable)
Option = TypeVar("Option", bound=Hashable)
Floats = npt.NDArray[np.float64]

DRAWS = 10_000
SEED = 20_250_101
#: Totals closer than this are the same: far below what exact scores can differ by, far above what rounding does.
SAME = 1e-9
#: Two-sided 95 % of the normal distribution.
Z95 = 1.96


@dataclass(frozen=True)
class Firmness(Generic[Option, Key]):
    """For each option the share of weightings (0 to 1) that put it first, second, …; equals share the better place.

    `central` are the mean weights (shares of 1) of the weightings in which an option is first: what somebody who prefers
    it holds important. Options that are never first have none.
    """

    shares: dict[Option, tuple[float, ...]]
    central: dict[Option, dict[Key, float]]
    draws: int
    seed: int

    def first(self, option: Option) -> float:
        return self.shares[option][0]

    def margin(self, option: Option) -> float:
        """Half the width of the 95 % confidence interval of `first`: how far other draws would put it."""
        share = self.first(option)
        return Z95 * sqrt(share * (1 - share) / self.draws)


def even_weights(criteria: int, *, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Weightings (rows) drawn evenly from all that total 1: Dirichlet with every parameter 1."""
    return _scaled(np.random.default_rng(seed).standard_exponential((draws, criteria)))


def near_weights(shares: Sequence[float], *, within: float, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Weightings near the set one: each weight drawn evenly between (1 - within) and (1 + within) times itself, then
    all scaled to total 1. ValueError unless 0 < within <= 1.
    """
    if not 0 < within <= 1:
        raise ValueError("Weights move by more than nothing and at most by all of themselves.")
    moved = np.random.default_rng(seed).uniform(1 - within, 1 + within, (draws, len(shares)))
    return _scaled(moved * np.asarray(shares))


def _scaled(drawn: Floats) -> Floats:
    drawn /= drawn.sum(axis=1, keepdims=True)
    return drawn


def firmness(
    scores: Mapping[Option, Mapping[Key, Number]],
    *,
    weights: Mapping[Key, Number],
    within: float | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Firmness[Option, Key]:
    """Where each option stands under random weights: any weights at all, or those `within` a part of the set ones.

    Only criteria that have a weight take part. Give only options that are still in play. The same seed gives the same
    shares. KeyError when a score is missing.
    """
    shares = shares_of(weights)
    table = np.array([[float(row[criterion]) for criterion in shares] for row in scores.values()])
    if within is None:
        drawn = even_weights(len(shares), draws=draws, seed=seed)
    else:
        drawn = near_weights([float(share) for share in shares.values()], within=within, draws=draws, seed=seed)
    if not len(table):
        return Firmness({}, {}, draws, seed)
    rows = np.ascontiguousarray(places_under(drawn, table).T)
    firsts = rows == 0
    counts = firsts.sum(axis=1)
    sums = firsts.astype(np.float64) @ drawn
    return Firmness(
        {
            option: tuple((np.bincount(row, minlength=len(table)) / draws).tolist())
            for option, row in zip(scores, rows, strict=True)
        },
        {
            option: dict(zip(shares, (total / count).tolist(), strict=True))
            for option, total, count in zip(scores, sums, counts, strict=True)
            if count
        },
        draws,
        seed,
    )


def places_under(weightings: Floats, table: Floats) -> npt.NDArray[np.intp]:
    """The place from 0 of each option (column) under each weighting (row): how many totals are larger than its own."""
    totals = np.ascontiguousarray((weightings @ table.T).T)
    places = np.zeros(totals.shape, dtype=np.intp)
    for one, other in combinations(range(len(totals)), 2):
        ahead = totals[one] - totals[other]
        places[other] += ahead > SAME
        places[one] += ahead < -SAME
    return places.T
