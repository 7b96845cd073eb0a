"""What several people said, put together: level, spread, weakest first. No Django here.

Scores are whole numbers from 1 to 5. A person's level in a dimension is the mean of what that person scored in it; who could not
say anything in it does not count there. Below :data:`FEWEST` people nothing is shown, because it would show who said what.
"""

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: The fewest people whose answers are put together.
FEWEST = 3
#: A dimension below this level is weak.
WEAK = 3.0
#: From this distance between the quartiles on, people see it differently.
APART = 1.5


@dataclass(frozen=True)
class Level:
    """One dimension: people counted, mean and median of their levels, and the quartiles that half of them lie between."""

    people: int
    mean: float
    median: float
    lower: float
    upper: float

    @property
    def spread(self) -> float:
        return self.upper - self.lower

    @property
    def is_apart(self) -> bool:
        return self.spread >= APART


def levels(answers: Mapping[str, Iterable[Mapping[str, int]]]) -> dict[str, Level | None]:
    """Dimension -> level, from dimension -> one mapping (statement -> score) for each person; None below :data:`FEWEST`."""
    return {dimension: level(people) for dimension, people in answers.items()}


def level(people: Iterable[Mapping[str, int]]) -> Level | None:
    """ValueError for a score outside 1 to 5. Quartiles are inclusive [Hyndman and Fan, type 7]."""
    own = [statistics.fmean(_checked(scores)) for scores in people if scores]
    if len(own) < FEWEST:
        return None
    lower, middle, upper = statistics.quantiles(own, n=4, method="inclusive")
    return Level(len(own), statistics.fmean(own), middle, lower, upper)


def weakest_first(found: Mapping[str, Level | None]) -> list[str]:
    """The dimensions that have a level, the lowest mean first; of equal ones the one that people see more differently."""
    known = [(item.mean, -item.spread, name) for name, item in found.items() if item is not None]
    return [name for _mean, _spread, name in sorted(known)]


def _checked(scores: Mapping[str, int]) -> list[int]:
    if any(not 1 <= score <= 5 for score in scores.values()):
        raise ValueError("A score lies between 1 and 5.")
    return list(scores.values())
