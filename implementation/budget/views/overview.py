from django.shortcuts import render
from django.utils.translation import gettext as _

from core.text import whole
from implementation.budget import charts
from implementation.budget.actions import unfinished_budget
from implementation.budget.books import Books
from implementation.budget.figures import earned_value_figures, forecast_figures
from implementation.budget.from_case import chosen_case
from implementation.budget.table import WAYS, table
from implementation.budget.tolerance import limits_of
from implementation.programme.pages import programme_page

SECTION = {"section": "budget"}


@programme_page("budget.view_budget")
def budget(request, programme):
    """What was planned, spent and earned, and what everything will have cost at its end."""
    by = request.GET.get("by") if request.GET.get("by") in WAYS else "year"
    books = Books(programme)
    found = table(books, by=by, year=whole(request.GET.get("year", "")))
    context = SECTION | {
        "title": _("Budget"),
        "books": books,
        "table": found,
        "ways": WAYS.items(),
        "chart": charts.cumulated(books) if found or books.work else None,
        "figures": earned_value_figures(books.position) if books.work else [],
        "forecast_figures": forecast_figures(books) if books.budget else [],
        "limits": limits_of(programme),
        "unfinished": unfinished_budget(programme),
        "case": None if books.budget else chosen_case(programme),
    }
    return render(request, "budget/budget.html", context)
