from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.charts import Chart
from core.charts.figures import line_chart
from core.text import say
from implementation.goals.models import Goal


def _series(goal: Goal) -> list:
    """One measurement a day, oldest first; of one day the one recorded last."""
    by_day = {item.on: item for item in reversed(goal.measurements.all())}
    return [by_day[on] for on in sorted(by_day)]


def figure_of(goal: Goal) -> dict | None:
    """The measurements over time with the target dashed; None until there are two to draw a line between."""
    found = _series(goal)
    if len(found) < 2:
        return None
    return line_chart(
        {goal.title: [float(item.value) for item in found]},
        [item.on.isoformat() for item in found],
        y_title=goal.unit,
        target=None if goal.target is None else float(goal.target),
    )


def rows_of(goal: Goal) -> list:
    return [[item.on.isoformat(), str(goal.shown(item.value))] for item in _series(goal)]


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
    columns = [_("Measured on"), _("Value")]
    return Chart(figure, goal.title, str(description_of(goal)), columns, rows_of(goal))
