"""What may be told of closed surveys, read from their frozen facts. Nothing here looks at an answer."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from change_mgmt.survey.models import Survey, SurveyResult
from change_mgmt.survey.standing import Score, average, barrier, scores
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Line:
    """One row of the result: a group, the groups that are told together, or everybody.

    ``key`` names it in addresses; ``members`` are the departments or levels behind it, ``names`` what they are called.
    """

    key: str
    members: tuple[Any, ...]
    names: tuple[Any, ...]
    invited: int
    answers: int
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def barrier(self) -> str | None:
        return barrier(self.scores)

    @property
    def average(self) -> Decimal | None:
        return average(self.scores)

    @property
    def rate(self) -> Decimal:
        return Decimal(self.answers) * 100 / self.invited if self.invited else Decimal(0)


#: The keys of the row of groups told together, and of everybody.
POOL, ALL = "pool", "all"


class Result:
    """A closed survey as it may be told."""

    def __init__(self, kept: SurveyResult):
        self.kept, self.facts = kept, kept.facts

    @property
    def survey(self) -> Survey:
        return self.kept.survey

    @property
    def is_told(self) -> bool:
        """False where fewer than five answered."""
        return self.facts["total"] is not None

    def _line(self, key: str, row: dict[str, Any]) -> Line:
        elements = [question["element"] for question in self.facts["questions"]]
        found = scores(row["answers"], row["sums"], elements)
        members = [member for group in row["groups"] for member in group["members"]]
        names = tuple(member["name"] for member in members)
        return Line(key, tuple(m["id"] for m in members), names, row["invited"], row["answers"], found)

    @cached_property
    def alone(self) -> list[Line]:
        return [self._line(row["groups"][0]["key"], row) for row in self.facts["alone"]]

    @cached_property
    def pool(self) -> Line | None:
        return self._line(POOL, self.facts["pool"]) if self.facts["pool"] else None

    @cached_property
    def total(self) -> Line | None:
        return self._line(ALL, self.facts["total"] | {"groups": []}) if self.is_told else None

    @property
    def lines(self) -> list[Line]:
        """Everybody first, then groups that stand alone, then those told together where somebody of them answered.

        Where no group stands alone, those told together are everybody.
        """
        pool = [self.pool] if self.alone and self.pool and self.pool.answers else []
        return [self.total, *self.alone, *pool] if self.total else []

    def line(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)

    def sums(self, key: str) -> list[int]:
        """The sum of each statement of one line."""
        if key in (POOL, ALL):
            return self.facts["pool" if key == POOL else "total"]["sums"]
        return next(row["sums"] for row in self.facts["alone"] if row["groups"][0]["key"] == key)


def closed_on(programme: Programme):
    """The results of a programme, the latest first."""
    kept = SurveyResult.objects.filter(survey__programme=programme).select_related("survey")
    return kept.order_by("-survey__closed_on", "-pk")


def latest(programme: Programme, **which) -> Result | None:
    """The survey closed last, of a kind or grouping where one is asked for (``kind="before"``)."""
    kept = closed_on(programme).filter(**{f"survey__{name}": value for name, value in which.items()}).first()
    return Result(kept) if kept else None


def readiness(programme: Programme) -> dict[int, Decimal | None]:
    """The average of 1 to 5 by department (number), of the last closed survey by department.

    None for a department that was asked and is not told by itself: too few of it answered.
    """
    found = latest(programme, grouping=Survey.Grouping.DEPARTMENT)
    if found is None:
        return {}
    asked = [member["id"] for group in found.facts["groups"] for member in group["members"] if member["id"]]
    return dict.fromkeys(asked) | {line.members[0]: line.average for line in found.alone if line.members[0]}
