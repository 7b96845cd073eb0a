from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import cumulative_chart
from core.text import amount, say
from implementation.business_case.words import YEAR
from implementation.business_case.worth import Worth


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
