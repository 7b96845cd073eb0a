"""The register: its table, and what others changed in it meanwhile."""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import listed, whole
from implementation.programme.pages import programme_page
from risks.models import Category, Density, Risk
from risks.models.scales import Nature, Proximity
from risks.register import Filter, overview
from risks.register.columns import CHOOSABLE, COLUMNS
from risks.register.looks import address_of, opening, views_for
from risks.register.sources import links_of
from risks.register.table import Table

#: Filters that stand behind “More filters”.
MORE = ("show", "least", "most", "nature", "proximity", "link")
ORDERS = {
    "-level": _("Worst first"),
    "number": _("By number"),
    "-number": _("Newest first"),
    "owner,-level": _("By owner, worst first"),
    "category,-level": _("By category, worst first"),
    "review,-level": _("By review, worst first"),
    "state,-level": _("By state, worst first"),
}


def orders(chosen: Filter) -> list[tuple[str, str]]:
    """The usual orders, and the one of the address where it is another."""
    labels = {column.sort: str(column.label) for column in COLUMNS.values() if column.sort}
    own = listed(labels.get(name.removeprefix("-"), name) for name in chosen.sorts)
    return list((ORDERS if chosen.sort in ORDERS else {chosen.sort: own, **ORDERS}).items())


def table_here(request, programme) -> Table:
    """The table of the page that a request came from."""
    current = request.headers.get("X-Register") or request.headers.get("Referer") or ""
    return Table.of(QueryDict(urlsplit(current).query[:2000]), programme, request.user)


def context_of(table: Table) -> dict:
    """What rows and the overview need."""
    return {
        "table": table,
        "chosen": table.chosen,
        "columns": table.columns,
        "may_edit": table.may_edit,
        "overview": overview(table.seen, table.chosen, table.choices.scale),
    }


@programme_page("risks.view_risk")
def risks(request, programme):
    """The register; filters and order live in the address."""
    if view := opening(request.GET, programme, request.user):
        return redirect(reverse("risks", args=[programme.pk]) + address_of(view))
    table = Table.of(request.GET, programme, request.user)
    page = table.page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": table.rows(page),
        "people": table.choices.people,
        "today": timezone.localdate(),
        "categories": Category,
        "natures": Nature,
        "proximities": Proximity,
        "states": Risk.State,
        "levels": table.choices.scale.level_choices,
        "views": [(view, address_of(view)) for view in views_for(programme, request.user)],
        "links": links_of(programme, table.seen),
        "orders": orders(table.chosen),
        "more_filters": any(getattr(table.chosen, name) for name in MORE),
        "choosable": [COLUMNS[name] for name in CHOOSABLE],
        "densities": Density.choices,
        **context_of(table),
    }
    return render(request, "risks/risk_list.html", context)


@programme_page("risks.view_risk")
def risk_news(request, programme):
    """The rows that others changed since the mark in the address, for a table that is open."""
    table = table_here(request, programme)
    mark = table.mark
    since = whole(request.GET.get("since", ""))
    rows = table.news(since) if since is not None and since < mark else []
    return render(request, "risks/_news.html", {**context_of(table), "rows": rows, "mark": mark})
