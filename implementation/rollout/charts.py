"""The picture of adoption: active people each week, against the floor."""

from collections.abc import Sequence
from typing import Any

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from core import text
from core.charts import Chart
from core.charts.figures import line_chart
from core.charts.frame import HEIGHT, WIDTH
from implementation.rollout.progress import ADOPTION_FLOOR
from implementation.rollout.shares import WEEK, Week

#: For the box beside a pilot; paper takes the usual size.
NARROW = (300, 190)


def adoption_figure(figures: Sequence[Week], *, size: tuple[int, int] = (WIDTH, HEIGHT)) -> dict[str, Any]:
    """Shares in per cent, rounded to a tenth, by the number of the week since the first one recorded."""
    first = figures[0].week
    return line_chart(
        {"": [round(item.share, 1) for item in figures]},
        [str((item.week - first).days // 7 + 1) for item in figures],
        unit=f"{text.gap()}%",
        target=ADOPTION_FLOOR,
        size=size,
    )


TITLE = _("Active each week, in per cent")


def adoption_message(figures: Sequence[Week]):
    last = figures[-1]
    return text.say(
        _("{active} of {staff} people active in the last week, {share} %; floor {floor} %."),
        active=last.active_users,
        staff=last.staff,
        share=text.number(last.share, 0),
        floor=ADOPTION_FLOOR,
    )


def adoption_chart(figures: Sequence[Week]) -> Chart | None:
    """None where no week is recorded yet."""
    if not figures:
        return None
    return Chart(
        figure=adoption_figure(figures, size=NARROW),
        title=str(TITLE),
        description=str(adoption_message(figures)),
        columns=[str(word) for word in (_("Week from"), _("Active"), _("People"), _("Share, %"))],
        rows=[
            [str(text.day(item.week)), item.active_users, item.staff, str(text.number(item.share, 1))]
            for item in figures
        ],
    )


TREND_TITLE = _("Active people, in per cent of those who could be")


def _names(weeks: Sequence[Week]) -> list[str]:
    """A week by its Monday; with the year where there are more weeks than a year has."""
    style = "MONTH_DAY_FORMAT" if len(weeks) and weeks[-1].week - weeks[0].week < 52 * WEEK else "SHORT_DATE_FORMAT"
    return [formats.date_format(item.week, style) for item in weeks]


def trend_chart(weeks: Sequence[Week], averages: Sequence[float], *, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Chart:
    """Each week and four weeks together, by date, against the floor."""
    figure = line_chart(
        {
            str(_("Four weeks together")): [round(value, 1) for value in averages],
            str(_("Each week")): [round(item.share, 1) for item in weeks],
        },
        _names(weeks),
        unit=f"{text.gap()}%",
        target=ADOPTION_FLOOR,
        target_label=str(text.say(_("Floor {floor} %"), floor=ADOPTION_FLOOR)),
        size=size,
    )
    columns = (
        _("Week from"), _("Active"), _("People"), _("Share, %"), _("Four weeks, %"), _("Logins"), _("Records made"),
    )  # fmt: skip
    return Chart(
        figure=figure,
        title=str(TREND_TITLE),
        description=str(adoption_message(weeks)),
        columns=[str(word) for word in columns],
        rows=[
            [
                str(text.day(item.week)),
                item.active_users,
                item.staff,
                str(text.number(item.share, 1)),
                str(text.number(average, 1)),
                "–" if item.logins is None else item.logins,
                "–" if item.records is None else item.records,
            ]
            for item, average in zip(weeks, averages, strict=True)
        ],
    )
