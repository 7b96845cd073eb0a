import hashlib

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme import actions
from implementation.programme.differences import TooLong, differences
from implementation.programme.formats import Unreadable, kind_of, text_lines
from implementation.programme.forms import HandInForm
from implementation.programme.models import Deliverable, DeliverableVersion, VersionFile
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "plan"}
COMPARED = ("md", "txt", "docx")


@programme_page("programme.submit_deliverable")
def submit_deliverable(request, programme, pk):
    """Hand in the next version; what is not taken stands above the form, in sentences."""
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.submit_deliverable")
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.submit_deliverable(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("files", error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, found, version)
            return redirect(found)
    context = {**SECTION, "deliverable": found, "format": found.format, "form": form}
    return render(request, "programme/submit_deliverable.html", context)


def _say(request, deliverable, version) -> None:
    if version.findings:
        messages.warning(
            request,
            _("%(name)s waits for review. The check found something: it stands beside the version.")
            % {"name": deliverable.name},
        )
    else:
        messages.success(request, _("%(name)s waits for review.") % {"name": deliverable.name})


@programme_page("programme.view_deliverable")
def version_file(request, programme, pk, file):
    """A file as it was handed in; one that is not any more is not given out."""
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.view_deliverable")
    kept = get_object_or_404(VersionFile, pk=file, version__deliverable=found)
    with kept.file.open("rb") as stream:
        content = stream.read()
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise Refused(
            _("This file is not the one that was handed in: its content was altered. Tell who runs the server.")
        )
    response = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@programme_page("programme.view_deliverable")
def compare_version(request, programme, pk, number):
    """What a version changed in its texts since the one before."""
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.view_deliverable")
    versions = found.versions.prefetch_related("files")
    new = get_object_or_404(versions, number=number)
    old = versions.filter(number__lt=number).first()
    if old is None:
        raise Http404
    context = {**SECTION, "deliverable": found, "old": old, "new": new, "texts": list(_compared(old, new))}
    return render(request, "programme/compare_versions.html", context)


def _compared(old: DeliverableVersion, new: DeliverableVersion):
    """Each text of the new version with the one of the same name before it, else with the only one of its kind."""
    earlier = [file for file in old.files.all() if kind_of(file.name) in COMPARED]
    for file in new.files.all():
        if kind_of(file.name) not in COMPARED:
            continue
        same = [item for item in earlier if item.name == file.name] or (earlier if len(earlier) == 1 else [])
        if not same:
            yield {"file": file, "alone": True}
            continue
        try:
            rows = differences(_lines(same[0]), _lines(file))
        except (TooLong, Unreadable):
            yield {"file": file, "before": same[0], "too_long": True}
        else:
            yield {"file": file, "before": same[0], "rows": rows}


def _lines(kept: VersionFile) -> list[str]:
    with kept.file.open("rb") as stream:
        return [line.text for line in text_lines(kind_of(kept.name), stream.read())]
