"""Programmes beyond their tolerance, and what people write about it."""

import datetime

from django.utils import timezone

from implementation.programme.actions import status as actions
from implementation.programme.models import ExceptionNote, Milestone, Stage, StatusOverride
from tests.factories import user_as


def days(n: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=n)


def make_late(programme, by: int = 40) -> Stage:
    """The first stage is expected that many days after its plan; nothing else is overdue."""
    Milestone.objects.filter(programme=programme).update(due=days(90))
    stage = programme.stages.get(number=1)
    Stage.objects.filter(pk=stage.pk).update(forecast_end=stage.planned_end + datetime.timedelta(days=by))
    stage.refresh_from_db()
    return stage


def make_note(programme, *, state="draft", dimension="schedule", until=None, by=None) -> ExceptionNote:
    """A note as people bring it to this state."""
    manager = by or user_as("manager", programme)
    note = ExceptionNote(
        programme=programme,
        dimension=dimension,
        cause="Two people left.",
        consequence="Six weeks later.",
        options="Wait\nHire two people",
        recommendation="Hire.",
        until=until or days(30),
    )
    actions.write_exception(note, by=manager)
    if state == "draft":
        return note
    actions.submit_exception(note, by=manager)
    if state in ("accepted", "rejected"):
        actions.answer_exception(note, outcome=state, option=2, reason="As said.", by=user_as("sponsor", programme))
    return ExceptionNote.objects.get(pk=note.pk)


def make_override(programme, *, dimension="schedule", level="at_risk", until=None, by=None) -> StatusOverride:
    override = StatusOverride(
        programme=programme,
        dimension=dimension,
        level=level,
        reason="The vendor has promised it.",
        until=until or days(7),
    )
    return actions.override_status(override, by=by or user_as("manager", programme))
