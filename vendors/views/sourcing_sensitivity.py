"""What the ways cost if users or prices come out otherwise. The assumptions stand in the address; nothing is saved."""

from fractions import Fraction

from django.shortcuts import render

from core.text import rounded
from implementation.programme.pages import programme_page
from vendors import charts
from vendors.cost_sensitivity import decimal, total
from vendors.forms import SensitivityForm
from vendors.views.sourcing import shown
from vendors.ways import pairs


@programme_page("vendors.view_sourcing")
def sourcing_sensitivity(request, programme):
    form = SensitivityForm(request.GET or None)
    growth, rise = Fraction(form.more_users), Fraction(form.price_rise)
    context = shown(programme)
    table, currency = context["table"], context["currency"]
    context |= {
        "form": form,
        "changed": bool(growth or rise),
        "lines": _lines(table, 1 + growth / 100, rise / 100),
        "pairs": [_meeting(pair, context["sourcing"].users) for pair in _pairs(table, growth, rise)],
        "charts": charts.of_sensitivity(table, currency, growth=growth, rise=rise) if table.costed else [],
    }
    return render(request, "vendors/sourcing_sensitivity.html", context)


def _pairs(table, growth, rise):
    return pairs(table, users=1 + growth / 100, rise=rise / 100)


def _lines(table, users, rise):
    """Each way with its total as planned, its total now, and the difference; the least of each marked."""
    found = [(item, decimal(total(item.way, users=users, rise=rise))) for item in table.costed]
    least = min((cost for _item, cost in found), default=None)
    return [{"item": item, "cost": cost, "more": cost - item.total, "is_least": cost == least} for item, cost in found]


def _meeting(pair, planned):
    """Where two ways cost the same, in users (or per cent of those planned) and in months."""
    share = next(iter(pair.users.points), None)
    before, after = pair.cheaper(pair.users)
    sooner, later = pair.cheaper(pair.months)
    return {
        "pair": pair,
        "percent": None if share is None else decimal(share * 100),
        "users": None if share is None or not planned else rounded(decimal(share * planned), 0),
        "before": before,
        "after": after,
        "months": [decimal(point) for point in pair.months.points],
        "sooner": sooner,
        "later": later,
    }
