"""Weights from judgements in pairs: the analytic hierarchy process (AHP) [Saaty 1980].

A judgement may be missing as long as every criterion is joined to every other by a chain of judgements. Weights then come
from Harker's matrix [Harker 1987, Alternative modes of questioning in the AHP]: nought for what is missing, and as many more
on the diagonal as the row has gaps. It gives the weights that the matrix would give with each gap filled in by them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

CONSISTENT_UP_TO = 0.10
MOST = 15

Matrix = Sequence[Sequence[float | None]]

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
    missing: int = 0

    @property
    def is_consistent(self) -> bool:
        return self.consistency_ratio <= CONSISTENT_UP_TO


def ahp(matrix: Matrix, *, random_index: Literal["classic", "later"] = "classic") -> Priorities:
    """Weights from pairwise judgements: the principal eigenvector, scaled to 1 [Saaty 1980]. None is a missing judgement.

    CI = (largest eigenvalue - n) / (n - 1), CR = CI / random index; two or fewer criteria are always consistent. With m
    judgements missing the random index is multiplied by 1 - 2m / ((n - 1)(n - 2)) [Agoston and Csato 2022], because fewer
    judgements contradict each other less. ValueError unless the matrix is square, positive and reciprocal (within 0.001),
    has 1 to 15 criteria, and its judgements join them all.
    """
    judged = _judgements(matrix)
    if len(joined(matrix)) > 1:
        raise ValueError("The judgements do not join every criterion to every other.")
    size = len(judged)
    gaps = np.isnan(judged)
    missing = int(gaps.sum()) // 2
    harker = np.where(gaps, 0.0, judged) + np.diag(gaps.sum(axis=1).astype(float))
    values, vectors = np.linalg.eig(harker)
    principal = int(np.argmax(values.real))
    vector = np.abs(vectors[:, principal].real)
    largest = float(values[principal].real)
    index = max(0.0, (largest - size) / (size - 1)) if size > 1 else 0.0
    scale = RANDOM_INDEX[random_index][size - 1] * _share_of_random_index(size, missing)
    weights = tuple(float(weight) for weight in vector / vector.sum())
    return Priorities(weights, largest, index, index / scale if scale > 1e-12 else 0.0, random_index, missing)


def joined(matrix: Matrix) -> list[list[int]]:
    """The criteria in parts that judgements join; one part when all can be weighed."""
    parts: list[list[int]] = []
    left = set(range(len(matrix)))
    while left:
        reached, ahead = set(), [min(left)]
        while ahead:
            here = ahead.pop()
            reached.add(here)
            ahead += [other for other in left - reached if matrix[here][other] is not None]
        left -= reached
        parts.append(sorted(reached))
    return parts


def _share_of_random_index(size: int, missing: int) -> float:
    return 1 - 2 * missing / ((size - 1) * (size - 2)) if missing and size > 2 else 1.0


def _judgements(matrix: Matrix) -> npt.NDArray[np.float64]:
    size = len(matrix)
    if not 1 <= size <= MOST or any(len(row) != size for row in matrix):
        raise ValueError("Judgements form a square of 1 to 15 criteria.")
    judged = np.array([[np.nan if value is None else float(value) for value in row] for row in matrix])
    there = np.array([[value is not None for value in row] for row in matrix])
    if not (np.isfinite(judged[there]).all() and (judged[there] > 0).all()):
        raise ValueError("A judgement is a number above 0.")
    if (there != there.T).any() or np.abs((judged * judged.T)[there] - 1).max() > 0.001:
        raise ValueError("The judgement of B against A must be one divided by that of A against B.")
    return judged
