"""Totals and rejected rows of a rehearsal: by hand or from a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import sheets
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.data_readiness.actions import rehearsals as actions
from implementation.data_readiness.forms.rehearsals import RejectFileForm, RejectForm, TotalForm
from implementation.data_readiness.models import RehearsalReject, RehearsalTotal
from implementation.data_readiness.views.rehearsals import EDIT, SECTION, find_rehearsal
from implementation.programme.pages import one_of, programme_page

REASON_WORDS = ("reason", "error", "message", "grund", "fehler", "why", "原因", "错误", "錯誤")
WHERE_WORDS = ("line", "row", "number", "id", "key", "zeile", "行", "编号", "編號")
HEADING_ROWS = 5


def _new(request, programme, pk, model, form_class, title):
    found = find_rehearsal(programme, pk, request.user, EDIT)
    form = form_class(request.POST or None, instance=model(rehearsal=found))
    return new_record(
        request,
        form,
        title=title,
        lead=str(found),
        save=lambda line: actions.add_line(line, by=request.user),
        back=found,
        **SECTION,
    )


def _line(programme, pk, user, model):
    lines = model.objects.select_related("rehearsal__domain__programme__organisation")
    return one_of(programme, lines, pk, user, EDIT)


def _edit(request, programme, pk, model, form_class, title):
    line = _line(programme, pk, request.user, model)
    form = form_class(request.POST or None, instance=line)
    return edit_record(
        request, form, title=title, lead=str(line.rehearsal), save=actions.change_line, back=line.rehearsal, **SECTION
    )


def _remove(request, programme, pk, model):
    """GET asks, POST removes."""
    line = _line(programme, pk, request.user, model)
    if request.method == "POST":
        try:
            actions.remove_line(line, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is removed.") % {"name": line})
        return redirect(line.rehearsal)
    return render(request, "data_readiness/remove_line.html", SECTION | {"line": line, "title": _("Remove")})


@programme_page(EDIT)
def new_total(request, programme, pk):
    return _new(request, programme, pk, RehearsalTotal, TotalForm, _("Add a total"))


@programme_page(EDIT)
def edit_total(request, programme, pk):
    return _edit(request, programme, pk, RehearsalTotal, TotalForm, _("Change a total"))


@programme_page(EDIT)
def remove_total(request, programme, pk):
    return _remove(request, programme, pk, RehearsalTotal)


@programme_page(EDIT)
def new_reject(request, programme, pk):
    return _new(request, programme, pk, RehearsalReject, RejectForm, _("Add rejected rows"))


@programme_page(EDIT)
def edit_reject(request, programme, pk):
    return _edit(request, programme, pk, RehearsalReject, RejectForm, _("Change rejected rows"))


@programme_page(EDIT)
def remove_reject(request, programme, pk):
    return _remove(request, programme, pk, RehearsalReject)


@programme_page(EDIT)
def import_rejects(request, programme, pk):
    """One line of the file for each rejected row; they are put together by their reason."""
    found = find_rehearsal(programme, pk, request.user, EDIT)
    form = RejectFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > sheets.LIMITS.file_bytes:
                raise sheets.Unreadable(_("This file is larger than 10 MB. Split it."))
            reasons = reasons_of(upload.name, upload.read(), form.cleaned_data["column"])
            count = actions.take_rejects(found, reasons, by=request.user)
        except ValidationError as error:
            form.add_error("file", error.messages)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The rejected rows are taken over: %(n)s reasons.") % {"n": count})
            return redirect(found)
    context = {
        "form": form, "title": _("Bring rejected rows"), "back": found.get_absolute_url(), "submit": _("Take them over"),
        "lead": _("Rows are put together by their reason; what stands there now is replaced. Only reasons and line numbers are kept."),
    }  # fmt: skip
    return render(request, "core/form.html", SECTION | context)


def reasons_of(name: str, data: bytes, wanted: str) -> dict[str, tuple[int, str]]:
    """The reasons of a file. Raises ``Refused`` where no column holds them."""
    rows = sheets.read(name, data)[0].rows
    for at, row in enumerate(rows[:HEADING_ROWS]):
        heads = ["" if cell is None else str(cell).strip().casefold() for cell in row.cells]
        reason = _column(heads, (wanted.strip().casefold(),) if wanted.strip() else REASON_WORDS)
        if reason is not None:
            where = next((spot for spot, head in enumerate(heads) if spot != reason and head in WHERE_WORDS), None)
            below = ((line.line, line.cells) for line in rows[at + 1 :])
            return actions.reasons_in(below, reason_at=reason, where_at=where)
    raise Refused(_("No column is called reason, error or message. Write the heading of the column with the reason."))


def _column(heads: list[str], words: tuple[str, ...]) -> int | None:
    exact = next((at for at, head in enumerate(heads) if head in words), None)
    if exact is not None:
        return exact
    return next((at for at, head in enumerate(heads) if any(word in head for word in words)), None)
