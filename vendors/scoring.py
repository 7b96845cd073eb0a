"""Which vendor comes first, and how sure that is.

The weighted sum decides. It is worked out in exact fractions, so that a tie is a tie. Criteria and options
are named by whatever key the caller uses; a criterion of weight 0 has no part in totals.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

Number = Decimal | Fraction | int | float
Key = TypeVar("Key", bound=Hashable)
Option = TypeVar("Option", bound=Hashable)

FULL_WEIGHT = 100


class WeightFault(StrEnum):
    NO_WEIGHTS = "no_weights"
    NEGATIVE = "negative"
    NOT_100 = "not_100"


@dataclass(frozen=True)
class Standing(Generic[Option, Key]):
    """One option: its weighted mean score (on the scale of the scores), its place from 1, and what speaks
    against it.

    An option that is knocked out or misses a score has no place; one that misses a score has no total either.
    """

    option: Option
    total: Fraction | None
    place: int | None
    is_tied: bool
    knocked_out_by: tuple[Key, ...]
    missing: tuple[Key, ...]


def weight_faults(weights: Mapping[Key, Number]) -> list[WeightFault]:
    """What is wrong with weights in percent; nothing when none is negative and they total exactly 100."""
    if not weights:
        return [WeightFault.NO_WEIGHTS]
    faults = [WeightFault.NEGATIVE] if any(weight < 0 for weight in weights.values()) else []
    if sum(map(exact, weights.values())) != FULL_WEIGHT:
        faults.append(WeightFault.NOT_100)
    return faults


def mean(scores: Sequence[Number]) -> Fraction | None:
    """The exact mean of the evaluators' scores; None when there is none."""
    return sum(map(exact, scores), Fraction(0)) / len(scores) if scores else None


def means(scores: Mapping[Option, Mapping[Key, Sequence[Number]]]) -> dict[Option, dict[Key, Fraction]]:
    """The evaluators' scores of every option and criterion made into means; what has no score is left out."""
    return {
        option: {criterion: value for criterion, given in row.items() if (value := mean(given)) is not None}
        for option, row in scores.items()
    }


def rank(
    scores: Mapping[Option, Mapping[Key, Number]],
    *,
    weights: Mapping[Key, Number],
    knock_outs: Mapping[Key, Number] | None = None,
) -> list[Standing[Option, Key]]:
    """Weighted sum of mean scores, best first; equals share a place (1, 1, 3) and are said to be tied.

    Total = sum(weight x score) / sum(weights), so only the ratio of the weights counts. `knock_outs` gives
    criteria the least score they need; a yes-or-no demand is a criterion of weight 0, scored 1 or 0, that
    needs 1. Options without a place come last, in the order given. ValueError for weights that are negative
    or all nil.
    """
    shares = shares_of(weights)
    needed = {criterion: exact(least) for criterion, least in (knock_outs or {}).items()}
    standings = [_standing(option, row, shares=shares, needed=needed) for option, row in scores.items()]
    in_play = [row.total for row in standings if row.total is not None and not row.knocked_out_by]
    placed = [_placed(row, in_play) for row in standings]
    return sorted(placed, key=lambda standing: standing.place or len(placed) + 1)


def shares_of(weights: Mapping[Key, Number]) -> dict[Key, Fraction]:
    """Each weight as a share of 1, exactly; criteria of weight 0 left out. ValueError for weights that cannot rank."""
    each = {criterion: exact(weight) for criterion, weight in weights.items()}
    total = sum(each.values())
    if total <= 0 or min(each.values()) < 0:
        raise ValueError("Weights cannot be negative or all nil.")
    return {criterion: weight / total for criterion, weight in each.items() if weight}


def _standing(
    option: Option, row: Mapping[Key, Number], *, shares: Mapping[Key, Fraction], needed: Mapping[Key, Fraction]
) -> Standing[Option, Key]:
    missing = tuple(criterion for criterion in {**shares, **needed} if criterion not in row)
    out = tuple(criterion for criterion, least in needed.items() if criterion in row and exact(row[criterion]) < least)
    total = None if missing else total_of(row, shares)
    return Standing(option, total, None, False, out, missing)


def _placed(standing: Standing[Option, Key], in_play: Sequence[Fraction]) -> Standing[Option, Key]:
    total = standing.total
    if total is None or standing.knocked_out_by:
        return standing
    return replace(standing, place=1 + sum(other > total for other in in_play), is_tied=in_play.count(total) > 1)


def total_of(row: Mapping[Key, Number], shares: Mapping[Key, Fraction]) -> Fraction:
    """sum(share x score). KeyError when a score is missing."""
    return sum((share * exact(row[criterion]) for criterion, share in shares.items()), Fraction(0))


def exact(number: Number) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)
