"""Planned, earned and spent, added up month by month, with the forecast at completion."""

from decimal import Decimal
from itertools import accumulate

from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import line_chart
from core.text import amount, month
from implementation.budget.books import Books
from implementation.budget.earned_value import NIL
from implementation.budget.months import first_day, iso

#: More months than this make no line easier to read.
MOST_POINTS = 60
Lines = dict[str, list[Decimal | None]]


def cumulated(books: Books) -> Chart | None:
    """None while there is nothing to draw. With work packages PV, EV and AC of the work; without, budget and actual costs."""
    if books.work:
        return _drawn(books, *_of_the_work(books), target=books.position.bac)
    if books.reach:
        return _drawn(books, *_of_the_money(books), target=books.total_planned)
    return None


def _of_the_work(books: Books) -> tuple[range, Lines]:
    first, last = books.work_reach
    months = _months(books, first, last)
    found = [(at, books.measured(books.end_of(at))) for at in months]
    now = books.this_month
    return months, {
        _("Planned (PV)"): [position.pv for _at, position in found],
        _("Earned (EV)"): [position.ev if at <= now else None for at, position in found],
        _("Spent (AC)"): [position.ac if at <= now else None for at, position in found],
        _("Forecast"): _towards(months, now, books.position.ac, books.position.eac),
    }


def _of_the_money(books: Books) -> tuple[range, Lines]:
    first, last = books.reach
    months = _months(books, first, last)
    now = books.this_month
    planned = list(accumulate(books.planned_in(at) for at in months))
    spent = list(accumulate(books.spent_in(at) for at in months))
    return months, {
        _("Budget"): planned,
        _("Spent"): [value if at <= now else None for at, value in zip(months, spent, strict=True)],
        _("Forecast"): _towards(months, now, books.total_spent, books.forecast.total),
    }


def _months(books: Books, first: int, last: int) -> range:
    """From the first month on; at least one month to come, so that the forecast has its place."""
    return range(first, max(last, books.this_month + 1) + 1)


def _towards(months: range, now: int, spent: Decimal, end: Decimal) -> list[Decimal | None]:
    """From what is spent today in a straight line to the forecast."""
    steps = months[-1] - now
    if now < months[0]:
        return [None] * len(months)
    return [None if at < now else spent + (end - spent) * (at - now) / steps for at in months]


def _drawn(books: Books, months: range, lines: Lines, *, target: Decimal) -> Chart | None:
    currency = books.programme.organisation.currency
    shown = {name: values[-MOST_POINTS:] for name, values in lines.items()}
    at = months[-MOST_POINTS:]
    figure = line_chart(
        {name: [None if value is None else float(value) for value in values] for name, values in shown.items()
         if any(value is not None for value in values)},
        [iso(place) for place in at],
        y_title=currency,
        dates=True,
        from_zero=True,
        target=float(target) if target > 0 else None,
        target_label=_("Budget") if books.work else "",
    )  # fmt: skip
    rows = [
        [str(month(first_day(place))), *("–" if values[n] is None else amount(_whole(values[n]), currency) for values in shown.values())]
        for n, place in enumerate(at)
    ]  # fmt: skip
    return Chart(figure, _("Planned, earned and spent"), _message(books), [_("Month"), *shown], rows)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1))


def _message(books: Books) -> str:
    currency, forecast = books.programme.organisation.currency, books.forecast
    if forecast.variance < NIL:
        words = _("Forecast at completion %(forecast)s, %(over)s above the budget.")
    elif forecast.variance > NIL:
        words = _("Forecast at completion %(forecast)s, %(over)s below the budget.")
    else:
        words = _("Forecast at completion %(forecast)s, as the budget.")
    return words % {
        "forecast": amount(_whole(forecast.total), currency),
        "over": amount(_whole(abs(forecast.variance)), currency),
    }
