"""What a run was, as plain facts that can be frozen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import plain, words_of
from core.text import say
from implementation.rollout.models import Run, RunStep


def facts_of(run: Run) -> dict[str, Any]:
    steps = list(run.steps.select_related("responsible", "done_by", "confirmed_by"))
    return plain(
        {
            "checklist": str(run.runbook),
            "kind": words_of(run.runbook, "kind"),
            "rehearsal": run.rehearsal,
            "module": run.runbook.module.name,
            "pilot": run.runbook.pilot.name if run.runbook.pilot else "",
            "why": run.why,
            "started_by": run.started_by.name,
            "started_at": run.started_at,
            "ended_at": run.ended_at,
            "minutes": run.minutes,
            "limit": run.limit_minutes,
            "state": run.state,
            "words": words_of(run, "state"),
            "steps": [_step(step) for step in steps],
        }
    )


def _step(step: RunStep) -> dict[str, Any]:
    return {
        "number": step.number,
        "text": step.text,
        "responsible": step.responsible.name if step.responsible else "",
        "planned_minutes": step.planned_minutes,
        "minutes": step.minutes,
        "no_return": step.no_return,
        "state": step.state,
        "tone": step.TONES[step.state],
        "words": words_of(step, "state"),
        "done_by": step.done_by.name if step.done_by else "",
        "confirmed_by": step.confirmed_by.name if step.confirmed_by else "",
        "ended_at": step.ended_at,
        "attempts": step.attempts,
        "remark": step.remark,
    }


def time_against_limit(minutes: int, limit: int | None):
    """A sentence: how long it took, and whether that was within what was allowed."""
    if limit is None:
        return say(_("{minutes} minutes."), minutes=minutes)
    text = _("{minutes} minutes, within the limit of {limit}.")
    over = _("{minutes} minutes, over the limit of {limit}.")
    return say(text if minutes <= limit else over, minutes=minutes, limit=limit)
