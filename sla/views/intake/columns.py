"""How a file is read: what the person says, and the first rows as they would be read."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.refusal import Refused
from core.sheets import Unreadable
from implementation.programme.pages import programme_page
from sla.intake import imports, shown
from sla.intake.forms import ROLE_WORDS, ColumnsForm
from sla.intake.mapping import from_json
from sla.intake.reasons import UnusableFile
from sla.models import EventImport
from sla.views.intake.files import do_now
from sla.views.intake.shared import one_import, run_of
from sla.views.shared import SECTION

State = EventImport.State
#: What the file leaves open, as the page asks it.
QUESTIONS = {
    "columns": _lazy("Which columns hold the time, the monitor and what was seen?"),
    "words": _lazy("What does each word for the state mean? Rows with a word that is not known cannot be used."),
    "order": _lazy("Which comes first, the day or the month? The dates in the file allow both."),
    "zone": _lazy("In which time zone are the times? They do not say it themselves."),
}
CHANGEABLE = (State.UPLOADED, State.DRY_RUN, State.FAILED)


@programme_page("sla.import_events")
def import_columns(request, programme, pk):
    batch = one_import(request, programme, pk, "sla.import_events")
    if batch.state not in CHANGEABLE or run_of(batch):
        raise Refused(_("This file is being worked on, or was answered already. Upload it again to read it otherwise."))
    with timezone.override(batch.agreement.zone):
        try:
            return _page(request, batch)
        except (UnusableFile, Unreadable, FileNotFoundError) as refused:
            raise Refused(shown.refused(refused)) from refused


def _page(request, batch: EventImport):
    mapping = from_json(batch.mapping)
    guess = imports.first_rows(batch, mapping)
    remember = batch.origin.name if batch.origin else ""
    if request.method != "POST":
        return _answer(request, batch, ColumnsForm(guess=guess, remember=remember), guess)
    form = ColumnsForm(request.POST, guess=guess)
    if not form.is_valid():
        return _answer(request, batch, form, guess)
    shape = form.shape()
    if shape != mapping:
        return _other_cells(request, batch, shape, form.cleaned_data["remember"])
    chosen = form.mapping()
    guess = imports.first_rows(batch, chosen)
    if request.POST.get("do") == "read" and (request.POST.get("sure") or not _asks(form, guess)):
        imports.read_as(batch, chosen, by=request.user, remember=form.cleaned_data["remember"])
        return do_now(request, batch)
    return _answer(request, batch, form, guess)


def _asks(form: ColumnsForm, guess) -> bool:
    """Whether something is still open that would spoil every row; said on the form."""
    missing = guess.mapping.missing
    if missing:
        form.add_error(None, _("Name the column for: %(role)s.") % {"role": ROLE_WORDS[missing[0]]})
    if "order" in guess.open:
        form.add_error("order", _("Day and month can be read in several ways: choose their order."))
    return bool(missing) or "order" in guess.open


def _other_cells(request, batch: EventImport, shape, remember: str):
    """Cut otherwise, the file has other columns: they are guessed anew."""
    try:
        guess = imports.first_rows(batch, replace(shape, columns={}, order=""), fresh=True)
    except (UnusableFile, Unreadable) as refused:
        messages.error(request, shown.refused(refused))
        return redirect("import_columns", batch.agreement.programme_id, batch.pk)
    EventImport.objects.filter(pk=batch.pk, state__in=CHANGEABLE).update(mapping=guess.mapping.as_json())
    messages.success(request, _("The file is cut into cells anew. Look at its columns again."))
    return _answer(request, batch, ColumnsForm(guess=guess, remember=remember), guess)


def _answer(request, batch: EventImport, form: ColumnsForm, guess):
    titles, lines = shown.preview(batch, guess)
    context = {
        "batch": batch,
        "agreement": batch.agreement,
        "form": form,
        "questions": [QUESTIONS[name] for name in guess.open if name in QUESTIONS],
        "columns": list(zip(form.column_fields, shown.samples(form.guess), strict=True)),
        "titles": titles,
        "lines": lines,
        "crumb": batch.agreement,
        "page_title": _("How the file is read"),
    }
    return render(request, "sla/import_columns.html", SECTION | context)
