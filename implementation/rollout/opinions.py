"""What the people of a pilot think of it: how many spoke, how well it works for them, week by week."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import text
from core.charts import Chart
from core.charts.figures import line_chart
from implementation.rollout.models import Pilot

NARROW = (300, 190)


@dataclass(frozen=True)
class Week:
    """The answers of one week, named by its Monday."""

    monday: datetime.date
    answers: int
    average: float


@dataclass(frozen=True)
class Opinions:
    answers: int
    average: float | None
    weeks: list[Week]


def opinions_from(said: Iterable[tuple[datetime.date, int]]) -> Opinions:
    """From (day, rating of 1 to 5) of each answer."""
    weeks: dict[datetime.date, list[int]] = defaultdict(list)
    for day, rating in said:
        weeks[day - datetime.timedelta(days=day.weekday())].append(rating)
    found = [Week(monday, len(given), sum(given) / len(given)) for monday, given in sorted(weeks.items())]
    everything = [rating for given in weeks.values() for rating in given]
    return Opinions(len(everything), sum(everything) / len(everything) if everything else None, found)


def opinions_of(pilot: Pilot) -> Opinions:
    rows = pilot.feedback.order_by().values_list("at", "rating")
    return opinions_from((timezone.localtime(at).date(), rating) for at, rating in rows)


def opinion_chart(opinions: Opinions) -> Chart | None:
    """None where nobody has spoken."""
    if not opinions.weeks:
        return None
    first = opinions.weeks[0].monday
    return Chart(
        figure=line_chart(
            {"": [round(week.average, 2) for week in opinions.weeks]},
            [str((week.monday - first).days // 7 + 1) for week in opinions.weeks],
            size=NARROW,
        ),
        title=str(_("How well it works, average of each week, 1 to 5")),
        description=str(
            text.say(
                _("{n} answers, {average} of 5 on average."),
                n=opinions.answers,
                average=text.number(opinions.average, 1),
            )
        ),
        columns=[str(word) for word in (_("Week from"), _("Answers"), _("Average"))],
        rows=[[str(text.day(week.monday)), week.answers, str(text.number(week.average, 1))] for week in opinions.weeks],
    )
