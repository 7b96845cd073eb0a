from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import line_chart, ranking_chart
from core.text import number, say
from implementation.readiness.dimensions import Layer
from implementation.readiness.standing import Standing

HIGHEST = 5


def levels_chart(standing: Standing) -> Chart | None:
    """The dimensions from the weakest, the weak ones drawn strong; None where no dimension has enough answers."""
    lines = [line for line in standing.lines if line.level]
    if not lines:
        return None
    weak = [place for place, line in enumerate(lines) if line.is_weak]
    figure = ranking_chart(
        [str(line.dimension.label) for line in lines],
        [round(line.level.mean, 2) for line in lines],
        first=weak,
        places=1,
        top=HIGHEST,
    )
    words = _("Weakest: %(dimension)s.") % {"dimension": lines[0].dimension.label}
    rows = [
        [
            str(line.dimension.label),
            str(number(line.level.mean, 1)),
            str(number(line.level.median, 1)),
            f"{number(line.level.lower, 1)} – {number(line.level.upper, 1)}",
        ]
        for line in lines
    ]
    columns = [_("Dimension"), _("Mean"), _("Median"), _("Half of the people between")]
    return Chart(figure, _("Levels, 1 to 5"), words, columns, rows)


def rounds_chart(standings: Sequence[Standing]) -> Chart | None:
    """The three layers from round to round; None before there are two."""
    if len(standings) < 2:
        return None
    names = [str(say(_("Round {n}"), n=standing.result.facts["number"])) for standing in standings]
    layers = {str(layer.label): [dict(item.layers)[layer.label] for item in standings] for layer in Layer}
    series = {name: [None if value is None else round(value, 2) for value in values] for name, values in layers.items()}
    rows = [
        [name, *["–" if values[place] is None else str(number(values[place], 1)) for values in series.values()]]
        for place, name in enumerate(names)
    ]
    return Chart(
        line_chart(series, names, y_title=_("Levels, 1 to 5")),
        _("The three layers from round to round"),
        _("A wrong philosophy fails whatever the technology."),
        [_("Round"), *series],
        rows,
    )
