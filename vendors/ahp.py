"""Weights from judgements in pairs: the analytic hierarchy process (AHP) [Saaty 1980]."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

CONSISTENT_UP_TO = 0.10

# Random index by size of the matrix, from 1. The two tables give other ratios for one matrix, so the one used is named.
RANDOM_INDEX = {
    "classic": (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),  # Saaty 1980
    "later": (0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),  # as AhpAnpLib
}


@dataclass(frozen=True)
class Priorities:
    """AHP weights (they add up to 1) with the consistency of the judgements behind them."""

    weights: tuple[float, ...]
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float
    random_index: str

    @property
    def is_consistent(self) -> bool:
        return self.consistency_ratio <= CONSISTENT_UP_TO


def ahp(matrix: Sequence[Sequence[float]], *, random_index: Literal["classic", "later"] = "classic") -> Priorities:
    """Weights from pairwise judgements: the principal eigenvector, scaled to 1 [Saaty 1980].

    CI = (largest eigenvalue - n) / (n - 1), CR = CI / random index; two or fewer criteria are always
    consistent. ValueError unless the matrix is square, positive and reciprocal (within 0.001) and has 1 to
    15 criteria.
    """
    judged = _judgements(matrix)
    size = len(judged)
    values, vectors = np.linalg.eig(judged)
    principal = int(np.argmax(values.real))
    vector = np.abs(vectors[:, principal].real)
    largest = float(values[principal].real)
    index = max(0.0, (largest - size) / (size - 1)) if size > 1 else 0.0
    scale = RANDOM_INDEX[random_index][size - 1]
    weights = tuple(float(weight) for weight in vector / vector.sum())
    return Priorities(weights, largest, index, index / scale if scale else 0.0, random_index)


def _judgements(matrix: Sequence[Sequence[float]]) -> npt.NDArray[np.float64]:
    size = len(matrix)
    if not 1 <= size <= len(RANDOM_INDEX["classic"]) or any(len(row) != size for row in matrix):
        raise ValueError("Judgements form a square of 1 to 15 criteria.")
    judged = np.asarray(matrix, dtype=float)
    if not (np.isfinite(judged).all() and (judged > 0).all()):
        raise ValueError("A judgement is a number above 0.")
    if np.abs(judged * judged.T - 1).max() > 0.001:
        raise ValueError("The judgement of B against A must be one divided by that of A against B.")
    return judged
