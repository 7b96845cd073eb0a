"""Who has read a message, drawn."""

from typing import Any

from django.utils.translation import gettext as _

from change_mgmt.communication.counts import Tally
from core.charts import Chart
from core.charts.figures import stacked_bars


def reach_chart(rows: list[tuple[Any, Tally]]) -> Chart:
    """One bar for each group: acknowledged, opened only, not opened."""
    names = [str(name) for name, _tally in rows]
    parts = {
        _("Acknowledged"): [tally.acknowledged for _name, tally in rows],
        _("Opened only"): [tally.only_opened for _name, tally in rows],
        _("Not opened"): [tally.unopened for _name, tally in rows],
    }
    total = sum((tally for _name, tally in rows), Tally())
    return Chart(
        figure=stacked_bars(parts, names),
        title=_("Who has read it, by department"),
        description=_("%(done)d of %(all)d people have acknowledged it.")
        % {"done": total.acknowledged, "all": total.reached},
        columns=[_("Department"), *parts],
        rows=[[name, *values] for name, *values in zip(names, *parts.values(), strict=True)],
    )
