"""Judgements in pairs as people give them: on Saaty's scale, by several judges, some missing, some that contradict.

A judgement of ``times`` is 1 for equal, 2 to 9 where the first of a pair matters that much more, -2 to -9 where the second does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from vendors.ahp import Matrix, ahp, joined

HIGHEST = 9
Pair = tuple[int, int]


@dataclass(frozen=True)
class Together:
    """What the judges of one pair say together: the geometric mean of their ratios, and how far they are apart."""

    ratio: float
    lowest: float
    highest: float
    judges: int

    @property
    def apart(self) -> float:
        """How many times the highest ratio is the lowest; 1 when all say the same."""
        return self.highest / self.lowest


@dataclass(frozen=True)
class Mend:
    """The one judgement that mends a matrix most: what was said, what fits the others, and the ratio it would leave."""

    pair: Pair
    said: float
    fits: float
    ratio_after: float


def ratio(times: int) -> float:
    """-3 -> 1/3: how many times the first matters as much as the second."""
    return float(times) if times > 0 else -1 / times


def on_scale(value: float) -> int:
    """The judgement nearest to a ratio: 0.3 -> -3."""
    if value >= 1:
        return min(HIGHEST, round(value))
    times = min(HIGHEST, round(1 / value))
    return -times if times > 1 else 1


def matrix_of(size: int, ratios: Mapping[Pair, float]) -> list[list[float | None]]:
    """A square with 1 on the diagonal, each ratio and its inverse; None where nobody judged."""
    rows: list[list[float | None]] = [[1.0 if i == j else None for j in range(size)] for i in range(size)]
    for (first, second), value in ratios.items():
        rows[first][second], rows[second][first] = value, 1 / value
    return rows


def together(judges: Iterable[Mapping[Pair, float]]) -> dict[Pair, Together]:
    """The judges' ratios as one for each pair that anybody judged; who left a pair out has no say on it.

    The geometric mean is the only one that keeps the judgement of B against A the inverse of that of A against B
    [Aczel and Saaty 1983].
    """
    given: dict[Pair, list[float]] = {}
    for ratios in judges:
        for (first, second), value in ratios.items():
            pair, value = ((first, second), value) if first < second else ((second, first), 1 / value)
            given.setdefault(pair, []).append(value)
    return {
        pair: Together(exp(sum(map(log, values)) / len(values)), min(values), max(values), len(values))
        for pair, values in sorted(given.items())
    }


def mend(matrix: Matrix) -> Mend | None:
    """Which judgement to look at first: the one whose change to what the others say lowers the consistency ratio most.

    What the others say is the ratio of the weights without that judgement, taken to the nearest step of the scale. None
    when no change of one judgement lowers the ratio.
    """
    best: Mend | None = None
    before = ahp(matrix).consistency_ratio
    for pair, said in _said(matrix):
        without = _with(matrix, pair, None)
        if len(joined(without)) > 1:
            continue
        weights = ahp(without).weights
        fits = ratio(on_scale(weights[pair[0]] / weights[pair[1]]))
        after = ahp(_with(matrix, pair, fits)).consistency_ratio
        if after < (best.ratio_after if best else before) - 1e-9:
            best = Mend(pair, said, fits, after)
    return best


def _said(matrix: Matrix) -> Iterable[tuple[Pair, float]]:
    for first, row in enumerate(matrix):
        for second in range(first + 1, len(row)):
            value = row[second]
            if value is not None:
                yield (first, second), value


def _with(matrix: Matrix, pair: Pair, value: float | None) -> list[list[float | None]]:
    rows = [list(row) for row in matrix]
    first, second = pair
    rows[first][second], rows[second][first] = value, None if value is None else 1 / value
    return rows


def down(groups: Sequence[float], within: Sequence[Sequence[float]]) -> list[list[float]]:
    """The weight of each criterion over all: that of its group times its share within the group."""
    return [[group * share for share in shares] for group, shares in zip(groups, within, strict=True)]
