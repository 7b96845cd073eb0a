"""What is changed in rows: cells, a new row, and the last change taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions.stakeholders import EDIT, create_stakeholder
from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.cells import Conflict, save_cells, undo_last
from change_mgmt.stakeholders.columns import COLUMNS, IN_THE_ROW, Choices
from change_mgmt.views.stakeholders.register import table_here
from core.refusal import Refused
from core.text import listed, whole
from implementation.programme.pages import one_of, programme_page


def _sent(request, choices: Choices) -> dict:
    """Only the cells that came with the request. Raises ``Refused`` for what no editor sends."""
    revision = whole(request.POST.get("revision", ""))
    if revision is None or revision >= 2**31:
        raise Refused(_("This cannot be saved: choose from the list, or open the page again."))
    sent = {column.name: column for column in IN_THE_ROW if column.name in request.POST}
    return {"seen_revision": revision} | {name: choices.sent(each, request.POST[name]) for name, each in sent.items()}


@require_POST
@programme_page("change_mgmt.edit_stakeholder")
def edit_stakeholder_cell(request, programme, pk):
    """Save what changed in a row. Answers the row, or a page where the table works without script."""
    found = one_of(programme, Stakeholder.objects, pk, request.user, EDIT)
    more: dict = {}
    try:
        choices = Choices.on(programme)
        said = save_cells(found, by=request.user, choices=choices, **_sent(request, choices))
    except Conflict as error:
        more = {"problem": str(error), "conflict": tuple(error.differences)}
    except Refused as refusal:
        more = {"problem": str(refusal)}
    except ValidationError as error:
        more = {"problem": " ".join(error.messages)}
    else:
        if said:
            messages.success(request, _("%(code)s saved: %(what)s.") % {"code": found, "what": listed(said)})
    return _answer(request, programme, pk, **more)


def _answer(request, programme, pk: int | None, **more) -> HttpResponse:
    if "X-Register" not in request.headers and not more:
        return redirect("stakeholders", programme.pk)
    table = table_here(request, programme)
    context = {"table": table, "asked": table.asked, "may_edit": True}
    context["rows"] = [table.row_of(pk, **more)] if pk else []
    if "X-Register" in request.headers:
        return render(request, "change_mgmt/_stakeholder_answer.html", context)
    return render(request, "change_mgmt/stakeholder_conflict.html", context | {"item": context["rows"][0]}, status=409)


@require_POST
@programme_page("change_mgmt.edit_stakeholder")
def add_stakeholder_row(request, programme):
    """A new stakeholder by name and group; the rest is filled in in the row."""
    try:
        choices = Choices.on(programme)
        name = choices.read(COLUMNS["name"], request.POST.get("name", ""))
        if not name:
            raise Refused(_("A stakeholder needs a name."))
        made = Stakeholder(
            programme=programme, name=name, group=choices.sent(COLUMNS["group"], request.POST.get("group", ""))
        )
        create_stakeholder(made, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _answer(request, programme, None)
    messages.success(request, _("%(name)s is saved.") % {"name": made})
    return _answer(request, programme, made.pk)


@require_POST
@programme_page("change_mgmt.edit_stakeholder")
def undo_stakeholder_change(request, programme):
    """Take back what this person changed last."""
    try:
        found = undo_last(programme, by=request.user)
    except (Refused, ValidationError) as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
        return _answer(request, programme, None)
    messages.success(request, _("Undone: %(risks)s.") % {"risks": found})
    return _answer(request, programme, found.pk)
