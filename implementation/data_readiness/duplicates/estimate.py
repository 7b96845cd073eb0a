"""How good a threshold is, judged by the pairs that people reviewed.

Pairs lie in bands of their score. Within a band the share of true pairs has a beta distribution: what the weights themselves
expect counts as one pair and doubt (one half to each side) as another, each reviewed pair as one more. Precision is the share of true pairs above the threshold, recall the
share of all true pairs (among those kept for review) that lie above it; the interval comes from drawing the shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from implementation.data_readiness.duplicates.weights import chance

EDGES = (-4.0, 0.0, 1.585, 3.17, 6.63, 9.97, 1_000.0)  # below 50, 75, 90, 99, 99.9 % and above
LEAST = 20
DRAWS = 2_000
SEED = 11


@dataclass(frozen=True)
class Range:
    value: float
    low: float
    high: float

    @property
    def percent(self) -> float:
        return 100 * self.value

    @property
    def low_percent(self) -> float:
        return 100 * self.low

    @property
    def high_percent(self) -> float:
        return 100 * self.high


@dataclass(frozen=True)
class Estimate:
    reviewed: int
    precision: Range | None
    recall: Range | None

    @property
    def missing(self) -> int:
        """Reviews still needed before anything is said."""
        return max(LEAST - self.reviewed, 0)


def band_of(score: float) -> int:
    return max(at for at, edge in enumerate(EDGES[:-1]) if score >= edge or at == 0)


def estimate(pairs: Sequence[tuple[float, bool | None]], *, threshold: float) -> Estimate:
    """``pairs`` are (bits, whether one record: None where nobody has said)."""
    reviewed = sum(1 for _score, same in pairs if same is not None)
    if reviewed < LEAST:
        return Estimate(reviewed, None, None)
    strata: dict[tuple[int, bool], list[tuple[float, bool | None]]] = {}
    for score, same in pairs:
        strata.setdefault((band_of(score), score >= threshold), []).append((score, same))
    rng = np.random.default_rng(SEED)
    above, below = np.zeros(DRAWS), np.zeros(DRAWS)
    counted = 0
    for (_band, over), inside in sorted(strata.items()):
        expected = float(np.mean([chance(score) for score, _same in inside]))
        yes = sum(1 for _score, same in inside if same is True)
        no = sum(1 for _score, same in inside if same is False)
        open_ = len(inside) - yes - no
        share = rng.beta(0.5 + expected + yes, 1.5 - expected + no, DRAWS)
        true = yes + open_ * share
        if over:
            above, counted = above + true, counted + len(inside)
        else:
            below = below + true
    return Estimate(
        reviewed,
        ranged(above / counted) if counted else None,
        ranged(above / np.maximum(above + below, 1e-9)) if counted else None,
    )


def ranged(draws: "np.typing.NDArray[np.float64]") -> Range:
    low, high = np.percentile(draws, [2.5, 97.5])
    return Range(float(draws.mean()), float(low), float(high))


def turns(scores: Sequence[float], seed: int = SEED) -> list[int]:
    """The place of each pair in the order of review: bands take turns, at random within a band, so that few reviews tell much."""
    order = np.random.default_rng(seed).permutation(len(scores))
    queues: dict[int, list[int]] = {}
    for at in order.tolist():
        queues.setdefault(band_of(scores[at]), []).append(at)
    rounds = sorted((place, -band, at) for band, queue in queues.items() for place, at in enumerate(queue))
    found = [0] * len(scores)
    for turn, (_place, _band, at) in enumerate(rounds):
        found[at] = turn
    return found
