"""A comparison worked out, as pages, reports and the record of the choice read it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from vendors.comparison.cells import Cell
from vendors.comparison.lines import Change, Line, Move
from vendors.models import Evaluator, KnockOut, SelectionRound, VendorCriterion
from vendors.robustness import Firmness, firmness
from vendors.topsis import Normalisation, leads

#: How far weights are moved to see what lies near the set ones.
WITHIN = 25


@dataclass(frozen=True)
class Comparison:
    """Covered (no lines) until every sheet is in."""

    selection: SelectionRound
    criteria: list[VendorCriterion]
    evaluators: list[Evaluator]
    demands: list[KnockOut] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    matrix: list[tuple[VendorCriterion, list[Cell]]] = field(default_factory=list)
    changes: list[tuple[VendorCriterion, Change | None]] = field(default_factory=list)
    move: Move | None = None
    central: dict[int, dict[int, float]] = field(default_factory=dict)
    normalisation: Normalisation = "vector"
    means: dict[int, dict[int, Any]] = field(default_factory=dict)

    @property
    def missing(self) -> list[Evaluator]:
        return [evaluator for evaluator in self.evaluators if evaluator.state != Evaluator.State.SUBMITTED]

    @property
    def is_open(self) -> bool:
        return bool(self.evaluators) and bool(self.lines) and not self.missing

    @cached_property
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
    def change(self) -> Change | None:
        """The smallest of all single changes of a weight."""
        found = [change for _criterion, change in self.changes if change]
        return min(found, key=lambda change: abs(change.points), default=None)

    @property
    def topsis_agrees(self) -> bool:
        return not any(line.seen_otherwise for line in self.ranked)

    @property
    def topsis_first(self) -> list[Line]:
        return [line for line in self.ranked if line.topsis_place == 1]

    @property
    def why_topsis(self) -> tuple[VendorCriterion, VendorCriterion] | None:
        """Where its first place leads ours most as it measures gaps, and where ours leads; None where it agrees on it."""
        ours, theirs = self.first, self.topsis_first
        if not ours or not theirs or {line.vendor for line in ours} & {line.vendor for line in theirs}:
            return None
        rows = list(self.means)
        found = leads(
            [[float(self.means[pk][criterion.pk]) for criterion in self.criteria] for pk in rows],
            rows.index(theirs[0].vendor.pk),
            rows.index(ours[0].vendor.pk),
            weights=[float(criterion.weight) for criterion in self.criteria],
            normalisation=self.normalisation,
        )
        best, worst = found.index(max(found)), found.index(min(found))
        return self.criteria[best], self.criteria[worst]

    @cached_property
    def cells(self) -> list[Cell]:
        return [cell for _criterion, cells in self.matrix for cell in cells]

    @property
    def apart(self) -> list[Cell]:
        """Cells on which the evaluators are apart, those not talked over first, widest first."""
        found = [cell for cell in self.cells if cell.asks_for_talk]
        return sorted(found, key=lambda cell: (cell.talk is not None, -cell.gap))

    @property
    def to_talk(self) -> list[Cell]:
        return [cell for cell in self.apart if cell.is_open]

    @property
    def evidenced(self) -> int:
        return sum(bool(score.evidence) for cell in self.cells for score in cell.scores)

    @property
    def scored(self) -> int:
        return sum(len(cell.scores) for cell in self.cells)

    def line_of(self, vendor_id: int) -> Line | None:
        return next((line for line in self.lines if line.vendor.pk == vendor_id), None)

    def near(self, within: int = WITHIN) -> Firmness[int, int]:
        """Where each vendor in play stands when no weight is further than `within` percent from the set one."""
        weights = {criterion.pk: criterion.weight for criterion in self.criteria}
        return firmness(self.means, weights=weights, within=within / 100)
