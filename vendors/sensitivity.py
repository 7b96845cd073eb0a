"""The smallest change that turns the winner: of one weight, or of one score. All exact."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Generic, TypeVar

from vendors.scoring import Number, exact, mean, shares_of, total_of

Key = TypeVar("Key", bound=Hashable)
Option = TypeVar("Option", bound=Hashable)


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


@dataclass(frozen=True)
class ScoreChange(Generic[Option, Key]):
    """One evaluator's score of `option` on `criterion`, `points` higher (or lower), puts `overtaken_by` level or ahead.

    `overtaken_by` is None where the first would fall below a knock-out.
    """

    option: Option
    criterion: Key
    points: int
    overtaken_by: Option | None


def weight_changes(
    scores: Mapping[Option, Mapping[Key, Number]], *, weights: Mapping[Key, Number]
) -> dict[Key, WeightChange[Option, Key] | None]:
    """For each weight the smallest move that puts another option level with the first, or None where there is none.

    Empty when the first place is shared already, or only one is in play. Give only options that are still in play.
    KeyError when a score is missing.
    """
    shares = shares_of(weights)
    totals = {option: total_of(row, shares) for option, row in scores.items()}
    ordered = sorted(totals, key=lambda option: totals[option], reverse=True)
    if len(ordered) < 2 or totals[ordered[0]] == totals[ordered[1]]:
        return {}
    first = ordered[0]
    found: dict[Key, WeightChange[Option, Key] | None] = {}
    for criterion, share in shares.items():
        moves = []
        for rival in ordered[1:]:
            here = exact(scores[first][criterion]) - exact(scores[rival][criterion])
            after = _level_at(share, here=here, lead=totals[first] - totals[rival])
            if after is not None:
                moves.append(WeightChange(criterion, 100 * share, 100 * after, rival))
        found[criterion] = min(moves, key=lambda move: abs(move.points), default=None)
    return found


def smallest_change(
    scores: Mapping[Option, Mapping[Key, Number]], *, weights: Mapping[Key, Number]
) -> WeightChange[Option, Key] | None:
    """The smallest of all `weight_changes`; None when no single weight can turn the winner."""
    moves = [move for move in weight_changes(scores, weights=weights).values() if move]
    return min(moves, key=lambda move: abs(move.points), default=None)


def smallest_score_change(
    given: Mapping[Option, Mapping[Key, Sequence[int]]],
    *,
    weights: Mapping[Key, Number],
    scale: tuple[int, int],
    knock_outs: Mapping[Key, Number] | None = None,
) -> ScoreChange[Option, Key] | None:
    """The fewest whole points by which a single score of a single evaluator must move to turn the winner.

    `given` holds every evaluator's score of each option in play; a score stays on the `scale` (lowest, highest), and a
    first that falls below its knock-out is turned out too. Of several with as few points, the one with the largest share.
    None when no one score can do it, when the first place is shared, or only one is in play.
    """
    shares = shares_of(weights)
    means = {option: {key: mean(row[key]) or Fraction(0) for key in row} for option, row in given.items()}
    totals = {option: total_of(row, shares) for option, row in means.items()}
    ordered = sorted(totals, key=lambda option: totals[option], reverse=True)
    if len(ordered) < 2 or totals[ordered[0]] == totals[ordered[1]]:
        return None
    first, found = ordered[0], list[ScoreChange[Option, Key]]()
    for criterion, share in shares.items():
        for rival in ordered[1:]:
            found += _of_score(given, first, rival, criterion, (totals[first] - totals[rival]) / share, scale)
    found += _falls(given[first], first, knock_outs or {}, scale)
    return min(found, key=lambda change: (abs(change.points), -shares.get(change.criterion, Fraction(0))), default=None)


def _of_score(
    given: Mapping[Option, Mapping[Key, Sequence[int]]],
    first: Option,
    rival: Option,
    criterion: Key,
    needed: Fraction,
    scale: tuple[int, int],
) -> Iterator[ScoreChange[Option, Key]]:
    """The rival's score up, or the first's down, by whole points of one evaluator: `needed` is asked of the mean."""
    up, down = given[rival][criterion], given[first][criterion]
    rise, fall = ceil(needed * len(up)), ceil(needed * len(down))
    if min(up) + rise <= scale[1]:
        yield ScoreChange(rival, criterion, rise, rival)
    if max(down) - fall >= scale[0]:
        yield ScoreChange(first, criterion, -fall, rival)


def _falls(
    row: Mapping[Key, Sequence[int]], first: Option, knock_outs: Mapping[Key, Number], scale: tuple[int, int]
) -> Iterator[ScoreChange[Option, Key]]:
    """How little of one evaluator's score would knock the first out."""
    for criterion, least in knock_outs.items():
        scores = row[criterion]
        fall = sum(scores) - ceil(exact(least) * len(scores)) + 1
        if max(scores) - fall >= scale[0]:
            yield ScoreChange(first, criterion, -fall, None)


def _level_at(share: Fraction, *, here: Fraction, lead: Fraction) -> Fraction | None:
    """The lead at weight w is w * here + (1 - w) * elsewhere; the two are level where it is 0."""
    if share == 1:
        return None
    elsewhere = (lead - share * here) / (1 - share)
    if here == elsewhere:
        return None
    after = elsewhere / (elsewhere - here)
    return after if 0 < after < 1 else None
