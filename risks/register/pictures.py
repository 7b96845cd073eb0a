"""Pictures of the register over time."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import stacked_bars
from core.text import day, listed
from risks.register.history import Arrow
from risks.scale import SIZE, Scale

#: One cell of the drawn grid, and the room for its labels.
CELL, LEFT, TOP = 88, 36, 8
SHORTEN = 16


@dataclass(frozen=True)
class Line:
    """An arrow as it is drawn: from and to, where its number stands, how thick it is."""

    arrow: Arrow
    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Square:
    x: int
    y: int
    level: int
    words: Any


def centre(place: tuple[int, int], shift: int = 0) -> tuple[float, float]:
    likelihood, impact = place
    return LEFT + (impact - 0.5) * CELL + shift, TOP + (SIZE - likelihood + 0.5) * CELL + shift


def drawn(arrow: Arrow) -> Line:
    """The two kinds run beside each other, so that there and back can be told apart."""
    shift = -10 if arrow.kind == "inherent-current" else 10
    (x1, y1), (x2, y2) = centre(arrow.begin, shift), centre(arrow.end, shift)
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    along = ((x2 - x1) / length, (y2 - y1) / length)
    end = x2 - along[0] * SHORTEN, y2 - along[1] * SHORTEN
    middle = (x1 * 2 + x2) / 3, (y1 * 2 + y2) / 3
    numbers = [round(value, 1) for value in (x1, y1, *end, *middle)]
    return Line(arrow, *numbers, width=min(1.5 + arrow.count / 2, 6))


def squares(scale: Scale) -> list[Square]:
    places = [(likelihood, impact) for likelihood in range(SIZE, 0, -1) for impact in range(1, SIZE + 1)]
    found = []
    for likelihood, impact in places:
        level = scale.grid[likelihood - 1][impact - 1]
        x, y = LEFT + (impact - 1) * CELL, TOP + (SIZE - likelihood) * CELL
        found.append(Square(x, y, level, scale.level_word(level)))
    return found


#: Levels that share a colour, the worst first: a chart tells five apart.
BANDS = ((4,), (3,), (2,), (1, 0), (None,))


def burn_down_chart(points: list[tuple[datetime.date, Mapping[int | None, int]]], scale: Scale) -> Chart:
    """Open risks at each month's end, the worst level first."""
    bands = [band for band in BANDS if any(_count(counts, band) for _on, counts in points)] or [BANDS[0]]
    labels, names = [str(day(on)) for on, _counts in points], [_name(band, scale) for band in bands]
    lines = [[_count(counts, band) for band in bands] for _on, counts in points]
    columns = [list(values) for values in zip(*lines, strict=True)]
    return Chart(
        figure=stacked_bars(dict(zip(names, columns, strict=True)), labels),
        title=_("Open risks by level"),
        description=_("%(n)s risks are open today.") % {"n": sum(lines[-1])},
        columns=[_("Day"), *names, _("Together")],
        rows=[[label, *map(str, line), str(sum(line))] for label, line in zip(labels, lines, strict=True)],
    )


def _count(counts: Mapping[int | None, int], band: tuple[int | None, ...]) -> int:
    return sum(counts.get(level, 0) for level in band)


def _name(band: tuple[int | None, ...], scale: Scale) -> str:
    return listed(_("Not rated") if level is None else scale.level_word(level) for level in band)
