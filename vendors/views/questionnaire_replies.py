"""One vendor's reply as those see it who asked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme.pages import programme_page
from vendors import questionnaire_xlsx
from vendors.actions import questionnaire_clarifications as talking
from vendors.actions.questionnaire_handing_in import DECLARATION
from vendors.actions.questionnaire_workbook import take_in
from vendors.actions.questionnaire_writer import Writer
from vendors.forms.questionnaire import AskBackForm
from vendors.forms.questionnaire_answers import HandInForm, WorkbookForm
from vendors.models import AnswerFile, Reply
from vendors.questionnaire_comparison import Said
from vendors.views.questionnaire import SECTION
from vendors.views.questionnaire_sending import one_reply

EDIT, VIEW = "vendors.edit_questionnaire", "vendors.view_questionnaire"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page(VIEW)
def vendor_reply(request, programme, pk):
    """What a vendor handed in, its questions back, its links, and what comes next."""
    found = one_reply(request, programme, pk)
    versions = list(found.versions.select_related("by"))
    wanted = request.GET.get("version", "")
    shown = next((version for version in versions if str(version.number) == wanted), versions[0] if versions else None)
    points = {item.question_id: item for item in found.clarifications.prefetch_related("notes")}
    said = [Said(question, found, points.get(question["id"])) for question in shown.facts["answers"]] if shown else []
    may_see_links = request.user.has_perm("vendors.view_replylink", found)
    context = SECTION | {
        "reply": found,
        "page_title": found.vendor.name,
        "crumb": found.questionnaire,
        "versions": versions,
        "shown": shown,
        "is_latest": bool(versions) and shown == versions[0],
        "said": said,
        "links": list(found.links.select_related("made_by", "reply__questionnaire")) if may_see_links else [],
        "written": found.answers.exclude(value="").count(),
        "size": found.questionnaire.questions.count(),
    }
    return render(request, "vendors/questionnaire_reply.html", context)


@programme_page(EDIT)
def take_in_reply(request, programme, pk):
    """A workbook that the vendor sent by mail: read, kept, and handed in under the vendor's name."""
    found = one_reply(request, programme, pk, EDIT)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    declaration = format_lazy(DECLARATION, vendor=found.vendor.name)
    names = HandInForm(request.POST or None, declaration=declaration, prefix="by", use_required_attribute=False)
    names.fields["name"].required = names.fields["declared"].required = False
    names.fields["name"].label = _("Who answered at the vendor")
    faults: list = []
    if request.method == "POST" and form.is_valid() and names.is_valid():
        try:
            taken = _take_in(request, found, form.cleaned_data["file"], names.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if not taken.faults:
                messages.success(request, _("%(n)d answers are taken in.") % {"n": taken.changed})
                return redirect(found)
            faults = taken.faults
    context = SECTION | {"reply": found, "form": form, "names": names, "faults": faults, "crumb": found.questionnaire}
    return render(request, "vendors/questionnaire_take_in.html", context | {"page_title": _("Take in a workbook")})


def _take_in(request, reply, file, names):
    writer = Writer(request.user.name, by=request.user, way=_("workbook"))
    as_whom = names if names["name"] else None
    return take_in(reply, name=file.name, data=file.read(), writer=writer, hand_in_as=as_whom)


@programme_page(EDIT)
def reply_workbook(request, programme, pk):
    """To be sent by hand. Answers that are still being written do not leave the vendor."""
    found = one_reply(request, programme, pk, EDIT)
    return workbook_file(found, questionnaire_xlsx.write(found, with_drafts=False))


def workbook_file(reply: Reply, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="questionnaire-{reply.pk}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@programme_page(VIEW)
def reply_evidence(request, programme, pk, file):
    """A file that was handed in; one that is still being put together is the vendor's own affair."""
    found = one_reply(request, programme, pk)
    kept = get_object_or_404(AnswerFile.objects.filter(versions__reply=found).distinct(), pk=file)
    return evidence(kept)


def evidence(kept: AnswerFile) -> FileResponse:
    """Always to be saved, never shown in the browser."""
    try:
        stream = kept.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(stream, as_attachment=True, filename=kept.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@programme_page(EDIT)
def ask_vendor_back(request, programme, pk, question):
    """A question back about one answer."""
    found = one_reply(request, programme, pk, EDIT)
    asked = get_object_or_404(found.questionnaire.questions, pk=question)
    form = AskBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talking.ask_back(found, question=asked, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is with the vendor, on its pages and by mail."))
            return redirect(f"{found.get_absolute_url()}#question-{asked.pk}")
    lead = _("%(vendor)s on: %(question)s") % {"vendor": found.vendor.name, "question": asked.text}
    context = SECTION | {"form": form, "title": _("Ask back"), "lead": lead, "crumb": found.questionnaire}
    return render(request, "core/form.html", context | {"submit": _("Ask back"), "back": found.get_absolute_url()})
