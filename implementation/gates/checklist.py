"""The checklist of a gate: every criterion looked at now, what they add up to, and which decisions that opens."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.evidence import in_every_language, plain
from core.text import say
from implementation.gates import registry
from implementation.gates.models import Criterion, Gate, Outcome
from implementation.gates.registry import KNOCK_OUT, MET, MUST, NOT_APPLICABLE, NOT_MET, PARTLY, SHOULD, Result

#: What a should-meet criterion earns of its weight.
EARNS = {MET: 1.0, PARTLY: 0.5, NOT_MET: 0.0}
TONES = {MET: "ok", PARTLY: "partly", NOT_MET: "bad", NOT_APPLICABLE: "none"}
_URGENCY = {NOT_MET: 0, PARTLY: 1, MET: 2, NOT_APPLICABLE: 3}
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
        return sorted(open_lines, key=lambda line: (_KIND[line.criterion.kind], _URGENCY[line.result.state]))

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

    @property
    def facts(self) -> dict[str, Any]:
        """Everything that a decision rests on, as JSON, readable in every language."""
        return plain(
            {
                "gate": self.gate.name,
                "kind": self.gate.kind,
                "quorum": self.gate.quorum,
                "recycles": self.gate.recycles,
                "score": self.score,
                "should_floor": self.gate.should_floor,
                "criteria": [
                    {
                        "id": line.criterion.pk,
                        "check": line.criterion.check_name,
                        "parameters": line.criterion.parameters,
                        "title": in_every_language(line.criterion.shown_title),
                        "kind": line.criterion.kind,
                        "weight": line.criterion.weight,
                        "state": line.result.state,
                        "evidence": in_every_language(line.result.evidence),
                        "figures": line.result.figures,
                        "owner": line.criterion.owner.name if line.criterion.owner else "",
                    }
                    for line in self.lines
                ],
            }
        )


def look_at(gate: Gate) -> Checklist:
    """Evaluate every criterion of the gate against the live records."""
    criteria = gate.criteria.select_related("owner", "gate__programme__organisation", "judged_by", "verified_by")
    return Checklist(gate, [Line(criterion, evaluate(criterion, gate)) for criterion in criteria])


def evaluate(criterion: Criterion, gate: Gate) -> Result:
    if criterion.result == NOT_APPLICABLE:
        return Result(NOT_APPLICABLE, criterion.evidence, {}, criterion.get_absolute_url())
    if not criterion.is_computed:
        return _judged(criterion)
    check = registry.checks().get(criterion.check_name)
    if check is None:
        return Result(NOT_MET, _("This check is not part of the product any more: judge it by hand."), {}, "")
    return check.function(gate.programme, gate=gate, **{**check.parameters, **criterion.parameters})


def _judged(criterion: Criterion) -> Result:
    """A criterion judged by a person counts as met only when somebody else has verified it."""
    url = reverse("criterion", args=[criterion.gate.programme_id, criterion.pk])
    figures = {"result": criterion.result, "verified": bool(criterion.verified_by_id)}
    if not criterion.result:
        return Result(NOT_MET, _("Nobody has judged this yet."), figures, url)
    if criterion.result == MET and not criterion.verified_by_id:
        text = say(_("{evidence} Waits to be verified by someone else."), evidence=criterion.evidence)
        return Result(PARTLY, text, figures, url)
    return Result(criterion.result, criterion.evidence, figures, url)


@dataclass(frozen=True)
class Change:
    """How a criterion differs from its frozen state: ``tone`` ok (better), warn (worse) or now (other figures)."""

    title: Any
    tone: str
    words: Any
    was: Any
    now: Any


def changed_since(facts: dict, checklist: Checklist) -> dict[int, Change]:
    """By criterion number: what is not as it was frozen."""
    frozen = {item["id"]: item for item in facts["criteria"]}
    found = {}
    for line in checklist.lines:
        was = frozen.get(line.criterion.pk)
        if was is None or (was["state"] == line.result.state and was["figures"] == plain(line.result.figures)):
            continue
        better = _URGENCY[line.result.state] - _URGENCY[was["state"]]
        tone = "ok" if better > 0 else "warn" if better < 0 else "now"
        words = {"ok": _("Better"), "warn": _("Worse"), "now": _("Changed")}[tone]
        found[line.criterion.pk] = Change(
            line.criterion.shown_title, tone, words, was["evidence"], line.result.evidence
        )
    return found
