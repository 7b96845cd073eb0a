"""How a department moved, week by week: one chart for shares, one for readiness."""

from django.utils import formats
from django.utils.translation import gettext as _

from change_mgmt.resistance.models import Reading
from change_mgmt.resistance.warning import Limits
from core.charts import Chart, figures
from core.text import day, gap, number, rounded

SIZE = (560, 240)


def charts(readings: list[Reading], limits: Limits) -> list[Chart]:
    """None for what was never known, and none before the second week; the earliest week first."""
    if len(readings) < 2:
        return []
    found = [
        _chart(readings, "adoption", _("Adoption"), limits.adoption, unit=f"{gap()}%"),
        _chart(readings, "readiness", _("Readiness"), limits.readiness, unit=""),
        _chart(readings, "training", _("Training"), limits.training, unit=f"{gap()}%"),
    ]
    return [chart for chart in found if chart]


def _chart(readings: list[Reading], name: str, label: str, limit: float, *, unit: str) -> Chart | None:
    known = [item for item in readings if getattr(item, name) is not None]
    if len(known) < 2:
        return None
    values = [float(rounded(getattr(item, name), 1)) for item in known]
    figure = figures.line_chart(
        {label: values},
        [formats.date_format(item.week, formats.get_format("MONTH_DAY_FORMAT")) for item in known],
        unit=unit,
        target=limit,
        target_label=_("Limit"),
        size=SIZE,
    )
    words = {"first": _said(values[0], unit), "last": _said(values[-1], unit), "limit": _said(limit, unit)}
    return Chart(
        figure=figure,
        title=label,
        description=_("From %(first)s to %(last)s, limit %(limit)s.") % words,
        columns=[_("Week"), label],
        rows=[[str(day(item.week)), _said(value, unit)] for item, value in zip(known, values, strict=True)],
    )


def _said(value: float, unit: str) -> str:
    figure = str(number(rounded(value, 1), 1))
    return _("%(figure)s %%") % {"figure": figure} if unit else figure
