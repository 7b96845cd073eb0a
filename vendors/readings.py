"""What judgements in pairs say, of one judge or of all together, worked out by ``ahp``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vendors.ahp import RANDOM_INDEX, Priorities, ahp, joined
from vendors.ahp_judges import Pair, Together, down, matrix_of, mend, on_scale, ratio, together
from vendors.models import Judge, Judgement, VendorCriterion
from vendors.pairs import Level

#: From what factor between the lowest and the highest judge a pair is worth a talk.
WIDE = 4


@dataclass(frozen=True)
class Mending:
    """The one judgement to look at first, in the words of the scale."""

    first: Any
    second: Any
    said: int
    fits: int
    ratio_after: float

    @property
    def favoured(self) -> Any:
        return self.first if self.said > 0 else self.second

    @property
    def other(self) -> Any:
        return self.second if self.said > 0 else self.first

    @property
    def said_times(self) -> int:
        return abs(self.said)

    @property
    def fits_times(self) -> int:
        return abs(self.fits)

    @property
    def is_turned(self) -> bool:
        """Whether what fits favours the other of the two."""
        return self.fits != 1 and (self.said > 0) != (self.fits > 0)


@dataclass(frozen=True)
class Reading:
    """What the judgements of one matrix say, of one judge or of all together."""

    level: Level
    ratios: Mapping[Pair, float]
    said: Mapping[Pair, Together]

    @cached_property
    def matrix(self):
        return matrix_of(len(self.level.items), self.ratios)

    @cached_property
    def parts(self) -> list[list[Any]]:
        """What the judgements do not join yet, part by part."""
        return [[self.level.items[place] for place in part] for part in joined(self.matrix)]

    @property
    def is_joined(self) -> bool:
        return len(self.parts) == 1

    @cached_property
    def priorities(self) -> Priorities | None:
        return ahp(self.matrix) if self.is_joined else None

    @property
    def is_contradictory(self) -> bool:
        return bool(self.priorities and not self.priorities.is_consistent)

    @property
    def random_index(self) -> float:
        return RANDOM_INDEX["classic"][len(self.level.items) - 1]

    @property
    def wanted(self) -> int:
        return len(self.level.pairs)

    @property
    def weights(self) -> list[tuple[Any, float]]:
        """In percent of this matrix."""
        found = self.priorities
        return [(i, 100 * w) for i, w in zip(self.level.items, found.weights, strict=True)] if found else []

    @cached_property
    def mending(self) -> Mending | None:
        found = mend(self.matrix) if self.is_contradictory else None
        if found is None:
            return None
        first, second = (self.level.items[place] for place in found.pair)
        return Mending(first, second, on_scale(found.said), on_scale(found.fits), found.ratio_after)

    @property
    def apart(self) -> list[tuple[Any, Any, list[tuple[Any, int]]]]:
        """Pairs that the judges see very differently: the two, then whom the lowest and the highest favour, how much."""
        items = self.level.items
        found = []
        for (first, second), pair in self.said.items():
            if pair.apart >= WIDE:
                ends = [on_scale(pair.lowest), on_scale(pair.highest)]
                told = [(items[first] if times > 0 else items[second], abs(times)) for times in ends]
                found.append((items[first], items[second], told))
        return found


def reading(level: Level, judges: Iterable[Iterable[Judgement]]) -> Reading:
    given = []
    for judgements in judges:
        placed = ((level.place(item), item.times) for item in judgements)
        given.append({place: ratio(times) for place, times in placed if place})
    said = together(given)
    return Reading(level, {pair: both.ratio for pair, both in said.items()}, said)


def readings(levels: Iterable[Level], judges: Iterable[Iterable[Judgement]]) -> list[Reading]:
    judges = [list(judgements) for judgements in judges]
    return [reading(level, judges) for level in levels]


def overall(found: list[Reading]) -> list[tuple[VendorCriterion, float]]:
    """Each criterion with its weight over all, in percent and in order; nothing while a matrix is not joined."""
    if not found or not all(item.is_joined for item in found):
        return []
    if len(found) == 1:
        return found[0].weights
    within = [[share / 100 for _item, share in item.weights] for item in found[1:]]
    weights = down([share for _item, share in found[0].weights], within)
    pairs = [
        (criterion, weight)
        for item, row in zip(found[1:], weights, strict=True)
        for criterion, weight in zip(item.level.items, row, strict=True)
    ]
    return sorted(pairs, key=lambda pair: (pair[0].order, pair[0].pk))


def judgements_of(judges: Iterable[Judge]) -> list[list[Judgement]]:
    """One query, however many judges."""
    by_judge = {judge.pk: [] for judge in judges}
    for judgement in Judgement.objects.filter(judge__in=by_judge):
        by_judge[judgement.judge_id].append(judgement)
    return list(by_judge.values())
