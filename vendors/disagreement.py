"""Where evaluators are apart: how far, who stands out, and so what is worth talking over."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from vendors.scoring import Number, exact

Person = TypeVar("Person", bound=Hashable)

#: Points between the lowest and the highest score from which a talk is called for.
WIDE_SPREAD = 2
#: A score further than this from the median stands out.
FAR_FROM_MEDIAN = Fraction(3, 2)


@dataclass(frozen=True)
class Spread:
    """The lowest and highest score that evaluators gave; wide when they lie 2 points or more apart."""

    lowest: Fraction
    highest: Fraction

    @property
    def points(self) -> Fraction:
        return self.highest - self.lowest

    @property
    def is_wide(self) -> bool:
        return self.points >= WIDE_SPREAD


@dataclass(frozen=True)
class Disagreement(Generic[Person]):
    """What evaluators gave for one vendor and criterion, and whose score lies more than 1.5 from the median."""

    spread: Spread
    median: Fraction
    outliers: tuple[Person, ...]

    @property
    def asks_for_talk(self) -> bool:
        return self.spread.is_wide or bool(self.outliers)


def spread(scores: Sequence[Number]) -> Spread | None:
    """How far the evaluators are apart; None when there is no score."""
    found = [exact(score) for score in scores]
    return Spread(min(found), max(found)) if found else None


def median(scores: Sequence[Number]) -> Fraction | None:
    """The middle score, or the mean of the two in the middle; None when there is none."""
    ordered = sorted(exact(score) for score in scores)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def disagreement(scores: Mapping[Person, Number]) -> Disagreement[Person] | None:
    """Scores by evaluator, looked at together; None when there is none."""
    given = list(scores.values())
    apart, middle = spread(given), median(given)
    if apart is None or middle is None:
        return None
    out = tuple(person for person, score in scores.items() if abs(exact(score) - middle) > FAR_FROM_MEDIAN)
    return Disagreement(apart, middle, out)
