"""What a profile found, for the page."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from implementation.data_readiness.models import Profile
from implementation.data_readiness.models.profile import share
from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.scores import Score
from implementation.data_readiness.words import KINDS, REASONS

MOST_REASONS = 4


@dataclass(frozen=True)
class ColumnLine:
    """One column as a reader sees it."""

    told: dict[str, Any]
    score: Score | None

    @property
    def kind(self):
        return KINDS.get(self.told["kind"], self.told["kind"])

    @property
    def is_date(self) -> bool:
        return self.told["kind"] == kinds.DATE

    @property
    def completeness(self) -> Decimal | None:
        return share(self.told["filled"], self.told["rows"])

    @property
    def validity(self) -> Decimal | None:
        return share(self.told["valid"], self.told["filled"])

    @property
    def reasons(self) -> list[tuple[Any, int]]:
        """The commonest reasons first."""
        found = sorted(self.told["reasons"].items(), key=lambda item: (-item[1], item[0]))
        return [(REASONS.get(reason, reason), times) for reason, times in found[:MOST_REASONS]]


def figures(profile: Profile, scores: dict[str, Score]) -> list[ColumnLine]:
    return [ColumnLine(told, scores.get(told["name"])) for told in profile.columns]
