"""The plan against the calendar, drawn from the stages with their milestones and gates."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts import Chart
from core.charts.figures import Points, Spans, timeline
from core.text import bracketed, day
from implementation.programme.models import Milestone, Programme, Stage


def stages_of(programme: Programme) -> list[Stage]:
    """The stages with what the chart and the tables need, in three queries."""
    return list(programme.stages.prefetch_related("milestones", "gates").order_by("number"))


def plan_chart(stages: list[Stage]) -> Chart | None:
    """``stages`` come with their milestones and gates; None while there is no stage."""
    if not stages:
        return None
    today = timezone.localdate()
    figure = timeline(
        [f"{stage.number} {stage.name}" for stage in stages],
        spans=_spans(stages, today),
        points=[
            Points(_("Milestone"), _points(stages, "milestones")),
            Points(_("Gate"), _points(stages, "gates"), diamond=True),
        ],
        today=today.isoformat(),
        today_label=_("Today"),
    )
    return Chart(figure, _("Plan against the calendar"), message(stages), columns(), [row(stage) for stage in stages])


def _spans(stages: list[Stage], today: datetime.date) -> list[Spans]:
    standard, planned, actual, ahead = [], [], [], []
    for index, stage in enumerate(stages):
        last = stage.planned_start + datetime.timedelta(days=max(stage.standard_days, 1) - 1)
        standard.append(_span(index, stage.planned_start, last))
        planned.append(_span(index, stage.planned_start, stage.planned_end))
        end = stage.expected_end
        if stage.actual_start and stage.actual_start <= today:
            actual.append(_span(index, stage.actual_start, max(min(end, today), stage.actual_start)))
        begin = max(stage.actual_start or stage.planned_start, today + datetime.timedelta(days=1))
        if stage.state in (Stage.State.NOT_STARTED, *Stage.RUNNING) and end >= begin:
            ahead.append(_span(index, begin, end))
    return [
        Spans(_("Standard"), 0, 3, standard),
        Spans(_("Planned"), 1, 2, planned),
        Spans(_("Actual"), 2, 0, actual),
        Spans(_("Expected"), 2, 1, ahead, dashed=True),
    ]


def _span(row: int, first: datetime.date, last: datetime.date) -> tuple[int, str, str]:
    return row, first.isoformat(), last.isoformat()


def _points(stages: list[Stage], name: str) -> list[tuple[int, str, str]]:
    return [
        (index, item.due.isoformat(), item.name)
        for index, stage in enumerate(stages)
        for item in getattr(stage, name).all()
    ]


def message(stages: list[Stage]) -> str:
    """What the chart shows, in a sentence."""
    running = [stage for stage in stages if stage.state in Stage.RUNNING]
    if not running:
        return _("No stage is under way.")
    stage = max(running, key=lambda item: item.slip)
    words = {"stage": stage.name, "day": str(day(stage.expected_end)), "n": abs(stage.slip)}
    if stage.slip > 0:
        text = ngettext(
            "%(stage)s is expected to end on %(day)s, %(n)d day later than planned.",
            "%(stage)s is expected to end on %(day)s, %(n)d days later than planned.",
            stage.slip,
        )
        return text % words
    return _("%(stage)s is expected to end on %(day)s, not later than planned.") % words


def columns() -> list[str]:
    return [
        _("Stage"),
        _("Standard, days"),
        _("Planned, days"),
        _("Planned"),
        _("Actual, days"),
        _("Expected, days"),
        _("Expected end"),
        _("Days late"),
    ]


def row(stage: Stage) -> list[str]:
    end = str(day(stage.expected_end))
    return [
        f"{stage.number} {stage.name}",
        str(stage.standard_days),
        str(stage.planned_days),
        f"{day(stage.planned_start)} – {day(stage.planned_end)}",
        "–" if stage.actual_days is None else str(stage.actual_days),
        str(stage.forecast_days),
        bracketed(end, _("computed")) if stage.expected.is_computed else end,
        str(stage.slip),
    ]


def overdue(milestones: Iterable[Milestone], today: datetime.date) -> int:
    return sum(item.state == Milestone.State.PLANNED and item.due < today for item in milestones)
