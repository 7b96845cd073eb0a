"""Records read, and worked out."""

from collections import defaultdict
from typing import Any

from vendors import scoring
from vendors.actions.rounds import contenders
from vendors.comparison.cells import Cell
from vendors.comparison.lines import Change, Line, Move
from vendors.comparison.whole import Comparison
from vendors.models import (
    KnockOutAnswer,
    Score,
    ScoreChange,
    SelectionRound,
    Talk,
    Vendor,
    VendorCriterion,
)
from vendors.models.criterion import HIGHEST, LOWEST
from vendors.robustness import Firmness, firmness
from vendors.sensitivity import smallest_score_change, weight_changes
from vendors.topsis import Normalisation, topsis

Table = dict[int, dict[int, list[Score]]]


def compare(selection: SelectionRound, *, normalisation: Normalisation = "vector") -> Comparison:
    """A handful of queries, however many vendors and evaluators. Scores are read only when every sheet is in."""
    criteria = list(selection.criteria.all())
    evaluators = list(selection.evaluators.select_related("user"))
    covered = Comparison(selection, criteria, evaluators, normalisation=normalisation)
    if covered.missing or not evaluators or selection.state == SelectionRound.State.WEIGHING:
        return covered
    vendors = {vendor.pk: vendor for vendor in contenders(selection)}
    scores = _scores(covered, vendors)
    return _Working(covered, vendors, scores).done() if scores else covered


def _scores(covered: Comparison, vendors: dict[int, Vendor]) -> Table:
    """Vendor -> criterion -> scores, in the order of the evaluators; what they point to is not fetched again."""
    people = {evaluator.pk: evaluator for evaluator in covered.evaluators}
    criteria = {criterion.pk: criterion for criterion in covered.criteria}
    order = {pk: place for place, pk in enumerate(people)}
    found: Table = defaultdict(lambda: defaultdict(list))
    given = Score.objects.filter(evaluator__in=people, vendor__in=vendors).order_by()
    for score in sorted(given, key=lambda score: order[score.evaluator_id]):
        score.evaluator, score.vendor = people[score.evaluator_id], vendors[score.vendor_id]
        score.criterion = criteria[score.criterion_id]
        found[score.vendor_id][score.criterion_id].append(score)
    return found


class _Working:
    """From records to figures, one step after the other."""

    def __init__(self, covered: Comparison, vendors: dict[int, Vendor], scores: Table):
        self.covered, self.vendors, self.scores = covered, vendors, scores
        self.criteria = {criterion.pk: criterion for criterion in covered.criteria}
        self.weights = {pk: criterion.weight for pk, criterion in self.criteria.items()}
        self.limits = {pk: criterion.knock_out for pk, criterion in self.criteria.items() if criterion.knock_out}
        self.demands = list(covered.selection.knock_outs.all())
        answers = KnockOutAnswer.objects.filter(knock_out__in=self.demands, vendor__in=vendors)
        self.answers = {(answer.vendor_id, answer.knock_out_id): answer.passed for answer in answers}
        self.given = {
            vendor: {pk: [score.points for score in row[pk]] for pk in self.criteria if pk in row}
            for vendor, row in scores.items()
        }
        self.means = scoring.means(self.given)

    def done(self) -> Comparison:
        standings = self._standings()
        ranked = [standing.option for standing in standings if standing.place]
        in_play = {option: self.means[option] for option in ranked}
        firm: Firmness[int, int] | None = firmness(in_play, weights=self.weights) if in_play else None
        closeness = self._closeness(in_play)
        order = [standing.option for standing in standings]
        return Comparison(
            selection=self.covered.selection,
            criteria=self.covered.criteria,
            evaluators=self.covered.evaluators,
            demands=self.demands,
            lines=[self._line(standing, firm, closeness) for standing in standings],
            matrix=self._matrix(order, ranked),
            changes=self._changes(in_play),
            move=self._move(ranked),
            central=firm.central if firm else {},
            normalisation=self.covered.normalisation,
            means=in_play,
        )

    def _standings(self) -> list[scoring.Standing[int, Any]]:
        """Demands are criteria without weight that a vendor meets (1) or not (0); what is not answered yet is not held
        against it.
        """
        rows: dict[int, dict[Any, Any]] = {vendor: dict(row) for vendor, row in self.means.items()}
        for vendor, row in rows.items():
            row.update({demand: int(self.answers.get((vendor, demand.pk), True)) for demand in self.demands})
        limits = self.limits | dict.fromkeys(self.demands, 1)
        return scoring.rank(rows, weights=self.weights, knock_outs=limits)

    def _line(self, standing, firm: Firmness[int, int] | None, closeness: dict[int, float]) -> Line:
        option = standing.option
        is_ranked = firm is not None and option in firm.shares
        return Line(
            vendor=self.vendors[option],
            total=None if standing.total is None else float(standing.total),
            place=standing.place,
            is_tied=standing.is_tied,
            knocked_out_by=[self.criteria.get(key, key) for key in standing.knocked_out_by],
            unanswered=[demand for demand in self.demands if (option, demand.pk) not in self.answers],
            shares=firm.shares[option] if is_ranked else (),
            margin=firm.margin(option) if is_ranked else None,
            closeness=closeness.get(option),
            topsis_place=_place(option, closeness),
        )

    def _closeness(self, in_play) -> dict[int, float]:
        if not in_play:
            return {}
        rows = [[float(row[pk]) for pk in self.weights] for row in in_play.values()]
        found = topsis(
            rows,
            weights=[float(weight) for weight in self.weights.values()],
            higher_is_better=[True] * len(self.weights),
            normalisation=self.covered.normalisation,
        )
        return dict(zip(in_play, found, strict=True))

    def _changes(self, in_play) -> list[tuple[VendorCriterion, Change | None]]:
        found = weight_changes(in_play, weights=self.weights)
        return [
            (
                self.criteria[pk],
                move
                and Change(self.criteria[pk], float(move.before), float(move.after), self.vendors[move.overtaken_by]),
            )
            for pk, move in found.items()
        ]

    def _move(self, ranked: list[int]) -> Move | None:
        found = smallest_score_change(
            {option: self.given[option] for option in ranked},
            weights=self.weights,
            scale=(LOWEST, HIGHEST),
            knock_outs=self.limits,
        )
        if found is None:
            return None
        rival = None if found.overtaken_by is None else self.vendors[found.overtaken_by]
        return Move(self.vendors[found.option], self.criteria[found.criterion], found.points, rival)

    def _matrix(self, order: list[int], ranked: list[int]) -> list[tuple[VendorCriterion, list[Cell]]]:
        selection = self.covered.selection
        talks = {
            (talk.vendor_id, talk.criterion_id): talk
            for talk in Talk.objects.filter(round=selection).select_related("by")
        }
        changes = defaultdict(list)
        for change in ScoreChange.objects.filter(score__evaluator__round=selection).select_related("score"):
            changes[(change.score.vendor_id, change.score.criterion_id)].append(change)
        rows = []
        for pk, criterion in self.criteria.items():
            best = max((self.means[option][pk] for option in ranked), default=None)
            cells = [
                Cell(
                    vendor=self.vendors[option],
                    criterion=criterion,
                    scores=self.scores[option].get(pk, []),
                    is_best=option in ranked and self.means[option].get(pk) == best,
                    talk=talks.get((option, pk)),
                    changes=changes.get((option, pk), []),
                )
                for option in order
            ]
            rows.append((criterion, cells))
        return rows


def _place(option: int, closeness: dict[int, float]) -> int | None:
    if option not in closeness:
        return None
    return 1 + sum(other > closeness[option] + 1e-9 for other in closeness.values())
