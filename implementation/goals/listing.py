"""Which goals a list shows and in which order, as its address says. A programme has dozens of goals, not thousands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import whole
from implementation.goals.models import Goal

#: The worst first.
STANDINGS = {
    "overdue": _("Overdue"),
    "behind": _("Behind"),
    "incomplete": _("Not complete"),
    "not_measured": _("Not measured yet"),
    "on_the_way": _("On the way"),
    "reached": _("Reached"),
    "dropped": _("Dropped"),
}
_ORDER = list(STANDINGS)

#: The word in the address -> what is compared.
SORTS: dict[str, Callable[[Goal], Any]] = {
    "due": lambda goal: goal.due,
    "number": lambda goal: goal.number,
    "title": lambda goal: goal.title.casefold(),
    "layer": lambda goal: goal.layer,
    "owner": lambda goal: goal.owner.name.casefold(),
    "progress": lambda goal: goal.progress,
    "standing": lambda goal: _ORDER.index(goal.standing),
}


@dataclass(frozen=True)
class Listing:
    q: str = ""
    layer: str = ""
    activity: str = ""
    module: str = ""
    standing: str = ""
    owner: int | None = None
    sort: str = "due"
    down: bool = False

    @classmethod
    def of(cls, asked) -> "Listing":
        sort = asked.get("sort", "").strip()
        words = {name: asked.get(name, "").strip()[:100] for name in ("q", "layer", "activity", "module", "standing")}
        return cls(
            **words,
            owner=whole(asked.get("owner", "")),
            sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "due",
            down=sort.startswith("-"),
        )

    @property
    def filters(self) -> bool:
        return bool(self.q or self.layer or self.activity or self.module or self.standing or self.owner)

    @property
    def word(self) -> str:
        """As the address says it."""
        return f"-{self.sort}" if self.down else self.sort

    def apply(self, goals: Iterable[Goal]) -> list[Goal]:
        """Those dropped stand last, whatever the order."""
        found = sorted((goal for goal in goals if self._shows(goal)), key=lambda goal: goal.number)
        known = [goal for goal in found if not _is_last(self.sort, goal)]
        unknown = [goal for goal in found if _is_last(self.sort, goal)]
        known.sort(key=SORTS[self.sort], reverse=self.down)
        return sorted([*known, *unknown], key=lambda goal: goal.state == Goal.State.DROPPED)

    def _shows(self, goal: Goal) -> bool:
        words = self.q.casefold()
        return (
            (not words or words in goal.title.casefold() or words == str(goal.number))
            and (not self.layer or goal.layer == self.layer)
            and (not self.activity or goal.activity == self.activity)
            and (not self.module or self.module in goal.modules)
            and (not self.standing or goal.standing == self.standing)
            and (not self.owner or goal.owner_id == self.owner)
        )


def _is_last(sort: str, goal: Goal) -> bool:
    """A goal without a day, an owner or a progress comes behind those that have one, up or down."""
    value = {"due": goal.due, "owner": goal.owner_id, "progress": goal.progress}
    return sort in value and value[sort] is None
