"""Figures of a business case as people read them, also those that are kept as plain text."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import day, rounded

YEAR = gettext_lazy("Year {n}")


def _per_cent(value) -> str:
    """No more decimals than two, and none that say nothing: 8 %, 7.25 %."""
    figure = rounded(value, 2).normalize()
    places = max(0, -int(figure.as_tuple().exponent))
    return _("%(figure)s %%") % {"figure": formats.number_format(figure, decimal_pos=places, force_grouping=True)}


#: A percentage given as 0-100, written when it is read.
per_cent = lazy(_per_cent, str)

#: Names in kept facts that no field of a model has.
FIGURES = {
    "npv": gettext_lazy("Net present value"),
    "mirr_percent": gettext_lazy("Modified rate of return"),
    "payback": gettext_lazy("Payback"),
    "discounted_payback": gettext_lazy("Discounted payback"),
    "roi_percent": gettext_lazy("Return on investment"),
    "total_costs": gettext_lazy("Costs"),
    "total_benefits": gettext_lazy("Benefits"),
    "investment": gettext_lazy("Investment"),
    "amounts": gettext_lazy("Amounts by year"),
    "p10": gettext_lazy("Net present value, P10"),
    "p50": gettext_lazy("Net present value, P50"),
    "p90": gettext_lazy("Net present value, P90"),
    "mean": gettext_lazy("Net present value, mean of the trials"),
    "above_floor": gettext_lazy("Chance of reaching the floor"),
}
PERCENT = {"mirr_percent", "roi_percent", "discount_rate", "finance_rate", "reinvest_rate", "growth", "above_floor"}
YEARS = {"payback", "discounted_payback"}
WORDS = {"title", "assumptions", "goal", "horizon_years", "start_month", "end_month"}


def named_words(name: str) -> Any:
    from implementation.business_case.models import BusinessCase, Line

    if name in FIGURES:
        return FIGURES[name]
    model = Line if any(field.name == name for field in Line._meta.fields) else BusinessCase
    return model._meta.get_field(name).verbose_name


def kept_words(name: str, value: Any) -> Any:
    """A value of kept facts as people read it; "–" for none."""
    from implementation.business_case.models import Line

    if value in (None, "", []):
        return "–"
    if name in ("category", "shape"):
        return dict(Line._meta.get_field(name).flatchoices).get(value, value)
    if name == "starts_on":
        return day(parse_date(value))
    if name in PERCENT:
        return per_cent(value)
    if name in YEARS:
        return _("%(n)s years") % {"n": formats.number_format(rounded(value, 1), decimal_pos=1)}
    if name in WORDS:
        return value
    return " · ".join(_money(one) for one in value) if isinstance(value, list) else _money(value)


def _money(value: Any) -> str:
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    places = 0 if figure == figure.to_integral_value() else 2
    return f"{'−' if figure < 0 else ''}{abs(figure):,.{places}f}"
