"""How often each vendor takes each place under random weights, drawn."""

from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import stacked_bars
from core.charts.frame import WIDTH
from core.text import MARKS, number
from vendors.comparison import Comparison
from vendors.robustness import DRAWS

#: Places with a colour of their own; what is lower shares the last one.
PLACES = 4
LOW_ROW, FEW = 30, 8


def by_place(shares: tuple[float, ...], rows: int) -> list[float]:
    """Percent in place 1, 2, … and in all lower ones together, for a chart of this many vendors."""
    percent = [100 * share for share in shares]
    return percent if rows <= PLACES + 1 else [*percent[:PLACES], sum(percent[PLACES:])]


def place_names(rows: int) -> list[str]:
    named = [_("Place %(n)s") % {"n": place + 1} for place in range(min(rows, PLACES + 1))]
    if rows > PLACES + 1:
        named[-1] = _("Place %(n)s or lower") % {"n": PLACES + 1}
    return named


def of_places(comparison: Comparison) -> Chart | None:
    """Any weights at all; nothing where nobody can be compared."""
    shares = {line.vendor.name: line.shares for line in comparison.ranked}
    return drawn(shares, _("Places under %(n)s random weightings") % {"n": number(DRAWS)}) if len(shares) > 1 else None


def of_places_near(comparison: Comparison, within: int) -> Chart:
    """Weights no further than ``within`` percent from the set ones."""
    found = comparison.near(within).shares
    shares = {line.vendor.name: found[line.vendor.pk] for line in comparison.ranked}
    return drawn(shares, _("Places when each weight moves by up to %(n)s %%") % {"n": within})


def drawn(shares: dict[str, tuple[float, ...]], title: str) -> Chart:
    rows = {name: by_place(row, len(shares)) for name, row in shares.items()}
    names = place_names(len(shares))
    series = {name: [row[place] for row in rows.values()] for place, name in enumerate(names)}
    size = None if len(rows) <= FEW else (WIDTH, 62 + len(rows) * LOW_ROW)
    figure = stacked_bars(series, list(rows), x_title=_("% of the weightings"), unit=" %", size=size)
    figure["layout"]["annotations"] = []
    firsts = (f"{name}{MARKS[':']}{number(row[0])} %" for name, row in rows.items())
    return Chart(
        figure=figure,
        title=title,
        description=_("First place:") + " " + str(MARKS[";"]).join(firsts),
        columns=[_("Vendor"), *names],
        rows=[[name, *(f"{number(value, 1)} %" for value in row)] for name, row in rows.items()],
    )
