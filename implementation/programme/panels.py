"""The plan against the calendar: a dimension of the status and the first pages of the report."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.evidence import in_every_language, plain
from core.text import day, say
from implementation.programme import registry
from implementation.programme.models import Milestone, Programme, Stage
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
    url = reverse("path", args=[programme.pk])
    found = list(_lateness(programme, timezone.localdate(), limits.inner))
    if not found:
        return Status(NO_DATA, _("No stage is under way."), url)
    late, text, where = max(found, key=lambda item: item[0])
    if late <= 0:
        return Status(ON_TRACK, _("Everything due so far is on time."), url)
    return Status(limits.level(late), text, where)


@registry.panel("programme.plan", title=_("Plan"), order=10, detail="programme/_report.html")
def plan(programme: Programme) -> dict[str, Any]:
    today = timezone.localdate()
    stages = list(programme.stages.all())
    running = (Stage.State.UNDER_WAY, Stage.State.PAUSED)
    return plain(
        {
            "strategy": in_every_language(Programme.Strategy(programme.strategy).label),
            "stages": [
                {
                    "number": stage.number,
                    "name": stage.name,
                    "state": stage.state,
                    "tone": stage.TONES[stage.state],
                    "words": in_every_language(Stage.State(stage.state).label),
                    "planned_start": stage.planned_start,
                    "planned_end": stage.planned_end,
                    "expected_end": stage.expected_end,
                    "days_late": _days_late(stage, today) if stage.state in running else stage.days_late,
                }
                for stage in stages
            ],
        }
    )
