"""The pairs that judges compare, read from the records.

With groups there are two levels: the groups against each other, then the criteria within each group.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from vendors.ahp import MOST
from vendors.ahp_judges import Pair
from vendors.models import CriterionGroup, Judgement, SelectionRound


@dataclass(frozen=True)
class Level:
    """One matrix: what is compared in it, by place from 0. ``group`` is None where the groups themselves are compared,
    and where there are no groups."""

    items: tuple[Any, ...]
    group: CriterionGroup | None = None

    @property
    def of_groups(self) -> bool:
        return isinstance(self.items[0], CriterionGroup)

    @property
    def pairs(self) -> list[tuple[str, Any, Any]]:
        """The name of the field, and the two that are compared."""
        kind = "g" if self.of_groups else "c"
        return [(f"{kind}_{first.pk}_{second.pk}", first, second) for first, second in combinations(self.items, 2)]

    def place(self, judgement: Judgement) -> Pair | None:
        """Where a judgement stands in this matrix."""
        places = {item.pk: place for place, item in enumerate(self.items)}
        first = judgement.first_group_id if self.of_groups else judgement.first_id
        second = judgement.second_group_id if self.of_groups else judgement.second_id
        return (places[first], places[second]) if first in places and second in places else None


def levels_of(selection: SelectionRound) -> list[Level]:
    """The groups first, then each group. Criteria without a group beside others with one cannot be compared: no level."""
    criteria = list(selection.criteria.select_related("group"))
    groups = sorted({c.group for c in criteria if c.group}, key=lambda group: (group.order, group.pk))
    if not groups:
        return [Level(tuple(criteria))] if criteria else []
    if any(criterion.group is None for criterion in criteria):
        return []
    within = [Level(tuple(c for c in criteria if c.group == group), group) for group in groups]
    return [Level(tuple(groups)), *within] if len(groups) > 1 else within


def is_too_large(levels: Iterable[Level]) -> bool:
    return any(len(level.items) > MOST for level in levels)
