"""What is changed in rows: cells, a new row, and the last change taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from core.text import listed, whole
from implementation.programme.pages import one_of, programme_page
from risks.actions import enter_risk
from risks.models import Risk
from risks.register.columns import COLUMNS
from risks.register.saving import Conflict, save_cells
from risks.register.table import choices_for
from risks.register.undoing import keep_made, undo_last
from risks.register.values import Choices
from risks.views.register.table import context_of, table_here


def is_script(request) -> bool:
    """Whether the table itself asks, which takes rows instead of a page."""
    return "X-Register" in request.headers


def _sent(request, choices: Choices) -> dict:
    """Only the cells that came with the request. Raises ``Refused`` for what no editor sends."""
    revision = whole(request.POST.get("revision", ""))
    if revision is None or revision >= 2**31:
        raise Refused(_("This cannot be saved: choose from the list, or open the page again."))
    editable = {name: column for name, column in COLUMNS.items() if column.editable and name in request.POST}
    cells = {name: choices.sent(column, request.POST[name]) for name, column in editable.items()}
    return {"seen_revision": revision, **cells}


@programme_page("risks.edit_risk")
def edit_risk_cell(request, programme, pk):
    """Save what changed in a row. Answers the row, or a page where the table works without script."""
    found = one_of(programme, Risk.objects, pk, request.user, "risks.edit_risk")
    if request.method != "POST":
        return _row_page(request, programme, found)
    more = {}
    try:
        choices = choices_for(programme)
        said = save_cells(found, by=request.user, choices=choices, **_sent(request, choices))
    except Conflict as error:
        more = {"conflict": error.differences, "problem": str(error)}
    except Refused as refusal:
        more = {"problem": str(refusal)}
    except ValidationError as error:
        more = {"problem": " ".join(error.messages)}
    else:
        if said:
            words = _("%(code)s saved: %(what)s.") % {"code": found.code, "what": listed(said)}
            messages.success(request, words)
    return _answer(request, programme, [pk], **more)


def _answer(request, programme, numbers: list[int], **more) -> HttpResponse:
    table = table_here(request, programme)
    if not is_script(request) and not more:
        return redirect("risks", programme.pk)
    rows = table.rows(numbers, **more)
    if not is_script(request):
        context = {"item": rows[0], "table": table, "may_edit": True}
        return render(request, "risks/conflict.html", context, status=409)
    gone = set(numbers) - {item.risk.pk for item in rows}
    return render(request, "risks/_answer.html", {**context_of(table), "rows": rows, "gone": gone})


def _row_page(request, programme, risk: Risk) -> HttpResponse:
    """Every cell of one row as a plain form."""
    table = table_here(request, programme)
    item = table.rows([risk.pk])[0]
    cells = [(cell, table.choices.of(cell.column)) for cell in item.cells]
    return render(request, "risks/row.html", {"item": item, "cells": cells, "risk": risk})


@require_POST
@programme_page("risks.edit_risk")
def add_risk_row(request, programme):
    """A new risk by its title alone; the rest is filled in in its row."""
    try:
        title = choices_for(programme).read(COLUMNS["title"], request.POST.get("title", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _answer(request, programme, [])
    risk = keep_made(
        programme, request.user, lambda: enter_risk(Risk(programme=programme, title=title), by=request.user)
    )
    messages.success(request, _("%(name)s is saved.") % {"name": risk})
    return _answer(request, programme, [risk.pk])


@require_POST
@programme_page("risks.edit_risk")
def undo_risk_change(request, programme):
    """Take back what this person changed last in the table."""
    try:
        risks = undo_last(programme, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _answer(request, programme, [])
    messages.success(request, _("Undone: %(risks)s.") % {"risks": listed(risk.code for risk in risks[:10])})
    return _answer(request, programme, [risk.pk for risk in risks])
