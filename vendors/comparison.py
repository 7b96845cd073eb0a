"""A round of scores read from the records and worked out: ranking, how firm it is, the second opinion."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from vendors import scoring
from vendors.actions.rounds import contenders
from vendors.models import Evaluator, Score, SelectionRound, Vendor, VendorCriterion
from vendors.models.criterion import HIGHEST, LOWEST
from vendors.topsis import topsis

# The drawing of a spread: 90 wide with 4 left free on either side.
LEFT, WIDE = 4, 82
BAR = 160


@dataclass(frozen=True)
class Cell:
    """What all evaluators gave one vendor on one criterion."""

    scores: list[Score]
    is_best: bool = False

    @property
    def points(self) -> list[int]:
        return [score.points for score in self.scores]

    @property
    def mean(self) -> float | None:
        found = scoring.mean(self.points)
        return None if found is None else float(found)

    @property
    def lowest(self) -> int | None:
        return min(self.points, default=None)

    @property
    def highest(self) -> int | None:
        return max(self.points, default=None)

    @property
    def gap(self) -> int:
        """The spread where it is wide enough to be talked over, else 0."""
        found = scoring.spread(self.points)
        return self.highest - self.lowest if found and found.is_wide else 0

    @property
    def x(self) -> dict[str, str]:
        """Where the line and its dot stand."""
        return {"low": _x(self.lowest), "high": _x(self.highest), "mean": _x(self.mean)} if self.points else {}


def _x(points: float) -> str:
    return f"{LEFT + (points - LOWEST) / (HIGHEST - LOWEST) * WIDE:.1f}"


@dataclass(frozen=True)
class Line:
    """One vendor in the ranking; what is None cannot be said of a vendor that is out."""

    vendor: Vendor
    total: float | None
    place: int | None
    is_tied: bool
    knocked_out_by: list[VendorCriterion]
    first_share: float | None = None
    closeness: float | None = None
    topsis_place: int | None = None

    @property
    def firsts(self) -> int | None:
        """In how many of the random weightings nobody is ahead of it."""
        return None if self.first_share is None else round(self.first_share * scoring.DRAWS)

    @property
    def bar(self) -> str:
        return f"{(self.total or 0) / HIGHEST * BAR:.1f}"


@dataclass(frozen=True)
class Change:
    """The smallest move of one weight that puts another vendor level with the first."""

    criterion: VendorCriterion
    before: float
    after: float
    rival: Vendor

    @property
    def rises(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class Comparison:
    selection: SelectionRound
    criteria: list[VendorCriterion]
    evaluators: list[Evaluator]
    lines: list[Line] = field(default_factory=list)
    matrix: list[tuple[VendorCriterion, list[Cell]]] = field(default_factory=list)
    change: Change | None = None

    @property
    def missing(self) -> list[Evaluator]:
        """Who has not handed in yet: until nobody is left, scores stay covered."""
        return [evaluator for evaluator in self.evaluators if evaluator.state != Evaluator.State.SUBMITTED]

    @property
    def is_open(self) -> bool:
        return bool(self.evaluators) and bool(self.lines) and not self.missing

    @property
    def ranked(self) -> list[Line]:
        return [line for line in self.lines if line.place]

    @property
    def first(self) -> list[Line]:
        """Those in the first place; more than one when it is shared."""
        return [line for line in self.ranked if line.place == 1]

    @property
    def margin(self) -> float | None:
        """How far the first is ahead of the next."""
        return self.ranked[0].total - self.ranked[1].total if len(self.ranked) > 1 else None

    @property
    def topsis_agrees(self) -> bool:
        return all(line.place == line.topsis_place for line in self.ranked)

    @property
    def topsis_first(self) -> list[Line]:
        return [line for line in self.ranked if line.topsis_place == 1]

    @property
    def evidenced(self) -> int:
        return sum(bool(score.evidence) for _, cells in self.matrix for cell in cells for score in cell.scores)

    @property
    def scored(self) -> int:
        return sum(len(cell.scores) for _, cells in self.matrix for cell in cells)

    def dissent_from(self, winner: Vendor) -> list[dict[str, Any]]:
        """Evaluators whose own scores put another vendor first."""
        weights = {criterion.pk: criterion.weight for criterion in self.criteria}
        found = []
        for evaluator in self.evaluators:
            own = defaultdict(dict)
            for _, cells in self.matrix:
                for score in (score for cell in cells for score in cell.scores if score.evaluator_id == evaluator.pk):
                    own[score.vendor_id][score.criterion_id] = score.points
            names = {line.vendor.pk: line.vendor.name for line in self.lines}
            ahead = [row.option for row in scoring.rank(own, weights=weights) if row.place == 1] if own else []
            if ahead and winner.pk not in ahead:
                found.append({"evaluator": evaluator.user.name, "first": [names[pk] for pk in ahead]})
        return found

    @property
    def facts(self) -> dict[str, Any]:
        """Everything that the choice rests on."""
        return {
            "round": self.selection.number,
            "fixed_at": self.selection.fixed_at,
            "criteria": [{"title": c.title, "weight": c.weight, "knock_out": c.knock_out} for c in self.criteria],
            "ranking": [
                {
                    "vendor": line.vendor.name,
                    "place": line.place,
                    "tied": line.is_tied,
                    "total": _text(line.total),
                    "first_share": _text(line.first_share),
                    "closeness": _text(line.closeness),
                    "knocked_out_by": [criterion.title for criterion in line.knocked_out_by],
                }
                for line in self.lines
            ],
            "scores": [
                {
                    "evaluator": evaluator.user.name,
                    "sheet_sha256": evaluator.sheet_sha256,
                    "given": [
                        [score.vendor.name, criterion.title, score.points, score.evidence]
                        for criterion, cells in self.matrix
                        for cell in cells
                        for score in cell.scores
                        if score.evaluator_id == evaluator.pk
                    ],
                }
                for evaluator in self.evaluators
            ],
        }


def _text(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"


def compare(selection: SelectionRound) -> Comparison:
    """A handful of queries, however many vendors and evaluators. Scores are read only when every sheet is in."""
    criteria = list(selection.criteria.all())
    evaluators = list(selection.evaluators.select_related("user"))
    covered = Comparison(selection, criteria, evaluators)
    if covered.missing or not evaluators or selection.state == SelectionRound.State.WEIGHING:
        return covered
    vendors = {vendor.pk: vendor for vendor in contenders(selection)}
    scores = defaultdict(lambda: defaultdict(list))
    found = Score.objects.filter(evaluator__round=selection, vendor__in=vendors)
    for score in found.select_related("evaluator__user", "vendor").order_by("evaluator__user__name", "pk"):
        scores[score.vendor_id][score.criterion_id].append(score)
    if not scores:
        return covered
    return _worked_out(covered, vendors, scores)


def _worked_out(covered: Comparison, vendors: dict[int, Vendor], scores) -> Comparison:
    criteria = {criterion.pk: criterion for criterion in covered.criteria}
    weights = {pk: criterion.weight for pk, criterion in criteria.items()}
    given = {
        vendor: {criterion: [score.points for score in row[criterion]] for criterion in criteria if criterion in row}
        for vendor, row in scores.items()
    }
    means = scoring.means(given)
    limits = {pk: criterion.knock_out for pk, criterion in criteria.items() if criterion.knock_out}
    standings = scoring.rank(means, weights=weights, knock_outs=limits)
    ranked = [standing.option for standing in standings if standing.place]
    in_play = {option: means[option] for option in ranked}
    shares = scoring.robustness(in_play, weights=weights) if in_play else {}
    closeness = _closeness(in_play, weights)
    lines = [
        Line(
            vendor=vendors[standing.option],
            total=None if standing.total is None else float(standing.total),
            place=standing.place,
            is_tied=standing.is_tied,
            knocked_out_by=[criteria[pk] for pk in standing.knocked_out_by],
            first_share=shares.get(standing.option),
            closeness=closeness.get(standing.option),
            topsis_place=_place(standing.option, closeness),
        )
        for standing in standings
    ]
    order = [standing.option for standing in standings]
    matrix = [(criterion, _cells(criterion, order, ranked, scores, means)) for criterion in covered.criteria]
    move = scoring.smallest_change(in_play, weights=weights)
    change = move and Change(
        criteria[move.criterion], float(move.before), float(move.after), vendors[move.overtaken_by]
    )
    return Comparison(covered.selection, covered.criteria, covered.evaluators, lines, matrix, change)


def _closeness(in_play: dict[int, dict[int, Fraction]], weights) -> dict[int, float]:
    if not in_play:
        return {}
    rows = [[float(row[criterion]) for criterion in weights] for row in in_play.values()]
    up = [True] * len(weights)
    return dict(
        zip(in_play, topsis(rows, weights=[float(w) for w in weights.values()], higher_is_better=up), strict=True)
    )


def _place(option: int, closeness: dict[int, float]) -> int | None:
    if option not in closeness:
        return None
    return 1 + sum(other > closeness[option] + 1e-9 for other in closeness.values())


def _cells(criterion, order, ranked, scores, means) -> list[Cell]:
    best = max((means[option][criterion.pk] for option in ranked), default=None)
    return [
        Cell(
            scores[option].get(criterion.pk, []),
            is_best=option in ranked and means[option].get(criterion.pk) == best,
        )
        for option in order
    ]
