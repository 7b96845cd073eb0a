"""What changed from one version to the next, told from the facts that a confirmation keeps. Plain values, no Django.

Lines are the same where the later one says so (``previous``), else where kind and title agree; scenarios likewise by title.
Facts of versions from before there were scenarios hold one list of lines: that is their chosen scenario.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SETTINGS = (
    "starts_on",
    "discount_rate",
    "finance_rate",
    "reinvest_rate",
    "horizon_years",
    "floor",
    "minimum_investment",
    "assumptions",
)
FIELDS = (
    "title",
    "category",
    "shape",
    "low",
    "likely",
    "high",
    "growth",
    "start_month",
    "end_month",
    "goal",
    "amounts",
)
FIGURES = (
    "npv",
    "mirr_percent",
    "payback",
    "discounted_payback",
    "roi_percent",
    "total_costs",
    "total_benefits",
    "investment",
)
#: What the trials of a simulation came to; kept where a line has a range.
SIMULATION = ("p10", "p50", "p90", "mean", "above_floor")


@dataclass(frozen=True)
class Difference:
    """A field, setting or figure, as it was and as it is."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class LineChange:
    """A line that differs; ``differences`` is empty for one that was added or removed."""

    line: Mapping[str, Any]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class ScenarioChange:
    """What became of a scenario: ``kind`` is added, removed, changed or same."""

    title: str
    kind: str
    added: list[LineChange] = field(default_factory=list)
    removed: list[LineChange] = field(default_factory=list)
    changed: list[LineChange] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


@dataclass(frozen=True)
class Changes:
    settings: list[Difference]
    figures: list[Difference]
    scenarios: list[ScenarioChange]
    chosen: Difference | None

    @property
    def is_empty(self) -> bool:
        return not self.settings and self.chosen is None and all(one.kind == "same" for one in self.scenarios)

    def counted(self, name: str) -> int:
        """How many lines were ``added``, ``removed`` or ``changed``, in all scenarios."""
        return sum(len(getattr(one, name)) for one in self.scenarios)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """From the facts of one version to those of a later one."""
    old, new = scenarios_of(before), scenarios_of(after)
    chosen = Difference("scenario", _chosen(old), _chosen(new))
    return Changes(
        settings=_differences(before, after, SETTINGS),
        figures=[
            *_differences(before.get("figures", {}), after.get("figures", {}), FIGURES),
            *_differences(before.get("simulation", {}), after.get("simulation", {}), SIMULATION),
        ],
        scenarios=_scenarios(old, new),
        chosen=chosen if chosen.before and chosen.before != chosen.after else None,
    )


def scenarios_of(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = facts.get("scenarios")
    if found is not None:
        return list(found)
    return [{"title": "", "is_chosen": True, "lines": facts.get("lines", [])}]


def _chosen(scenarios: Sequence[Mapping[str, Any]]) -> str:
    return next((one["title"] for one in scenarios if one.get("is_chosen")), "")


def _scenarios(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[ScenarioChange]:
    left = list(old)
    found = []
    for scenario in new:
        was = _same_scenario(scenario, left)
        if was is None:
            found.append(
                ScenarioChange(scenario["title"], "added", added=[LineChange(one) for one in scenario["lines"]])
            )
            continue
        left.remove(was)
        found.append(_scenario(scenario["title"], was["lines"], scenario["lines"]))
    gone = [
        ScenarioChange(one["title"], "removed", removed=[LineChange(line) for line in one["lines"]]) for one in left
    ]
    return found + [one for one in gone if one.removed or one.title]


def _same_scenario(scenario: Mapping[str, Any], among: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    number = scenario.get("previous")
    by_number = [one for one in among if number is not None and one.get("pk") == number]
    by_title = [one for one in among if one["title"] == scenario["title"]]
    untitled = [one for one in among if not one["title"] and scenario.get("is_chosen")]
    return next(iter(by_number + by_title + untitled), None)


def _scenario(title: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> ScenarioChange:
    left = list(old)
    added, changed = [], []
    for line in new:
        was = _same_line(line, left)
        if was is None:
            added.append(LineChange(line))
            continue
        left.remove(was)
        if found := _differences(was, line, FIELDS):
            changed.append(LineChange(line, tuple(found)))
    kind = "changed" if added or changed or left else "same"
    return ScenarioChange(title, kind, added, [LineChange(line) for line in left], changed)


def _same_line(line: Mapping[str, Any], among: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    number = line.get("previous")
    by_number = [one for one in among if number is not None and one.get("pk") == number]
    by_name = [one for one in among if (one["kind"], one["title"]) == (line["kind"], line["title"])]
    return next(iter(by_number + by_name), None)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any], names: Sequence[str]) -> list[Difference]:
    """Only of what both know: an older version kept less."""
    known = [name for name in names if name in before and name in after]
    return [Difference(name, before[name], after[name]) for name in known if before[name] != after[name]]
