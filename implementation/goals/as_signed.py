"""The goals as people put their names to them: plain values that are kept with each signature."""

from typing import Any

from core.evidence import plain
from implementation.goals.models import Goal
from implementation.programme.models import Programme

#: What is kept of a goal and told when it is another one today.
KEPT = ("title", "layer", "activity", "value_for", "modules", "baseline", "target", "unit", "begins_on", "due")


def goals_to_sign(programme: Programme) -> list[dict[str, Any]]:
    goals = programme.goals.pursued().select_related("owner").order_by("number")
    return [_kept(goal) for goal in goals]


def _kept(goal: Goal) -> dict[str, Any]:
    owner = goal.owner.name if goal.owner else ""
    kept = {"id": goal.pk, "number": goal.number, "owner": owner}
    return plain(kept | {name: getattr(goal, name) for name in KEPT})
