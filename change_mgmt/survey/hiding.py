"""What may be told of answers by group, so that nothing told isolates a few people.

Groups with five answers or more stand alone. All others are told as one row, and where that row has fewer than five answers it
takes in the smallest groups that stood alone, until it has five. A survey with fewer than five answers tells nothing else.
Whatever is shown anywhere is worked out from the result alone, which for a hidden group depends on nothing but sums of the
row that it is part of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST = 5
#: Groups with fewer people than ``LEAST`` are one from the beginning, under this key.
OTHERS = "others"


@dataclass(frozen=True)
class Tally:
    """How many answered, and for each statement the sum of what they chose."""

    answers: int
    sums: tuple[int, ...]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.answers + other.answers, tuple(a + b for a, b in zip(self.sums, other.sums, strict=True)))


@dataclass(frozen=True)
class Row:
    """One line that may be told: the keys of its groups, and their answers together."""

    keys: tuple[str, ...]
    tally: Tally


@dataclass(frozen=True)
class Published:
    """``total`` is None where fewer than five answered; ``pool`` where every group stands alone."""

    total: Tally | None
    alone: tuple[Row, ...] = ()
    pool: Row | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.alone if self.pool is None else (*self.alone, self.pool)


def tallied(answers: Iterable[tuple[str, Iterable[int]]], groups: Iterable[str], statements: int) -> dict[str, Tally]:
    """The answers, each (group, values), summed by group; a group that nobody answered from is there with nothing."""
    counts = dict.fromkeys(groups, 0)
    sums = {group: [0] * statements for group in counts}
    for group, values in answers:
        counts[group] += 1
        for place, value in enumerate(values):
            sums[group][place] += value
    return {group: Tally(counts[group], tuple(sums[group])) for group in counts}


def published(tallies: Mapping[str, Tally]) -> Published:
    """What may be told. Which groups stand alone follows from the numbers of answers only, never from what was chosen."""
    answers = sum(tally.answers for tally in tallies.values())
    if answers < LEAST:
        return Published(None)
    alone = [key for key, tally in tallies.items() if tally.answers >= LEAST and key != OTHERS]
    pooled = [key for key in tallies if key not in alone]
    smallest_first = sorted(alone, key=lambda key: (tallies[key].answers, key))
    while 0 < sum(tallies[key].answers for key in pooled) < LEAST:
        pooled.append(smallest_first.pop(0))
    return Published(
        total=_together(tallies, list(tallies)),
        alone=tuple(Row((key,), tallies[key]) for key in alone if key not in pooled),
        pool=Row(tuple(sorted(pooled)), _together(tallies, pooled)) if pooled else None,
    )


def _together(tallies: Mapping[str, Tally], keys: list[str]) -> Tally:
    first, *rest = (tallies[key] for key in keys)
    return sum(rest, first)
