"""Pictures of the register in money."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import curve_chart, line_chart, ranking_chart
from core.text import amount, day, gap, number, say
from risks.bands import Bands
from risks.models import LossLimit, RatingChange, Risk
from risks.money import Money

#: Every sixth point of the curve stands in the table beside it.
EVERY = 6


def exceedance_chart(found: Bands, limits: Sequence[LossLimit], currency: str) -> Chart:
    """How likely a year is to lose more than an amount, as it is and after treatment, against the appetite."""
    return Chart(
        figure=curve_chart(
            {_("As it is now"): found.now.curve, _("After treatment"): found.treated.curve},
            x_title=_("Loss in a year, %(currency)s") % {"currency": currency},
            y_title=_("Chance of losing more, %"),
            unit=f"{gap()}%",
            limit=[(float(item.amount), float(item.chance)) for item in limits],
            limit_label=_("Appetite"),
        ),
        title=_("Loss exceedance"),
        description=str(
            say(
                _("One year in twenty loses more than {now} as it is, and more than {treated} after treatment."),
                now=amount(found.now.percentiles[0.95], currency, places=0),
                treated=amount(found.treated.percentiles[0.95], currency, places=0),
            )
        ),
        columns=[_("Loss of more than"), _("As it is now, %"), _("After treatment, %")],
        rows=[
            [amount(loss, currency, places=0), str(number(now, 1)), str(number(treated, 1))]
            for (loss, now), (_loss, treated) in list(zip(found.now.curve, found.treated.curve, strict=True))[::EVERY]
        ],
    )


def largest_chart(money: Money, currency: str) -> Chart | None:
    """The risks with the largest expected loss, one bar each; None where nothing is lost."""
    lines = money.largest
    if not lines:
        return None
    return Chart(
        figure=ranking_chart(
            [line.risk.code for line in lines], [round(line.now.expected) for line in lines], places=0
        ),
        title=_("Largest expected losses"),
        description=_("Expected loss in a year, as it is now, of the risks that lose most."),
        columns=[_("Risk"), _("Expected loss in a year")],
        rows=[[str(line.risk), amount(line.now.expected, currency, places=0)] for line in lines],
    )


def history_chart(risk: Risk, changes: Sequence[RatingChange]) -> Chart | None:
    """The current level over time, a step for each change; None before it has changed at all."""
    level_on = {}
    for change in sorted(changes, key=lambda item: (item.at, item.pk)):
        if change.kind == RatingChange.Kind.CURRENT and change.level is not None:
            level_on[timezone.localdate(change.at)] = change.level
    if not level_on or risk.current_level is None:
        return None
    today, last = timezone.localdate(), max(level_on)
    if (last.year, last.month) != (today.year, today.month):
        level_on[today] = risk.current_level
    if len(level_on) < 2:
        return None
    words = risk.scale.level_words
    return Chart(
        figure=line_chart(
            {_("Current"): list(level_on.values())},
            [on.isoformat() for on in level_on],
            y_title=_("Level, 0 to 4"),
            dates=True,
            steps=True,
            from_zero=True,
            target=risk.appetite,
            target_label=_("Appetite"),
        ),
        title=_("Current level over time"),
        description=_("How the current level moved since the risk was first rated."),
        columns=[_("When"), _("Current")],
        rows=[[str(day(on)), f"{level} {words[level]}"] for on, level in level_on.items()],
    )
