"""Low, likely and high as a distribution: how an estimate of three figures is drawn. No Django here."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Amounts: TypeAlias = NDArray[np.float64]

#: Weight of the likely value between the low and the high one [PERT].
PERT_SHAPE = 4.0


@dataclass(frozen=True)
class Pert:
    """A beta distribution between ``low`` and ``high`` [PERT].

    mean = (low + 4 likely + high) / 6. ValueError unless 0 <= low <= likely <= high.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high < math.inf:
            raise ValueError("The amounts must rise: low, likely, high.")

    @property
    def mean(self) -> float:
        return (self.low + PERT_SHAPE * self.likely + self.high) / (PERT_SHAPE + 2)

    @property
    def variance(self) -> float:
        return (self.mean - self.low) * (self.high - self.mean) / (PERT_SHAPE + 3)

    def draw(self, rng: np.random.Generator, n: int) -> Amounts:
        span = self.high - self.low
        if span == 0:
            return np.full(n, float(self.low))
        alpha = 1 + PERT_SHAPE * (self.likely - self.low) / span
        beta = 1 + PERT_SHAPE * (self.high - self.likely) / span
        return self.low + span * rng.beta(alpha, beta, n)
