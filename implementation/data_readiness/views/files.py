"""One upload: brought, checked how it is read, profiled, kept or deleted."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from implementation.data_readiness import actions
from implementation.data_readiness.forms import ColumnsForm, KeepForm, ReadingForm, UploadForm
from implementation.data_readiness.models import DataFile, DataSource, Profile, SampleAccess
from implementation.data_readiness.rows import read_rows
from implementation.data_readiness.scores import by_column
from implementation.data_readiness.tables import DELIMITERS, ENCODINGS
from implementation.data_readiness.views.profile import figures
from implementation.programme.pages import one_of, programme_page

SECTION, EDIT, VIEW = "data_inventory", "data_readiness.edit_data", "data_readiness.view_datafile"
KEEP = "data_readiness.keep_rows"
FILES = DataFile.objects.select_related("source__domain__programme", "by", "kept_by")
SOURCES = DataSource.objects.select_related("domain__programme")
FIRST_ROWS, MOST_ACCESSES = 10, 20


@programme_page(EDIT)
def upload_data(request, programme, pk):
    source = one_of(programme, SOURCES.all(), pk, request.user, EDIT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = actions.bring_file(source, given["file"], country=given["country"], by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(found)
    context = {"section": SECTION, "source": source, "form": form}
    return render(request, "data_readiness/upload.html", context)


@programme_page(VIEW)
def data_file(request, programme, pk):
    """Before it is profiled, how it is read; while, how far it is; afterwards, what was found."""
    found = one_of(programme, FILES.all(), pk, request.user, VIEW)
    profile = Profile.objects.filter(data_file=found).first()
    may_edit = request.user.has_perm(EDIT, found)
    context = {
        "section": SECTION,
        "file": found,
        "profile": profile,
        "encoding": ENCODINGS.get(found.encoding, found.encoding),
        "delimiter": DELIMITERS.get(found.delimiter, found.delimiter),
    } | _looks(found)
    if found.state == DataFile.State.UPLOADED and may_edit:
        return render(request, "data_readiness/check.html", context | _check(request, found) | _looks(found))
    if profile:
        results = list(profile.results.all())
        context |= {"results": results, "columns": figures(profile, by_column(results))}
    return render(request, "data_readiness/file.html", context)


def _looks(found: DataFile) -> dict:
    looks = list(found.accesses.select_related("by")[: MOST_ACCESSES + 1])
    return {"accesses": looks[:MOST_ACCESSES], "more_accesses": len(looks) > MOST_ACCESSES}


def _check(request, found: DataFile) -> dict:
    """The forms and the first rows; that somebody saw them is put on record."""
    form = ColumnsForm(found)
    columns = [
        {"name": column["name"], "kind": form[f"kind-{place}"], "personal": form[f"personal-{place}"]}
        for place, column in enumerate(found.columns)
    ]
    rows = [row for row, _number in zip(read_rows(found), range(FIRST_ROWS), strict=False)]
    actions.looked_at(found, SampleAccess.What.FIRST_ROWS, rows=len(rows), by=request.user)
    return {"reading": ReadingForm(found), "columns": columns, "rows": rows}


@programme_page(EDIT)
@require_POST
def read_data_otherwise(request, programme, pk):
    found = one_of(programme, FILES.all(), pk, request.user, EDIT)
    form = ReadingForm(found, request.POST)
    if form.is_valid():
        try:
            actions.read_otherwise(found, form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file is read in another way now."))
            return redirect(found)
    context = {"section": SECTION, "file": found} | _check(request, found) | _looks(found) | {"reading": form}
    return render(request, "data_readiness/check.html", context)


@programme_page(EDIT)
@require_POST
def profile_data(request, programme, pk):
    """Keep the corrected types, and queue the profile."""
    found = one_of(programme, FILES.all(), pk, request.user, EDIT)
    if "kind-0" in request.POST:
        form = ColumnsForm(found, request.POST)
        if not form.is_valid():
            raise Refused(_("Choose a type from the list."))
        actions.correct_columns(found, form.corrected, by=request.user)
    actions.ask_for_profile(found, by=request.user)
    messages.success(request, _("The profile is queued; large files take some seconds."))
    return redirect(found)


@programme_page(EDIT)
def delete_data_rows(request, programme, pk):
    found = one_of(programme, FILES.all(), pk, request.user, EDIT)
    if request.method == "POST":
        actions.delete_rows(found, by=request.user)
        messages.success(request, _("The rows of “%(name)s” are deleted; the figures stay.") % {"name": found})
        return redirect(found)
    return render(request, "data_readiness/delete_rows.html", {"section": SECTION, "file": found})


@programme_page(KEEP)
def keep_data_rows(request, programme, pk):
    found = one_of(programme, FILES.all(), pk, request.user, KEEP)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.keep_rows(found, reason=given["reason"], until=given["kept_until"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rows are kept."))
            return redirect(found)
    lead = _("Rows are kept only as long as a purpose needs them. Without this they go on their day.")
    context = {"section": SECTION, "form": form, "title": _("Keep the rows"), "lead": lead}
    context |= {"back": found.get_absolute_url(), "submit": _("Keep the rows")}
    return render(request, "core/form.html", context)
