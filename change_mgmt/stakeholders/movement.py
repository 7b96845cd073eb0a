"""How one stakeholder moved, as a line over time."""

from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.models import Attitude, Stakeholder
from core.charts import Chart, figures
from core.text import day


def movement_of(stakeholder: Stakeholder) -> Chart | None:
    """The attitude at each reading, up to today; None before there are two days to draw."""
    readings = list(stakeholder.readings.order_by("on", "pk"))
    points = {reading.on: reading.attitude_now for reading in readings}
    points[timezone.localdate()] = stakeholder.attitude_now
    if len(points) < 2:
        return None
    dates = sorted(points)
    first, wanted = Attitude(points[dates[0]]).label, stakeholder.get_attitude_wanted_display()
    figure = figures.line_chart(
        {_("Attitude"): [points[on] for on in dates]},
        [on.isoformat() for on in dates],
        dates=True,
        steps=True,
        target=stakeholder.attitude_wanted,
        target_label=_("Wanted: %(attitude)s") % {"attitude": wanted},
        size=(720, 220),
    )
    figure["layout"]["annotations"][0]["text"] = stakeholder.get_attitude_now_display()
    axis = figure["layout"]["yaxis"]
    axis["range"] = [-2.3, 2.3]
    axis["tickvals"], axis["ticktext"] = list(Attitude.values), [str(label) for label in Attitude.labels]
    figure["layout"]["margin"]["l"] = 84
    words = {"first": first, "now": stakeholder.get_attitude_now_display(), "wanted": wanted}
    return Chart(
        figure=figure,
        title=_("Attitude over time"),
        description=_("From “%(first)s” to “%(now)s”; wanted is “%(wanted)s”.") % words,
        columns=[_("Since"), _("Attitude")],
        rows=[[str(day(on)), str(Attitude(points[on]).label)] for on in dates],
    )
