from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import cumulative_chart, curve_chart, line_chart, swing_chart
from core.text import amount, number, say
from implementation.business_case.words import YEAR
from implementation.business_case.worth import Beside, Uncertainty, Worth


def cash_flow(worth: Worth) -> Chart | None:
    """What each year brings and the running total, undiscounted; None while nothing is entered."""
    if worth.is_empty:
        return None
    currency = worth.case.programme.organisation.currency
    years = [str(say(YEAR, n=year)) for year in worth.case.years]
    s = worth.summary
    figure = cumulative_chart(
        years,
        [float(flow) for flow in s.flows],
        change_name=_("Cash flow of the year"),
        total_name=_("Cumulative"),
        y_title=currency,
        cross_label=_("Paid back"),
    )
    end = s.cumulative[-1]
    words = _("By the end: %(amount)s more than it cost.") if end >= 0 else _("By the end: %(amount)s still missing.")
    last = words % {"amount": amount(abs(end), currency)}
    rows = [
        [year, amount(flow, currency), amount(total, currency)]
        for year, flow, total in zip(years, s.flows, s.cumulative, strict=True)
    ]
    return Chart(
        figure, _("Cumulative cash flow"), last, [_("Year"), _("Cash flow of the year"), _("Cumulative")], rows
    )


def discounted_flows(beside: list[Beside]) -> Chart | None:
    """The running total of each scenario, discounted: where a line crosses zero it has paid back, where it ends is its NPV."""
    drawn = [one for one in beside if not one.worth.is_empty]
    if not drawn:
        return None
    case = drawn[0].worth.case
    currency = case.programme.organisation.currency
    years = [str(say(YEAR, n=year)) for year in case.years]
    series = {
        _name(one, drawn): [float(value) for value in one.worth.summary.discounted_cumulative] for one in drawn[:5]
    }
    figure = line_chart(series, years, y_title=currency, target=0, target_label=_("Paid back"))
    best = max(drawn, key=lambda one: one.worth.summary.npv)
    words = _("Highest at the end: %(name)s, %(amount)s.")
    rows = [
        [year, *(amount(one.worth.summary.discounted_cumulative[place], currency) for one in drawn[:5])]
        for place, year in enumerate(years)
    ]
    return Chart(
        figure,
        _("Cumulative cash flow, discounted"),
        words % {"name": best.scenario, "amount": amount(best.worth.summary.npv, currency)},
        [_("Year"), *series],
        rows,
    )


def _name(one: Beside, among: list[Beside]) -> str:
    """The title; with its number where two scenarios have the same."""
    title = str(one.scenario)
    same = [other for other in among if str(other.scenario) == title]
    return title if len(same) == 1 else f"{title} {same.index(one) + 1}"


#: How many lines a tornado shows: the others matter less than the last of these.
WIDEST = 10


def reach_chart(found: Uncertainty) -> Chart:
    """The chance that the net present value is at least so much."""
    currency, outcome = found.case.programme.organisation.currency, found.outcome
    floor = float(found.case.floor)
    curve = [(value, 100 * share) for value, share in outcome.curve()]
    figure = curve_chart(
        {_("Chance"): curve},
        x_title=_("Net present value, %(currency)s") % {"currency": currency},
        y_title="%",
        unit=" %",
        limit=[(floor, 0.0), (floor, 100.0)],
        limit_label=_("Floor"),
    )
    words = _("%(chance)s %% of the trials reach the floor.") % {"chance": number(found.above_floor, 1)}
    rows = [
        [f"{share} %", amount(outcome.percentile(share / 100), currency, places=0)]
        for share in (5, 10, 25, 50, 75, 90, 95)
    ]
    return Chart(
        figure,
        _("Chance of reaching a value"),
        words,
        [_("Trials that are worth no more"), _("Net present value")],
        rows,
    )


def band_chart(found: Uncertainty) -> Chart:
    """The running discounted total of each year: in eight trials of ten it lies between the outer lines."""
    currency = found.case.programme.organisation.currency
    years = [str(say(YEAR, n=year)) for year in found.case.years]
    series = dict(zip(("P10", "P50", "P90"), (list(values) for values in zip(*found.bands, strict=True)), strict=True))
    rows = [
        [year, *(amount(value, currency, places=0) for value in band)]
        for year, band in zip(years, found.bands, strict=True)
    ]
    return Chart(
        line_chart(series, years, y_title=currency, target=0, target_label=_("Paid back")),
        _("Cumulative cash flow, discounted"),
        _("Eight trials of ten end each year between P10 and P90."),
        [_("Year"), *series],
        rows,
    )


def tornado_chart(found: Uncertainty) -> Chart | None:
    """What moves the net present value most, each line by itself; None where nothing is uncertain."""
    swings = found.swings[:WIDEST]
    if not swings:
        return None
    currency = found.case.programme.organisation.currency
    figure = swing_chart(
        [item.title for item, _swing in swings],
        [(swing.at_low, swing.at_high) for _item, swing in swings],
        middle=found.likely,
        low_name=_("The line at its low amount"),
        high_name=_("The line at its high amount"),
        x_title=_("Net present value, %(currency)s") % {"currency": currency},
    )
    words = _("Most depends on: %(line)s.") % {"line": swings[0][0].title}
    rows = [
        [item.title, *(amount(value, currency, places=0) for value in (swing.at_low, swing.at_high, swing.width))]
        for item, swing in swings
    ]
    columns = [_("Line"), _("At its low amount"), _("At its high amount"), _("Swing")]
    return Chart(figure, _("What matters most"), words, columns, rows)
