"""From sums to averages, barriers and movement. Everything is compared unrounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

#: An average at this or below it is a barrier.
BARRIER = 3
#: Above 4 strong (0), above 3 in place (1), above 2 weak (3), else missing (4): darker is worse.
BANDS = ((Fraction(4), 0), (Fraction(3), 1), (Fraction(2), 3))


@dataclass(frozen=True)
class Score:
    """What was chosen for one element: the sum of ``count`` answers of 1 to 5."""

    total: int
    count: int

    @property
    def mean(self) -> Fraction:
        return Fraction(self.total, self.count)

    @property
    def is_barrier(self) -> bool:
        return self.total <= BARRIER * self.count

    @property
    def band(self) -> int:
        return next((band for floor, band in BANDS if self.mean > floor), 4)

    @property
    def places(self) -> int:
        """Decimals to show: one, and more where that would hide that the score is above the barrier."""
        above = self.mean - BARRIER
        return next((places for places in (1, 2) if not 0 < above < Fraction(1, 2 * 10**places)), 4)

    @property
    def figure(self) -> Decimal:
        return Decimal(self.total) / Decimal(self.count)


def scores(answers: int, sums: Sequence[int], elements: Sequence[str]) -> dict[str, Score]:
    """By element, in their order, from the sums of the statements, each of which belongs to an element. No answers, no scores."""
    found: dict[str, Score] = {}
    for element, total in zip(elements, sums, strict=True):
        before = found.get(element, Score(0, 0))
        found[element] = Score(before.total + total, before.count + answers)
    return found if answers else {}


def barrier(found: dict[str, Score]) -> str | None:
    """The first element at 3 or below; those after it are built on it."""
    return next((element for element, score in found.items() if score.is_barrier), None)


def average(found: dict[str, Score]) -> Decimal | None:
    """The mean of the elements, whatever the number of statements of each."""
    if not found:
        return None
    exact = sum((score.mean for score in found.values()), Fraction(0)) / len(found)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def moved(now: dict[str, Score], before: dict[str, Score]) -> dict[str, Decimal]:
    """How far each element that both have went up or down."""
    return {element: now[element].figure - before[element].figure for element in now if element in before}
