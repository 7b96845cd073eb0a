"""What moved from one survey to another. Only what both tell of the very same people’s groups is compared."""

from dataclasses import dataclass
from decimal import Decimal

from change_mgmt.survey.models import SurveyResult
from change_mgmt.survey.results import Line, Result, closed_on
from change_mgmt.survey.standing import moved


@dataclass(frozen=True)
class Movement:
    line: Line
    before: Line
    by_element: dict[str, Decimal]

    @property
    def overall(self) -> Decimal:
        return self.line.average - self.before.average


def comparable(kept: SurveyResult) -> list[SurveyResult]:
    """The earlier results of the same grouping that tell something, the latest first."""
    survey = kept.survey
    found = closed_on(survey.programme).filter(survey__grouping=survey.grouping, pk__lt=kept.pk)
    return [each for each in found if Result(each).is_told]


def movements(now: Result, before: Result) -> list[Movement]:
    """Everybody, and each row that stands for the same departments or levels in both.

    A group that is hidden in one of them is left out, and the row of groups told together stays only where the same groups
    are in it: else the difference would tell of those that came or went.
    """
    then = {(line.key == "all", frozenset(line.members)): line for line in before.lines}
    pairs = [(line, then.get((line.key == "all", frozenset(line.members)))) for line in now.lines]
    return [Movement(line, other, moved(line.scores, other.scores)) for line, other in pairs if other]
