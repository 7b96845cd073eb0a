from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import cumulative_chart, line_chart
from core.text import amount, say
from implementation.business_case.words import YEAR
from implementation.business_case.worth import Beside, Worth


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
