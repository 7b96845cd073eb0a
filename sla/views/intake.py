"""A file of measurements: brought, looked at, imported or discarded."""

from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access
from implementation.programme.pages import one_of, programme_page
from sla.forms import ImportForm
from sla.intake import imports
from sla.intake.sentences import REASONS
from sla.models import EventImport
from sla.views.shared import SECTION, one_agreement


@programme_page("sla.import_events")
def import_events(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.import_events")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            batch = imports.dry_run(found, upload=data["file"], source_note=data["source_note"], by=request.user)
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            return redirect(batch)
    context = SECTION | {"agreement": found, "form": form, "crumb": found, "page_title": _("Add measurements")}
    return render(request, "sla/import_events.html", context)


@programme_page("sla.view_eventimport")
def import_preview(request, programme, pk):
    """What the file holds and what it would change; here it is imported or discarded."""
    found = one_of(
        programme,
        EventImport.objects.select_related("agreement__contract", "agreement__programme", "by"),
        pk,
        request.user,
        "sla.view_eventimport",
    )
    if request.method == "POST":
        access.require(request.user, "sla.import_events", found)
        return _answer_import(request, found)
    with timezone.override(found.agreement.zone):
        return render(request, "sla/import_preview.html", preview_context(found))


def _answer_import(request, batch):
    if "discard" in request.POST:
        imports.discard(batch, by=request.user)
        messages.success(request, _("Discarded. Nothing was imported."))
        return redirect(batch.agreement)
    done = imports.take_in(batch, by=request.user)
    if done.added:
        messages.success(request, _("Imported: %(n)d new measurements.") % {"n": done.added})
    else:
        messages.success(request, _("Every row was on record already: nothing was changed."))
    return redirect(batch.agreement)


def preview_context(batch: EventImport) -> dict:
    monitors = [
        item | {"first": datetime.fromisoformat(item["first"]), "last": datetime.fromisoformat(item["last"])}
        for item in batch.monitors
    ]
    named = {objective.monitor for objective in batch.agreement.objectives.all()}
    problems = [item | {"words": REASONS[item["reason"]]} for item in batch.problems]
    return SECTION | {
        "page_title": batch.file_name,
        "crumb": batch.agreement,
        "batch": batch,
        "agreement": batch.agreement,
        "monitors": monitors,
        "problems": problems,
        "months": [date.fromisoformat(month) for month in batch.months],
        "missing": sorted(named - {item["monitor"] for item in monitors}),
        "waits": batch.state == EventImport.State.DRY_RUN,
    }
