"""How large a loss may be and how often it comes: the shapes that an estimate can take.

Amounts are floats in one currency, times are one year. No Django here.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.pert import Amounts, Pert

Counts: TypeAlias = NDArray[np.int64]

#: The standard normal value that 95 % of the values lie below; a 90 % range reaches that far on both sides.
Z95 = 1.6448536269514722
#: What comes more often than this in a year is a running cost, not a risk.
MOST_OFTEN = 1000


@dataclass(frozen=True)
class Lognormal:
    """A 90 % range: one loss in twenty is below ``low``, one in twenty above ``high``.

    mu = (ln low + ln high) / 2, sigma = (ln high - ln low) / (2 x 1.645) [Hubbard; riskquant]. ValueError unless
    0 < low < high.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high < math.inf:
            raise ValueError("A 90 % range needs 0 < low < high.")

    @property
    def mu(self) -> float:
        return (math.log(self.low) + math.log(self.high)) / 2

    @property
    def sigma(self) -> float:
        return (math.log(self.high) - math.log(self.low)) / (2 * Z95)

    @property
    def mean(self) -> float:
        return math.exp(self.mu + self.sigma**2 / 2)

    @property
    def variance(self) -> float:
        return math.expm1(self.sigma**2) * self.mean**2

    def draw(self, rng: np.random.Generator, n: int) -> Amounts:
        return rng.lognormal(self.mu, self.sigma, n)


@dataclass(frozen=True)
class Once:
    """It happens once in the year with this probability (0 to 1), or not at all."""

    probability: float

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError("A probability lies between 0 and 1.")

    @property
    def mean(self) -> float:
        return self.probability

    @property
    def variance(self) -> float:
        return self.probability * (1 - self.probability)

    def draw(self, rng: np.random.Generator, n: int) -> Counts:
        return (rng.random(n) < self.probability).astype(np.int64)


@dataclass(frozen=True)
class Often:
    """It happens so many times a year on average, each time by itself [Poisson]. At most 1,000 times."""

    per_year: float

    def __post_init__(self) -> None:
        if not 0 <= self.per_year <= MOST_OFTEN:
            raise ValueError("A frequency lies between 0 and 1,000 times a year.")

    @property
    def mean(self) -> float:
        return self.per_year

    @property
    def variance(self) -> float:
        return self.per_year

    def draw(self, rng: np.random.Generator, n: int) -> Counts:
        return rng.poisson(self.per_year, n)


Size: TypeAlias = Lognormal | Pert
Chance: TypeAlias = Once | Often
