"""Vision, goals, activities and modules beside one another, and where the chain between them is broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language
from core.text import say
from implementation.goals.models import Goal
from implementation.goals.registry import modules_of
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme

GOAL, MODULE, LAYER, ACTIVITY = "goal", "module", "layer", "activity"


@dataclass(frozen=True)
class Gap:
    """A broken link of the chain, and the page where it is mended."""

    kind: str
    name: Any
    text: Any
    mend: Any
    url: str


@dataclass(frozen=True)
class Group:
    """A layer, an activity or a module with the goals that belong to it, and the page that adds one."""

    key: str
    name: Any
    goals: list[Goal]
    url: str


@dataclass(frozen=True)
class ValueMap:
    goals: list[Goal]
    layers: list[Group]
    activities: list[Group]
    modules: list[Group]

    @property
    def gaps(self) -> list[Gap]:
        """Those of a layer first: a wrong philosophy fails whatever the technology."""
        return [*self._layers(), *self._goals(), *self._modules(), *self._activities()]

    def gaps_of(self, kind: str) -> list[Gap]:
        return [gap for gap in self.gaps if gap.kind == kind]

    def _layers(self) -> Iterable[Gap]:
        for group in self.layers:
            if not group.goals:
                text = say(_("No goal of the layer “{name}”."), name=group.name)
                yield Gap(LAYER, group.name, text, _("Set a goal"), group.url)

    def _goals(self) -> Iterable[Gap]:
        for goal in self.goals:
            if not goal.modules:
                text = say(_("No module serves the goal “{name}”."), name=goal.title)
                url = reverse("edit_goal", args=[goal.programme_id, goal.pk])
                yield Gap(GOAL, goal.title, text, _("Name its modules"), url)

    def _modules(self) -> Iterable[Gap]:
        for group in self.modules:
            if not group.goals:
                text = say(_("The module “{name}” serves no goal."), name=group.name)
                yield Gap(MODULE, group.name, text, _("Set a goal"), group.url)

    def _activities(self) -> Iterable[Gap]:
        for group in self.activities:
            if not group.goals:
                text = say(_("No goal of the activity “{name}”."), name=group.name)
                yield Gap(ACTIVITY, group.name, text, _("Set a goal"), group.url)


def map_of(programme: Programme, goals: list[Goal] | None = None) -> ValueMap:
    """``goals`` where they are read already; those pursued count."""
    if goals is None:
        goals = list(programme.goals.pursued().with_latest().order_by("number"))
    new = reverse("new_goal", args=[programme.pk])
    return ValueMap(
        goals,
        layers=[
            Group(key, label, [goal for goal in goals if goal.layer == key], f"{new}?layer={key}")
            for key, label in Goal.Layer.choices
        ],
        activities=[
            Group(key, label, [goal for goal in goals if goal.activity == key], f"{new}?activity={key}")
            for key, label in Goal.Activity.choices
        ],
        modules=[
            Group(key, MODULES[key].name, [goal for goal in goals if key in goal.modules], f"{new}?module={key}")
            for key in modules_of(programme)
        ],
    )


def frozen(found: ValueMap) -> dict[str, Any]:
    """For a report: the layers with their goals and modules, and the gaps; activities without a goal as names only."""
    return {
        "layers": [
            {
                "name": in_every_language(group.name),
                "goals": [
                    {
                        "title": goal.title,
                        "activity": in_every_language(Goal.Activity(goal.activity).label),
                        "modules": [in_every_language(name) for name in goal.module_names],
                    }
                    for goal in group.goals
                ],
            }
            for group in found.layers
        ],
        "gaps": [in_every_language(gap.text) for gap in found.gaps if gap.kind != ACTIVITY],
        "activities": [in_every_language(gap.name) for gap in found.gaps_of(ACTIVITY)],
    }
