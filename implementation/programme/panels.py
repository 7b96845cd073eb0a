"""The plan against the calendar: a dimension of the status and the first pages of the report."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.evidence import in_every_language, plain
from core.text import day, say
from implementation.programme import registry
from implementation.programme.charts import plan_chart, stages_of
from implementation.programme.models import (
    Deliverable,
    ExceptionAnswer,
    ExceptionNote,
    Milestone,
    Programme,
    Stage,
    StageShift,
)
from implementation.programme.registry import NO_DATA, ON_TRACK, Status

BOUNDS = registry.Bounds(5, 15, _("Days late"))


def _lateness(programme: Programme, today: datetime.date, tolerance: int) -> Iterator[tuple[int, Any, str]]:
    """Days late, the sentence and the page, of each stage under way and each milestone overdue."""
    for stage in programme.stages.filter(state__in=Stage.RUNNING):
        late, end = stage.slip, stage.expected_end
        text = say(
            ngettext_lazy(
                "{name} is expected to end on {day}, **{n} day** late; tolerance {tolerance}.",
                "{name} is expected to end on {day}, **{n} days** late; tolerance {tolerance}.",
                late,
            ),
            name=stage.name,
            day=day(end),
            n=late,
            tolerance=tolerance,
        )
        yield late, text, stage.get_absolute_url()
    overdue = programme.milestones.filter(state=Milestone.State.PLANNED, due__lt=today).select_related("stage")
    for milestone in overdue:
        late = (today - milestone.due).days
        text = say(
            ngettext_lazy(
                "{name} was due on {day}, **{n} day** ago; tolerance {tolerance}.",
                "{name} was due on {day}, **{n} days** ago; tolerance {tolerance}.",
                late,
            ),
            name=milestone.name,
            day=day(milestone.due),
            n=late,
            tolerance=tolerance,
        )
        yield late, text, milestone.get_absolute_url()


@registry.dimension(
    "schedule",
    label=_("Schedule"),
    order=10,
    bounds=BOUNDS,
    records=["programme.stage", "programme.milestone", "programme.deliverable"],
)
def schedule(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> Status:
    """The worst lateness of the stages under way and of the milestones overdue."""
    url = reverse("plan", args=[programme.pk])
    found = list(_lateness(programme, timezone.localdate(), limits.inner))
    if not found:
        return Status(NO_DATA, _("No stage is under way."), url)
    late, text, where = max(found, key=lambda item: item[0])
    if late <= 0:
        return Status(ON_TRACK, _("Everything due so far is on time."), url)
    return Status(limits.level(late), text, where)


@registry.panel("programme.plan", title=_("Plan"), order=10, detail="programme/_report.html")
def plan(programme: Programme) -> dict[str, Any]:
    stages = stages_of(programme)
    return plain(
        {
            "strategy": in_every_language(Programme.Strategy(programme.strategy).label),
            "stages": [_stage(stage) for stage in stages],
            "charts": [_chart(stages)] if stages else [],
        }
    )


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "number": stage.number,
        "name": stage.name,
        "state": stage.state,
        "tone": stage.TONES[stage.state],
        "words": in_every_language(Stage.State(stage.state).label),
        "standard_days": stage.standard_days,
        "planned_days": stage.planned_days,
        "actual_days": stage.actual_days,
        "planned_start": stage.planned_start,
        "planned_end": stage.planned_end,
        "expected_end": stage.expected_end,
        "is_computed": stage.expected.is_computed,
        "days_late": stage.slip,
    }


def _chart(stages: list[Stage]) -> dict[str, Any]:
    """Drawn once in each language, so that a frozen report can be read in all of them."""
    drawn = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            drawn[code] = plan_chart(stages)
    return {
        "figure": {code: chart.figure for code, chart in drawn.items()},
        "title": {code: chart.title for code, chart in drawn.items()},
        "description": {code: chart.description for code, chart in drawn.items()},
    }


@registry.panel(
    "programme.exceptions", title=_("Exception notes"), order=15, detail="programme/_report_exceptions.html"
)
def exceptions(programme: Programme) -> dict[str, Any]:
    """The notes that are not closed, with the sponsor's latest answer."""
    notes = programme.exceptionnotes.unfinished().select_related("by").prefetch_related("answers")
    return plain({"notes": [_note(note) for note in notes]})


def _note(note: ExceptionNote) -> dict[str, Any]:
    answer = next(iter(note.answers.all()), None)
    return {
        "dimension": in_every_language(registry.label_of(note.dimension)),
        "tone": note.TONES[note.state],
        "words": in_every_language(ExceptionNote.State(note.state).label),
        "cause": note.cause,
        "consequence": note.consequence,
        "options": note.option_list,
        "recommendation": note.recommendation,
        "until": note.until,
        "by": note.by.name,
        "answer": answer
        and {
            "words": in_every_language(ExceptionAnswer.Outcome(answer.outcome).label),
            "option": answer.option,
            "reason": answer.reason,
            "by": answer.by_name,
            "role": answer.by_role,
            "on": timezone.localdate(answer.at),
            "sha256": answer.facts_sha256,
        },
    }


@registry.moves_along
def milestones_move(stages: list[Stage], since: datetime.date) -> Iterator[registry.Move]:
    found = Milestone.objects.filter(stage__in=stages, state=Milestone.State.PLANNED, due__gte=since)
    for milestone in found.order_by("stage__number", "due", "pk"):
        yield registry.Move(milestone, ("due",), "programme.edit_plan")


@registry.moves_along
def deliverables_move(stages: list[Stage], since: datetime.date) -> Iterator[registry.Move]:
    found = Deliverable.objects.filter(stage__in=stages, state=Deliverable.State.DUE, due__gte=since)
    for deliverable in found.order_by("stage__number", "due", "pk"):
        yield registry.Move(deliverable, ("due",), "programme.edit_plan")


@registry.events
def shifted(programme: Programme, since, until) -> Iterator[registry.Event]:
    found = StageShift.objects.filter(stage__programme=programme, at__date__gte=since, at__date__lte=until)
    for shift in found.select_related("stage"):
        text = say(
            _("{stage}: {what} moved from {before} to {after}."),
            stage=shift.stage.name,
            what=StageShift.End(shift.end).label,
            before=day(shift.before),
            after=day(shift.after),
        )
        yield registry.Event(timezone.localdate(shift.at), in_every_language(text))


@registry.events
def answered(programme: Programme, since, until) -> Iterator[registry.Event]:
    found = ExceptionAnswer.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for answer in found.select_related("note"):
        text = say(
            _("Exception note on {dimension}: {outcome}, by {name}."),
            dimension=registry.label_of(answer.note.dimension),
            outcome=ExceptionAnswer.Outcome(answer.outcome).label,
            name=answer.by_name,
        )
        yield registry.Event(timezone.localdate(answer.at), in_every_language(text))
