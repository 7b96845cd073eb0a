"""What a round found, from its answers when it closes and from the frozen facts ever after."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from core.evidence import plain
from core.text import rounded
from implementation.readiness import results
from implementation.readiness.dimensions import ALL, DIMENSIONS, Dimension, Layer
from implementation.readiness.models import Answer, Assessment, AssessmentResult
from implementation.readiness.results import Level


def facts_of(assessment: Assessment) -> dict[str, Any]:
    """Dimension by dimension what those who handed in say together; nobody can be told apart in it."""
    answers = Answer.objects.filter(respondent__assessment=assessment, respondent__handed_in_at__isnull=False)
    scores: dict[str, dict[int, dict[str, int]]] = {item.key: defaultdict(dict) for item in ALL}
    for respondent, statement, score in answers.exclude(score=None).values_list("respondent", "statement", "score"):
        dimension = statement.partition(".")[0]
        if dimension in scores:
            scores[dimension][respondent][statement] = score
    found = results.levels({name: people.values() for name, people in scores.items()})
    respondents = assessment.respondents
    return plain(
        {
            "number": assessment.number,
            "asked": respondents.count(),
            "people": respondents.exclude(handed_in_at=None).count(),
            "levels": {name: _written(level) for name, level in found.items()},
        }
    )


def _written(level: Level | None) -> dict | None:
    if level is None:
        return None
    figures = {name: rounded(getattr(level, name), 2) for name in ("mean", "median", "lower", "upper")}
    return {"people": level.people, **figures}


@dataclass(frozen=True)
class Line:
    """One dimension of a closed round, with the change since the round before where there was one."""

    dimension: Dimension
    level: Level | None
    before: Level | None = None

    @property
    def change(self) -> float | None:
        return self.level.mean - self.before.mean if self.level and self.before else None

    @property
    def is_weak(self) -> bool:
        return self.level is not None and self.level.mean < results.WEAK

    @property
    def tone(self) -> str:
        if self.level is None:
            return "none"
        return "bad" if self.is_weak else "warn" if self.level.is_apart else "ok"


class Standing:
    """A closed round, beside the one before it."""

    def __init__(self, result: AssessmentResult, earlier: AssessmentResult | None = None):
        self.result, self.earlier = result, earlier
        self.levels = levels_of(result)
        before = levels_of(earlier) if earlier else {}
        order = results.weakest_first(self.levels)
        order += [name for name in DIMENSIONS if name not in order]
        self.lines = [Line(DIMENSIONS[name], self.levels.get(name), before.get(name)) for name in order]

    @property
    def weak(self) -> list[Line]:
        return [line for line in self.lines if line.is_weak]

    @property
    def layers(self) -> list[tuple[Any, float | None]]:
        """(layer, mean of its dimensions) in the order philosophy, institution and process, technology."""
        found = []
        for layer in Layer:
            means = [line.level.mean for line in self.lines if line.dimension.layer == layer and line.level]
            found.append((layer.label, sum(means) / len(means) if means else None))
        return found

    @property
    def mean(self) -> float | None:
        means = [level.mean for level in self.levels.values() if level]
        return sum(means) / len(means) if means else None


def levels_of(result: AssessmentResult) -> dict[str, Level | None]:
    """Read from the frozen facts; a dimension that the product no longer asks about is left out."""
    kept = result.facts["levels"]
    return {name: _read(kept[name]) for name in DIMENSIONS if name in kept}


def _read(written: dict | None) -> Level | None:
    if written is None:
        return None
    return Level(written["people"], *(float(written[name]) for name in ("mean", "median", "lower", "upper")))
