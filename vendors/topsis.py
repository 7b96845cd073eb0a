"""A second opinion on a ranking: TOPSIS, closeness to the ideal and distance from the worst [Hwang & Yoon
1981].
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

Normalisation = Literal["vector", "minmax"]


def topsis(
    matrix: Sequence[Sequence[float]],
    *,
    weights: Sequence[float],
    higher_is_better: Sequence[bool],
    normalisation: Normalisation = "vector",
) -> tuple[float, ...]:
    """Closeness of each option (row) to the ideal, 0 to 1; columns are criteria.

    Closeness = distance to the worst / (distance to the best + distance to the worst), after each column was
    divided by its length (vector) or stretched to 0..1 (minmax). Options that do not differ at all get 0.5.
    ValueError when the shapes do not fit.
    """
    table = np.asarray(matrix, dtype=float)
    if table.ndim != 2 or not len(table) or table.shape[1] != len(weights) or len(weights) != len(higher_is_better):
        raise ValueError("Every option needs a value, every criterion a weight and a direction.")
    if min(weights) < 0 or sum(weights) <= 0:
        raise ValueError("Weights cannot be negative or all nil.")
    weighted = _weighted(table, weights, normalisation)
    up = np.asarray(higher_is_better)
    best = np.where(up, weighted.max(axis=0), weighted.min(axis=0))
    worst = np.where(up, weighted.min(axis=0), weighted.max(axis=0))
    to_best = np.linalg.norm(weighted - best, axis=1)
    to_worst = np.linalg.norm(weighted - worst, axis=1)
    apart = to_best + to_worst
    closeness = np.divide(to_worst, apart, out=np.full(len(table), 0.5), where=apart > 0)
    return tuple(float(value) for value in closeness)


def leads(
    matrix: Sequence[Sequence[float]],
    one: int,
    other: int,
    *,
    weights: Sequence[float],
    normalisation: Normalisation = "vector",
) -> tuple[float, ...]:
    """By how much row `one` leads row `other` on each criterion as TOPSIS sees it: normalised, then weighted."""
    weighted = _weighted(np.asarray(matrix, dtype=float), weights, normalisation)
    return tuple(float(lead) for lead in weighted[one] - weighted[other])


def _weighted(
    table: npt.NDArray[np.float64], weights: Sequence[float], normalisation: Normalisation
) -> npt.NDArray[np.float64]:
    shares: npt.NDArray[np.float64] = np.asarray(weights, dtype=float) / sum(weights)
    return _normalised(table, normalisation) * shares


def _normalised(table: npt.NDArray[np.float64], normalisation: str) -> npt.NDArray[np.float64]:
    if normalisation == "vector":
        base, length = np.zeros(table.shape[1]), np.linalg.norm(table, axis=0)
    else:
        base, length = table.min(axis=0), np.ptp(table, axis=0)
    return (table - base) / np.where(length == 0, 1.0, length)
