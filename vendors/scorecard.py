"""The scorecard of sourcing: how much each topic counts, how well each way answers, and what that comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vendors.models.sourcing_marks import LIMITS, REASONS, SourcingMark, Topic


@dataclass(frozen=True)
class TopicRow:
    """One topic: how much it counts, and the score of each option in the order of the options."""

    topic: Topic
    weight: SourcingMark | None
    scores: list[SourcingMark | None]

    @property
    def best(self) -> int | None:
        """The highest score, where it is not everybody's."""
        given = [mark.points for mark in self.scores if mark]
        return max(given) if len(given) > 1 and len(set(given)) > 1 else None


@dataclass(frozen=True)
class Scorecard:
    reasons: list[TopicRow]
    limits: list[TopicRow]

    @property
    def rows(self) -> list[TopicRow]:
        return [*self.reasons, *self.limits]

    @property
    def is_empty(self) -> bool:
        return not any(row.weight or any(row.scores) for row in self.rows)

    @property
    def totals(self) -> list[Decimal | None]:
        """For each option the mean of its scores, weighted by how much each topic counts; None while none is complete."""
        columns = range(len(self.reasons[0].scores))
        return [self._total(column) for column in columns]

    @property
    def complete(self) -> int:
        """Topics that count something and that every option has a score on: those the totals are made of."""
        return len(self._counted())

    def _counted(self) -> list[TopicRow]:
        """So that the totals can be compared, a topic counts once every option is scored on it."""
        return [row for row in self.rows if row.weight and row.scores and all(row.scores)]

    def _total(self, column: int) -> Decimal | None:
        rows = self._counted()
        weights = sum(row.weight.points for row in rows)
        if not weights:
            return None
        return Decimal(sum(row.weight.points * row.scores[column].points for row in rows)) / weights

    @property
    def facts(self) -> list[dict[str, Any]]:
        return [
            {"topic": row.topic.value, "weight": _plain(row.weight), "scores": [_plain(mark) for mark in row.scores]}
            for row in self.rows
        ]


def _plain(mark: SourcingMark | None) -> dict[str, Any] | None:
    return mark and {"points": mark.points, "why": mark.why}


def scorecard(marks: Iterable[SourcingMark], options: list[int]) -> Scorecard:
    """From all marks of a comparison; ``options`` are the numbers of the ways, in their order."""
    given = {(mark.topic, mark.option_id): mark for mark in marks}

    def rows(topics: Iterable[Topic]) -> list[TopicRow]:
        return [TopicRow(t, given.get((t, None)), [given.get((t, option)) for option in options]) for t in topics]

    return Scorecard(rows(REASONS), rows(LIMITS))
