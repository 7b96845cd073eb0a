"""A closed survey as its page tells it: everything from the frozen result."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.survey.charts import elements_chart
from change_mgmt.survey.comparison import movements
from change_mgmt.survey.elements import Element
from change_mgmt.survey.models import BarrierStep, SurveyResult
from change_mgmt.survey.proposals import PROPOSALS
from change_mgmt.survey.results import ALL, POOL, Line, Result
from core.evidence import in_this_language
from core.text import listed, number

#: Words for the bands of an average: strong, in place, weak, missing.
WORDS = {
    0: pgettext_lazy("readiness", "Strong"),
    1: pgettext_lazy("readiness", "In place"),
    3: pgettext_lazy("readiness", "Weak"),
    4: pgettext_lazy("readiness", "Missing"),
}


def called(line: Line) -> str:
    if line.key == ALL:
        return str(_("Everybody"))
    return str(_("Other groups")) if line.key == POOL else in_this_language(line.names[0])


def inside(line: Line) -> str:
    """The groups that are told together."""
    return listed(in_this_language(name) for name in line.names) if line.key == POOL else ""


def row_of(line: Line) -> dict[str, Any]:
    return {
        "line": line,
        "name": called(line),
        "inside": inside(line),
        "cells": [(score, number(score.figure, score.places), WORDS[score.band]) for score in line.scores.values()],
        "barrier": Element(line.barrier).label if line.barrier else "",
    }


def barriers_of(result: Result, programme) -> list[dict[str, Any]]:
    """The barrier of each row with what usually helps and what is being done; two queries."""
    taken: dict[tuple[str, str], list[BarrierStep]] = {}
    for step in BarrierStep.objects.filter(survey=result.kept.survey_id).select_related("task__owner"):
        taken.setdefault((step.row, step.element), []).append(step)
    found = []
    for line in result.lines:
        if line.barrier:
            proposal = PROPOSALS[Element(line.barrier)]
            row = {"proposal": proposal, "address": proposal.address(programme), "element": line.barrier}
            found.append(row_of(line) | row | {"steps": taken.get((line.key, line.barrier), [])})
    return found


def told(kept: SurveyResult, before: SurveyResult | None, programme) -> dict[str, Any]:
    now, then = Result(kept), Result(before) if before else None
    moves = movements(now, then) if then and now.is_told else []
    return {
        "result": now,
        "kept": kept,
        "elements": list(Element),
        "rows": [row_of(line) for line in now.lines],
        "barriers": barriers_of(now, programme),
        "chart": elements_chart(now, then),
        "before": before,
        "moves": [
            {
                "name": called(move.line),
                "inside": inside(move.line),
                "move": move,
                "changes": list(move.by_element.values()),
            }
            for move in moves
        ],
        "left_out": len(now.lines) - len(moves) if then else 0,
    }
