"""The checklist of a pilot's people as it is answered, with what the apps above know."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from implementation.programme.models import Department
from implementation.rollout.models import Pilot, ReadinessAnswer
from implementation.rollout.places import places_of
from implementation.rollout.registry import Fact, facts_about


@dataclass(frozen=True)
class Row:
    """One department: an answer for each item (None where nobody answered), and the facts about it."""

    department: Department
    answers: list[tuple[Any, ReadinessAnswer | None]]
    facts: list[Fact]

    @property
    def ready(self) -> int:
        return sum(answer is not None and answer.answer == ReadinessAnswer.Answer.YES for _item, answer in self.answers)

    @property
    def total(self) -> int:
        return len(self.answers)


@dataclass(frozen=True)
class Readiness:
    rows: list[Row]

    @property
    def ready(self) -> int:
        return sum(row.ready for row in self.rows)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.ready == self.total

    @property
    def tone(self) -> str:
        return "ok" if self.is_complete else "partly" if self.ready else "idle"

    @property
    def words(self):
        return _("All ready") if self.is_complete else _("Partly ready") if self.ready else _("Not answered yet")

    @property
    def first_open(self) -> tuple[Department, Any] | None:
        """The first item that is not answered with yes."""
        for row in self.rows:
            for words, answer in row.answers:
                if answer is None or answer.answer != ReadinessAnswer.Answer.YES:
                    return row.department, words
        return None


def readiness_of(pilot: Pilot, *, with_facts: bool = True) -> Readiness:
    given = {(item.department_id, item.item): item for item in pilot.readiness.select_related("said_by")}
    facts = facts_about(pilot) if with_facts else []
    return Readiness(
        [
            Row(
                place,
                [(words, given.get((place.pk, item))) for item, words in ReadinessAnswer.Item.choices],
                [fact for fact in facts if fact.department == place.pk],
            )
            for place in places_of(pilot)
        ]
    )
