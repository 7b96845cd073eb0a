"""The checklist of a gate: every criterion looked at now, what they add up to, and which decisions that opens."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import ngettext_lazy

from core.evidence import in_every_language, plain
from core.text import say
from implementation.gates.evaluation import evaluate
from implementation.gates.evidence import Kept, evidence_of
from implementation.gates.models import Criterion, Gate, Outcome
from implementation.gates.registry import KNOCK_OUT, MET, MUST, NOT_APPLICABLE, NOT_MET, PARTLY, SHOULD, Result
from implementation.gates.versions import as_asked_for, number_of

#: What a should-meet criterion earns of its weight.
EARNS = {MET: 1.0, PARTLY: 0.5, NOT_MET: 0.0}
TONES = {MET: "ok", PARTLY: "partly", NOT_MET: "bad", NOT_APPLICABLE: "none"}
URGENCY = {NOT_MET: 0, PARTLY: 1, MET: 2, NOT_APPLICABLE: 3}
_KIND = {KNOCK_OUT: 0, MUST: 1, SHOULD: 2}


@dataclass(frozen=True)
class Line:
    criterion: Criterion
    result: Result

    @property
    def tone(self):
        return TONES[self.result.state]

    @property
    def words(self):
        return Criterion.Result(self.result.state).label

    @property
    def is_settled(self):
        return self.result.state in (MET, NOT_APPLICABLE)


@dataclass(frozen=True)
class Checklist:
    gate: Gate
    lines: list[Line] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Line]:
        return [line for line in self.lines if line.criterion.kind in kinds]

    @property
    def todo(self) -> list[Line]:
        """What is not met, the most urgent first."""
        open_lines = [line for line in self.lines if not line.is_settled]
        return sorted(open_lines, key=lambda line: (_KIND[line.criterion.kind], URGENCY[line.result.state]))

    @property
    def settled(self) -> list[Line]:
        return [line for line in self.lines if line.is_settled]

    @property
    def must(self) -> list[Line]:
        return self.of(MUST, KNOCK_OUT)

    @property
    def should(self) -> list[Line]:
        return self.of(SHOULD)

    @property
    def open_musts(self) -> int:
        return sum(not line.is_settled for line in self.must)

    @property
    def open_knock_outs(self) -> int:
        return sum(not line.is_settled for line in self.of(KNOCK_OUT))

    @property
    def score(self) -> int | None:
        """The should-meet criteria: weight earned of 100, half for partly met; None when none applies."""
        counted = [line for line in self.should if line.result.state != NOT_APPLICABLE]
        total = sum(line.criterion.weight for line in counted)
        if not total:
            return None
        return round(100 * sum(EARNS[line.result.state] * line.criterion.weight for line in counted) / total)

    def closed(self, outcome: str):
        """Why a decision is not possible on these facts; None when it is."""
        if outcome == Outcome.GO and self.open_musts:
            return say(
                ngettext_lazy(
                    "Closed: {n} must-meet criterion is not met.",
                    "Closed: {n} must-meet criteria are not met.",
                    self.open_musts,
                ),
                n=self.open_musts,
            )
        if outcome == Outcome.CONDITIONAL and self.open_knock_outs:
            return say(
                ngettext_lazy(
                    "Closed: {n} knock-out is not met.", "Closed: {n} knock-outs are not met.", self.open_knock_outs
                ),
                n=self.open_knock_outs,
            )
        return None

    @cached_property
    def evidence(self) -> dict[int, Kept]:
        """Files and links by the number of the criterion that they stand beside."""
        return evidence_of([line.criterion.pk for line in self.lines])

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Everything that a decision rests on, as JSON, readable in every language."""
        return plain(
            {
                "gate": self.gate.name,
                "kind": self.gate.kind,
                "due": self.gate.due,
                "quorum": self.gate.quorum,
                "approvers": [
                    {"name": item.user.name, "place": item.position}
                    for item in self.gate.approvers.select_related("user")
                ],
                "recycles": self.gate.recycles,
                "version": number_of(self.gate),
                "score": self.score,
                "should_floor": self.gate.should_floor,
                "criteria": [self._facts_of(line) for line in self.lines],
            }
        )

    def _facts_of(self, line: Line) -> dict[str, Any]:
        criterion = line.criterion
        kept = self.evidence.get(criterion.pk, Kept())
        return as_asked_for(criterion) | {
            "state": line.result.state,
            "evidence": in_every_language(line.result.evidence),
            "figures": line.result.figures,
            "owner": criterion.owner.name if criterion.owner else "",
            "judged_by": criterion.judged_by.name if criterion.judged_by else "",
            "verified_by": criterion.verified_by.name if criterion.verified_by else "",
            "files": kept.files,
            "links": kept.links,
        }


def look_at(gate: Gate) -> Checklist:
    """Evaluate every criterion of the gate against the live records."""
    criteria = gate.criteria.select_related("owner", "gate__programme__organisation", "judged_by", "verified_by")
    return Checklist(gate, [Line(criterion, evaluate(criterion, gate)) for criterion in criteria])
