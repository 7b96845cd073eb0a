"""The files of an agreement: all of them, a new one, the kept one, one that is taken out again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.forms import NoteForm
from core.refusal import Refused
from core.workflow import why_closed
from implementation.programme.pages import programme_page
from sla.intake import imports
from sla.intake.forms import UploadForm
from sla.models import EventImport
from sla.views.intake.shared import one_import
from sla.views.shared import SECTION, one_agreement

FILES_A_PAGE = 25


@programme_page("sla.view_eventimport")
def measurements(request, programme, pk):
    """Every file, with what came of it, and the sources that are remembered."""
    found = one_agreement(request, programme, pk, "sla.view_eventimport")
    files = found.imports.select_related("by", "origin", "run").order_by("-at", "-pk")
    context = {
        "agreement": found,
        "page": Paginator(files, FILES_A_PAGE).get_page(request.GET.get("page")),
        "sources": list(found.sources.all()),
        "crumb": found,
        "page_title": _("Measurements"),
    }
    with timezone.override(found.zone):
        return render(request, "sla/measurements.html", SECTION | context)


@programme_page("sla.import_events")
def import_events(request, programme, pk):
    """A file is brought; when it says itself how it is read, it is read at once."""
    found = one_agreement(request, programme, pk, "sla.import_events")
    form = UploadForm(request.POST or None, request.FILES or None, agreement=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            batch, guess = imports.bring(
                found, upload=data["file"], source_note=data["source_note"], origin=data["origin"], by=request.user
            )
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            if not guess.is_sure:
                return redirect("import_columns", programme.pk, batch.pk)
            imports.read_as(batch, guess.mapping, by=request.user)
            return do_now(request, batch)
    context = SECTION | {
        "agreement": found,
        "form": form,
        "crumb": found,
        "page_title": _("Add measurements"),
        "most": imports.settings.MEASUREMENT_FILE_MAX_BYTES // imports.MEBIBYTE,
    }
    return render(request, "sla/import_events.html", context)


def do_now(request, batch: EventImport):
    """Small files are done when the page comes back; what is refused is said there."""
    try:
        imports.do_now(batch)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(batch)


@programme_page("sla.import_events")
def withdraw_import(request, programme, pk):
    """What was imported by mistake counts no more; its months are worked out again."""
    found = one_import(request, programme, pk, "sla.import_events")
    closed = why_closed(found, found.withdraw, by=request.user)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if closed:
            raise Refused(closed)
        imports.start_withdrawal(found, by=request.user, note=form.cleaned_data["note"])
        return do_now(request, found)
    context = SECTION | {
        "batch": found,
        "agreement": found.agreement,
        "form": form,
        "closed": closed,
        "crumb": found.agreement,
        "page_title": _("Withdraw the import"),
    }
    return render(request, "sla/withdraw_import.html", context)


@programme_page("sla.view_eventimport")
def import_file(request, programme, pk):
    """The file as it was brought."""
    found = one_import(request, programme, pk, "sla.view_eventimport")
    if not found.file:
        raise Http404
    try:
        kept = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(kept, as_attachment=True, filename=found.file_name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response
