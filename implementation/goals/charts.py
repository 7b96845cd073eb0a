"""What a goal looks like over time: measured, the straight line to the target, how far behind is still on track, forecast."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.charts import Chart
from core.charts.frame import HEIGHT, WIDTH, heading, layout, left_margin, number_axis, thinned, ticks_for
from core.charts.labels import plain, width
from core.charts.lines import NO_EDGE
from core.charts.ticks import number
from core.charts.tokens import BAD, INK, SERIES
from core.text import bracketed, gap, say
from implementation.goals.forecast import forecast_of, series_of
from implementation.goals.models import Goal

Spots = list[tuple[datetime.date, float]]


def figure_of(goal: Goal) -> dict | None:
    """None until there are two days to draw a line between."""
    measured = [(item.on, float(item.value)) for item in series_of(goal)]
    if len(measured) < 2:
        return None
    line, edge, ahead = _straight(goal), _edge(goal), _ahead(goal, measured)
    spots = [*measured, *line, *edge, *ahead]
    days = [on for on, _value in spots]
    up = ticks_for([value for _on, value in spots])
    left, right = left_margin(up), 20
    unit = f"{gap()}{goal.unit}" if goal.unit else ""
    traces = [
        _trace(_("measured"), measured, unit, colour=SERIES[0], marks=True),
        _trace(_("straight line to the target"), line, unit, colour=INK, dash="4px,3px", wide=1),
        _trace(_("behind from here on"), edge, unit, colour=BAD, dash="2px,3px", wide=1),
        _trace(_("forecast"), ahead, unit, colour=SERIES[1], dash="8px,3px"),
    ]
    return {
        "data": [trace for trace in traces if trace],
        "layout": layout(
            xaxis=_days(min(days), max(days), room=WIDTH - left - right),
            yaxis=number_axis(up),
            left=left,
            right=right,
            top=56 if goal.unit else 34,
            size=(WIDTH, HEIGHT + 40),
            legend="",
            annotations=[heading(goal.unit, left=left)] if goal.unit else [],
        ),
    }


def _straight(goal: Goal) -> Spots:
    return [] if goal.missing else [(goal.begins, float(goal.baseline)), (goal.due, float(goal.target))]


def _edge(goal: Goal) -> Spots:
    """The straight line less the tolerance, from where it leaves the baseline."""
    if goal.missing or not goal.tolerance or goal.tolerance >= 100:
        return []
    way, share = float(goal.target - goal.baseline), goal.tolerance / 100
    starts = goal.begins + datetime.timedelta(days=round((goal.due - goal.begins).days * share))
    return [(starts, float(goal.baseline)), (goal.due, float(goal.baseline) + way * (1 - share))]


def _ahead(goal: Goal, measured: Spots) -> Spots:
    found = forecast_of(goal)
    return [] if found is None else [(found.trend.last, float(found.trend.level)), (goal.due, float(found.value))]


def _trace(name: str, spots: Spots, unit: str, *, colour: str, dash: str = "", wide: int = 2, marks: bool = False):
    if not spots:
        return None
    line: dict[str, Any] = {"color": colour, "width": wide}
    made: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers" if marks else "lines",
        "name": plain(name),
        "x": [on.isoformat() for on, _value in spots],
        "y": [value for _on, value in spots],
        "line": line | ({"dash": dash} if dash else {}),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [plain(f"{name}: {on.isoformat()}, {number(value, 1)}{unit}") for on, value in spots],
    }
    if marks:
        made["marker"] = {"color": colour, "size": 7, "opacity": 1, "line": NO_EDGE}
    return made


def _days(first: datetime.date, last: datetime.date, *, room: float) -> dict[str, Any]:
    side = datetime.timedelta(days=max(2, (last - first).days // 40))
    low, high = first - side, last + side
    months = _months(low, high) or [low.isoformat()]
    return {
        "type": "date",
        "range": [low.isoformat(), high.isoformat()],
        "tickmode": "array",
        "tickvals": thinned(months, room=room, needed=width("2026-06") + 16),
        "tickformat": "%Y-%m",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
    }


def _months(low: datetime.date, high: datetime.date) -> list[str]:
    found, month = [], low.replace(day=1)
    while month <= high:
        if month >= low:
            found.append(month.isoformat())
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found


def rows_of(goal: Goal) -> list:
    return [[item.on.isoformat(), str(goal.shown(item.value))] for item in series_of(goal)]


def description_of(goal: Goal):
    return say(
        gettext_lazy("From {baseline} towards {target}; last {latest}."),
        baseline=goal.shown_baseline,
        target=goal.shown_target,
        latest=goal.shown_latest,
    )


def of_goal(goal: Goal) -> Chart | None:
    figure = figure_of(goal)
    if figure is None:
        return None
    rows = rows_of(goal)
    if found := forecast_of(goal):
        rows.append([bracketed(goal.due.isoformat(), _("forecast")), str(found.shown)])
    return Chart(figure, goal.title, str(description_of(goal)), [_("Measured on"), _("Value")], rows)
