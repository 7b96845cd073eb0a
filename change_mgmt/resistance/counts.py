"""How many signs there are, by kind and by department, open and closed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from change_mgmt.resistance.models import Sign
from core.charts import Chart, figures
from core.charts.tokens import ON_SERIES, SERIES

PALE = 3


@dataclass(frozen=True)
class Count:
    label: Any
    open: int
    closed: int


def by_kind(signs: list[Sign]) -> list[Count]:
    """Kinds that occur, in the order of the model."""
    found = [_count(kind.label, [sign for sign in signs if sign.kind == kind]) for kind in Sign.Kind]
    return [item for item in found if item.open + item.closed]


def by_department(signs: list[Sign]) -> list[Count]:
    """Departments that occur, the most open ones first."""
    groups: dict[str, list[Sign]] = {}
    for sign in signs:
        name = sign.department.name if sign.department else _("The whole organisation")
        groups.setdefault(name, []).append(sign)
    found = [_count(name, items) for name, items in groups.items()]
    return sorted(found, key=lambda item: (-item.open, -item.closed, str(item.label)))


def _count(label: Any, signs: list[Sign]) -> Count:
    opened = sum(sign.is_open for sign in signs)
    return Count(label, opened, len(signs) - opened)


def chart(counts: list[Count], *, title: str, first: str) -> Chart:
    """Open ones strong, closed ones pale beside them."""
    labels = [str(item.label) for item in counts]
    series = {_("Open"): [item.open for item in counts], _("Closed"): [item.closed for item in counts]}
    figure = figures.stacked_bars(series, labels, size=(560, 62 + len(labels) * 34))
    pale = figure["data"][1]
    pale["marker"]["color"], pale["textfont"]["color"] = SERIES[PALE], ON_SERIES[PALE]
    most = max(counts, key=lambda item: item.open)
    told = _("Most open: %(name)s, %(n)d.") % {"name": most.label, "n": most.open}
    return Chart(
        figure=figure,
        title=title,
        description=told if most.open else _("None is open."),
        columns=[first, _("Open"), _("Closed")],
        rows=[[item.label, item.open, item.closed] for item in counts],
    )
