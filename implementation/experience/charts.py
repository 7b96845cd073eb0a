"""The picture of a forecast: how likely it is that the programme has ended by a day."""

from django.utils.translation import gettext as _

from core import text
from core.charts import Chart
from core.charts.figures import line_chart
from implementation.experience import forecast
from implementation.experience.outlook import Forecast

POINTS = 24


def end_chart(found: Forecast) -> Chart:
    """The share of the trials that have ended by each of some days, with four in five dashed."""
    low, high = int(found.totals.min()), int(found.totals.max())
    step = max(-(-(high - low + 2) // POINTS), 1)
    within = list(range(low - 1, high + step, step))
    shares = [round(share, 1) for share in forecast.chances(found.totals, within)]
    days = [found.day_after(count) for count in within]
    figure = line_chart(
        {"": shares},
        [str(text.day(day)) for day in days],
        unit=f"{text.gap()}%",
        from_zero=True,
        target=80,
        target_label=_("four in five"),
    )
    message = _("Half of the trials end by %(p50)s, four in five by %(p80)s; planned %(planned)s.") % {
        "p50": text.day(found.p50),
        "p80": text.day(found.p80),
        "planned": text.day(found.planned_end),
    }
    rows = [[str(text.day(day)), str(text.number(share, 1))] for day, share in zip(days, shares, strict=True)]
    return Chart(figure, _("Ended by that day, in per cent of the trials"), message, [_("Day"), _("Per cent")], rows)
