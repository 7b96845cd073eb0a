"""How serious a risk is: a lookup in a grid of likelihood by impact.

A lookup and not a product, because a product rates a rare catastrophe like a nuisance that is almost
certain. Likelihood and impact count from 1; levels count from 0 (very low) to 4 (very high). Not rated is
None, never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

Grid = Sequence[Sequence[int]]

VERY_LOW, LOW, MEDIUM, HIGH, VERY_HIGH = range(5)

# Row = likelihood 1..5 (rare to almost certain), column = impact 1..5 (minor to catastrophic) [ISO/IEC
# 27005 style].
DEFAULT_GRID: Grid = (
    (0, 0, 1, 1, 1),
    (0, 1, 1, 2, 2),
    (1, 1, 2, 3, 3),
    (1, 2, 3, 3, 4),
    (2, 3, 3, 4, 4),
)

# Days until a risk is looked at again [SimpleRisk's defaults].
REVIEW_DAYS = {VERY_HIGH: 90, HIGH: 90, MEDIUM: 180, LOW: 360, VERY_LOW: 360}


def cells_of(grid: Grid) -> str:
    """The grid as one digit for each cell, row by row."""
    return "".join(str(found) for row in grid for found in row)


class GridFault(StrEnum):
    WRONG_SIZE = "wrong_size"
    UNKNOWN_LEVEL = "unknown_level"
    FALLS_WITH_LIKELIHOOD = "falls_with_likelihood"
    FALLS_WITH_IMPACT = "falls_with_impact"


@dataclass(frozen=True)
class GridProblem:
    """What is wrong with the cell at a likelihood and impact (from 1); both None where it is the whole
    grid.
    """

    fault: GridFault
    likelihood: int | None = None
    impact: int | None = None


@dataclass(frozen=True)
class HeatMap:
    """How many risks lie in each cell (row = likelihood, column = impact) and how many are not rated."""

    cells: tuple[tuple[int, ...], ...]
    not_rated: int


def level(likelihood: int | None, impact: int | None, grid: Grid = DEFAULT_GRID) -> int | None:
    """The level in the grid; None when either is not rated. ValueError for a rating outside the grid."""
    if likelihood is None or impact is None:
        return None
    if not 1 <= likelihood <= len(grid):
        raise ValueError(f"The likelihood must lie between 1 and {len(grid)}.")
    if not 1 <= impact <= len(grid[likelihood - 1]):
        raise ValueError(f"The impact must lie between 1 and {len(grid[likelihood - 1])}.")
    return grid[likelihood - 1][impact - 1]


def review_days(level: int | None) -> int | None:
    """Days until the next review of a risk at that level; None when it is not rated."""
    if level is None:
        return None
    if level not in REVIEW_DAYS:
        raise ValueError("A level lies between 0 (very low) and 4 (very high).")
    return REVIEW_DAYS[level]


def review_due(reviewed_on: date, level: int | None) -> date | None:
    """The day the next review is due; None when the risk is not rated."""
    days = review_days(level)
    return None if days is None else reviewed_on + timedelta(days=days)


def grid_problems(grid: Grid, *, size: int = 5) -> list[GridProblem]:
    """Everything wrong with an organisation's own grid; an empty list when it is sound.

    A sound grid is square, holds the levels 0 to 4 and never falls as likelihood or impact grows.
    """
    if len(grid) != size or any(len(row) != size for row in grid):
        return [GridProblem(GridFault.WRONG_SIZE)]
    places = [(row, column) for row in range(size) for column in range(size)]
    unknown = [(row, column) for row, column in places if grid[row][column] not in REVIEW_DAYS]
    if unknown:
        return [GridProblem(GridFault.UNKNOWN_LEVEL, row + 1, column + 1) for row, column in unknown]
    problems = []
    for row, column in places:
        if row and grid[row][column] < grid[row - 1][column]:
            problems.append(GridProblem(GridFault.FALLS_WITH_LIKELIHOOD, row + 1, column + 1))
        if column and grid[row][column] < grid[row][column - 1]:
            problems.append(GridProblem(GridFault.FALLS_WITH_IMPACT, row + 1, column + 1))
    return problems


def heat_map(ratings: Iterable[tuple[int | None, int | None]], *, size: int = 5) -> HeatMap:
    """Count (likelihood, impact) pairs by cell. ValueError for a rating outside 1 to `size`."""
    cells = [[0] * size for _ in range(size)]
    not_rated = 0
    for likelihood, impact in ratings:
        if likelihood is None or impact is None:
            not_rated += 1
            continue
        if not (1 <= likelihood <= size and 1 <= impact <= size):
            raise ValueError(f"A rating lies between 1 and {size}.")
        cells[likelihood - 1][impact - 1] += 1
    return HeatMap(tuple(tuple(row) for row in cells), not_rated)
