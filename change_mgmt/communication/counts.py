"""How many got a message, opened it and acknowledged it: in all, by department, by level."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.models import Delivery, Message
from implementation.staff.models import Level

#: Who may not see names sees smaller groups only together.
SMALLEST_GROUP = 5
COUNTED = {
    "reached": Count("pk"),
    "opened": Count("pk", filter=Q(opened_at__isnull=False)),
    "acknowledged": Count("pk", filter=Q(acknowledged_at__isnull=False)),
}


@dataclass(frozen=True)
class Tally:
    reached: int = 0
    opened: int = 0
    acknowledged: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.reached + other.reached, self.opened + other.opened, self.acknowledged + other.acknowledged)

    @property
    def share(self) -> float | None:
        """Acknowledged, in per cent of those reached."""
        return 100 * self.acknowledged / self.reached if self.reached else None

    @property
    def opened_share(self) -> float | None:
        return 100 * self.opened / self.reached if self.reached else None

    @property
    def only_opened(self) -> int:
        return self.opened - self.acknowledged

    @property
    def unopened(self) -> int:
        return self.reached - self.opened


@dataclass(frozen=True)
class Reach:
    """The tally of one message; groups by their names, in order."""

    total: Tally
    by_department: list[tuple[Any, Tally]]
    by_level: list[tuple[Any, Tally]]


def reach_of(message: Message, *, by_name: bool) -> Reach:
    """``by_name`` is whether the reader may see who has read it anyway; small groups are put together otherwise. One query."""
    departments: dict[Any, Tally] = {}
    levels: dict[str, Tally] = {}
    found = message.deliveries.order_by().values_list("department__name", "level").annotate(**COUNTED)
    for department, level, reached, opened, acknowledged in found:
        tally = Tally(reached, opened, acknowledged)
        departments[department] = departments.get(department, Tally()) + tally
        levels[level] = levels.get(level, Tally()) + tally
    nowhere = departments.pop(None, None)
    rows = sorted(departments.items(), key=lambda item: item[0])
    rows += [(_("No department"), nowhere)] if nowhere else []
    ordered = [(label, levels[key]) for key, label in (*Level.choices, ("", _("No level"))) if key in levels]
    total = sum(levels.values(), Tally())
    return Reach(total, rows if by_name else _together(rows), ordered if by_name else _together(ordered))


def _together(rows: list[tuple[Any, Tally]]) -> list[tuple[Any, Tally]]:
    """Groups of fewer than five people as one, so that nobody is told apart by the numbers.

    What they have in common is left out too where it is fewer than five: the total would give them away no less.
    """
    large = [row for row in rows if row[1].reached >= SMALLEST_GROUP]
    small = [row for row in rows if row[1].reached < SMALLEST_GROUP]
    rest = sum((tally for _name, tally in small), Tally())
    while small and rest.reached < SMALLEST_GROUP and large:
        least = min(large, key=lambda row: row[1].reached)
        large.remove(least)
        rest += least[1]
    if not small:
        return large
    return [*large, (_("Small groups together"), rest)] if rest.reached >= SMALLEST_GROUP else []


def tallies(messages: Iterable[Message]) -> dict[int, Tally]:
    """The tally of each message, by its number; one query for all."""
    found = Delivery.objects.filter(message__in=[message.pk for message in messages]).order_by()
    return {pk: Tally(*numbers) for pk, *numbers in found.values_list("message").annotate(**COUNTED)}
