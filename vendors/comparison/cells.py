"""What all evaluators gave one vendor on one criterion."""

from dataclasses import dataclass, field
from functools import cached_property

from vendors import scoring
from vendors.disagreement import Disagreement, disagreement
from vendors.models import Score, ScoreChange, Talk, Vendor, VendorCriterion
from vendors.models.criterion import HIGHEST, LOWEST

# The drawing of a spread: 90 wide with 4 left free on either side.
LEFT, WIDE = 4, 82


@dataclass(frozen=True)
class Cell:
    vendor: Vendor
    criterion: VendorCriterion
    scores: list[Score]
    is_best: bool = False
    talk: Talk | None = None
    changes: list[ScoreChange] = field(default_factory=list)

    @property
    def points(self) -> list[int]:
        return [score.points for score in self.scores]

    @cached_property
    def mean(self) -> float | None:
        found = scoring.mean(self.points)
        return None if found is None else float(found)

    @property
    def lowest(self) -> int | None:
        return min(self.points, default=None)

    @property
    def highest(self) -> int | None:
        return max(self.points, default=None)

    @cached_property
    def apart(self) -> Disagreement[int] | None:
        """How far the evaluators are apart; outliers by the number of their score."""
        return disagreement({score.pk: score.points for score in self.scores})

    @property
    def median(self) -> float | None:
        return float(self.apart.median) if self.apart else None

    @property
    def outliers(self) -> list[Score]:
        """Scores more than 1.5 from the median."""
        return [score for score in self.scores if self.apart and score.pk in self.apart.outliers]

    @property
    def gap(self) -> int:
        """The spread where it is wide enough to be talked over, else 0."""
        return self.highest - self.lowest if self.asks_for_talk else 0

    @property
    def asks_for_talk(self) -> bool:
        return self.apart is not None and self.apart.asks_for_talk

    @property
    def is_open(self) -> bool:
        """Apart, and not talked over yet."""
        return self.asks_for_talk and self.talk is None

    @property
    def share(self) -> float | None:
        """What the cell adds to the total: weight x mean, in points of the scale."""
        return None if self.mean is None else float(self.criterion.weight) / scoring.FULL_WEIGHT * self.mean

    @cached_property
    def x(self) -> dict[str, str]:
        """Where the line and its dot stand."""
        return {"low": _x(self.lowest), "high": _x(self.highest), "mean": _x(self.mean)} if self.points else {}


def _x(points: float) -> str:
    return f"{LEFT + (points - LOWEST) / (HIGHEST - LOWEST) * WIDE:.1f}"
