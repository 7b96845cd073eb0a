"""Which vendor comes first, and how sure that is.

The weighted sum decides. It is worked out in exact fractions, so that a tie is a tie. Criteria and options
are named by whatever key the caller uses; a criterion of weight 0 has no part in totals.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import Generic, TypeVar

import numpy as np

Number = Decimal | Fraction | int | float
Key = TypeVar("Key", bound=Hashable)
Option = TypeVar("Option", bound=Hashable)

WIDE_SPREAD = 3
FULL_WEIGHT = 100
DRAWS = 10_000
SEED = 20_250_101


class WeightFault(StrEnum):
    NO_WEIGHTS = "no_weights"
    NEGATIVE = "negative"
    NOT_100 = "not_100"


@dataclass(frozen=True)
class Spread:
    """The lowest and highest score that evaluators gave; wide when they lie 3 points or more apart."""

    lowest: Fraction
    highest: Fraction

    @property
    def is_wide(self) -> bool:
        return self.highest - self.lowest >= WIDE_SPREAD


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


@dataclass(frozen=True)
class WeightChange(Generic[Option, Key]):
    """Moved from `before` to `after` (percent), this weight lets `overtaken_by` draw level with the first.

    The other weights move in proportion, so that all still total 100. Any further and the first is overtaken.
    """

    criterion: Key
    before: Fraction
    after: Fraction
    overtaken_by: Option

    @property
    def points(self) -> Fraction:
        return self.after - self.before


def weight_faults(weights: Mapping[Key, Number]) -> list[WeightFault]:
    """What is wrong with weights in percent; nothing when none is negative and they total exactly 100."""
    if not weights:
        return [WeightFault.NO_WEIGHTS]
    faults = [WeightFault.NEGATIVE] if any(weight < 0 for weight in weights.values()) else []
    if sum(map(_exact, weights.values())) != FULL_WEIGHT:
        faults.append(WeightFault.NOT_100)
    return faults


def mean(scores: Sequence[Number]) -> Fraction | None:
    """The exact mean of the evaluators' scores; None when there is none."""
    return sum(map(_exact, scores), Fraction(0)) / len(scores) if scores else None


def spread(scores: Sequence[Number]) -> Spread | None:
    """How far the evaluators are apart; None when there is no score."""
    exact = [_exact(score) for score in scores]
    return Spread(min(exact), max(exact)) if exact else None


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
    shares = _shares(weights)
    needed = {criterion: _exact(least) for criterion, least in (knock_outs or {}).items()}
    standings = [_standing(option, row, shares=shares, needed=needed) for option, row in scores.items()]
    in_play = [row.total for row in standings if row.total is not None and not row.knocked_out_by]
    placed = [_placed(row, in_play) for row in standings]
    return sorted(placed, key=lambda standing: standing.place or len(placed) + 1)


def robustness(
    scores: Mapping[Option, Mapping[Key, Number]],
    *,
    weights: Mapping[Key, Number],
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[Option, float]:
    """For each option the share (0 to 1) of random weight sets in which nobody is ahead of it.

    Weights are drawn evenly over all sets that total 100 % (Dirichlet), for the criteria that have a
    weight. Give only options that are still in play. The same seed gives the same shares. KeyError when a
    score is missing.
    """
    criteria = list(_shares(weights))
    table = np.array([[float(row[criterion]) for criterion in criteria] for row in scores.values()])
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(criteria)), size=draws)
    totals = drawn @ table.T
    is_first = totals >= totals.max(axis=1, keepdims=True) - 1e-12
    return dict(zip(scores, is_first.mean(axis=0).tolist(), strict=True))


def smallest_change(
    scores: Mapping[Option, Mapping[Key, Number]], *, weights: Mapping[Key, Number]
) -> WeightChange[Option, Key] | None:
    """The smallest move of one weight that puts another option first, the other weights kept in proportion.

    None when no single weight can do it, and when the first place is shared already. Exact. Give only
    options that are still in play. KeyError when a score is missing.
    """
    shares = _shares(weights)
    ordered = sorted(scores, key=lambda option: _total(scores[option], shares), reverse=True)
    if len(ordered) < 2 or _total(scores[ordered[0]], shares) == _total(scores[ordered[1]], shares):
        return None
    changes = []
    for criterion, rival in product(shares, ordered[1:]):
        after = _level_at(criterion, leader=scores[ordered[0]], rival=scores[rival], shares=shares)
        if after is not None:
            changes.append(WeightChange(criterion, 100 * shares[criterion], 100 * after, rival))
    return min(changes, key=lambda change: abs(change.points), default=None)


def _shares(weights: Mapping[Key, Number]) -> dict[Key, Fraction]:
    exact = {criterion: _exact(weight) for criterion, weight in weights.items()}
    total = sum(exact.values())
    if total <= 0 or min(exact.values()) < 0:
        raise ValueError("Weights cannot be negative or all nil.")
    return {criterion: weight / total for criterion, weight in exact.items() if weight}


def _standing(
    option: Option, row: Mapping[Key, Number], *, shares: Mapping[Key, Fraction], needed: Mapping[Key, Fraction]
) -> Standing[Option, Key]:
    missing = tuple(criterion for criterion in {**shares, **needed} if criterion not in row)
    out = tuple(criterion for criterion, least in needed.items() if criterion in row and _exact(row[criterion]) < least)
    total = None if missing else _total(row, shares)
    return Standing(option, total, None, False, out, missing)


def _placed(standing: Standing[Option, Key], in_play: Sequence[Fraction]) -> Standing[Option, Key]:
    total = standing.total
    if total is None or standing.knocked_out_by:
        return standing
    return replace(standing, place=1 + sum(other > total for other in in_play), is_tied=in_play.count(total) > 1)


def _total(row: Mapping[Key, Number], shares: Mapping[Key, Fraction]) -> Fraction:
    return sum((share * _exact(row[criterion]) for criterion, share in shares.items()), Fraction(0))


def _level_at(
    criterion: Key,
    *,
    leader: Mapping[Key, Number],
    rival: Mapping[Key, Number],
    shares: Mapping[Key, Fraction],
) -> Fraction | None:
    # The lead at weight w is w * here + (1 - w) * elsewhere; the two are level where it is 0.
    share = shares[criterion]
    if share == 1:
        return None
    here = _exact(leader[criterion]) - _exact(rival[criterion])
    elsewhere = (_total(leader, shares) - _total(rival, shares) - share * here) / (1 - share)
    if here == elsewhere:
        return None
    after = elsewhere / (elsewhere - here)
    return after if 0 < after < 1 else None


def _exact(number: Number) -> Fraction:
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)
