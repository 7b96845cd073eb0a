"""Charts of one objective: its months against the target, and the days of one month."""

import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from core.charts import Chart, figures
from core.text import gap, listed
from sla import telling
from sla.models import MonthlyResult, Objective


def of_months(objective: Objective, results: list[MonthlyResult]) -> Chart | None:
    """Adjusted values by month, raw ones as hollow dots; results with the oldest first."""
    found = [result for result in results if result.adjusted is not None]
    if not found:
        return None
    less = objective.direction == Objective.Direction.AT_MOST
    shown = [telling.figure(result.adjusted, objective, result.target) for result in found]
    digits = min(max((_places(text) for text in shown), default=0), 4)
    missed = [telling.month_words(result.month) for result in found if result.attained is False]
    message = _("Every month shown reached the target.")
    if missed:
        message = _("Target missed: %(months)s.") % {"months": listed(missed)}
    drawn = figures.target_line_chart(
        [f"{result.month:%Y-%m}" for result in found],
        [float(result.adjusted) for result in found],
        target=float(objective.target),
        name=_("adjusted"),
        miss_word=_("missed"),
        raw=[float(result.raw) if result.raw is not None else None for result in found],
        raw_name=_("raw, before exclusions"),
        y_title=_unit_words(objective),
        unit=f"{gap()}%" if objective.is_percentage else f" {telling.unit_of(objective)}".rstrip(),
        places=digits,
        below_is_missed=not less,
    )
    return Chart(
        figure=_with_headroom(drawn),
        title=_("%(name)s by month") % {"name": objective},
        description=message,
        columns=[_("Month"), _("Adjusted"), _("Raw"), _("Target")],
        rows=[
            [
                telling.month_words(result.month),
                telling.figure(result.adjusted, objective, result.target),
                telling.figure(result.raw, objective, result.target),
                telling.target_figure(objective, result.target),
            ]
            for result in found
        ],
    )


def _places(text: str) -> int:
    mark = formats.get_format("DECIMAL_SEPARATOR")
    return len(text.partition(mark)[2])


def _unit_words(objective: Objective) -> str:
    if objective.is_percentage:
        return _("Percent")
    return telling.unit_of(objective) or str(objective.get_kind_display())


def _with_headroom(figure: figures.Figure) -> figures.Figure:
    """Room above the highest value, so that its number does not run into the key."""
    low, high = figure["layout"]["yaxis"]["range"]
    figure["layout"]["yaxis"]["range"] = [low, high + (high - low) * 0.12]
    return figure


def of_days(result: MonthlyResult) -> Chart | None:
    """What each day used of the error budget, in minutes or events."""
    objective = result.objective
    days = [(datetime.date.fromisoformat(day), bad, whole) for day, bad, whole in result.days]
    if not any(whole for _day, _bad, whole in days):
        return None
    by_time = objective.statistic == Objective.Statistic.TIME
    scale, places = (60, 1) if by_time else (1, 0)
    words = _words(objective)
    bad_days = [(day, bad) for day, bad, _whole in days if bad]
    worst = max(bad_days, key=lambda item: item[1], default=None)
    message = _("No day of this month stands out: nothing went wrong.")
    if not objective.is_percentage:
        message = _("What was recorded on each day.")
    elif worst:
        message = _("The worst day was %(day)s.") % {"day": formats.date_format(worst[0], "DATE_FORMAT")}
    return Chart(
        figure=figures.bar_chart(
            {words: [round(bad / scale, 4) for _day, bad, _whole in days]},
            [str(day.day) for day, _bad, _whole in days],
            y_title=words,
            places=places if by_time or all(float(bad).is_integer() for _d, bad, _w in days) else 2,
        ),
        title=_("Day by day"),
        description=message,
        columns=[_("Day"), words, _("Minutes known") if by_time else _("Counted")],
        rows=[
            [
                formats.date_format(day, "SHORT_DATE_FORMAT"),
                formats.number_format(round(bad / scale, 2), force_grouping=True),
                formats.number_format(round(whole / scale, 2), force_grouping=True),
            ]
            for day, bad, whole in days
        ],
    )


def _words(objective: Objective) -> str:
    statistic = objective.statistic
    if statistic == Objective.Statistic.TIME:
        return _("Minutes down")
    if statistic == Objective.Statistic.WITHIN or objective.of_tickets:
        return _("Beyond the limit")
    if statistic == Objective.Statistic.SHARE:
        return _("Went wrong")
    return _("Recorded")
