"""Where a vendor answers, whether it came over a link or with an account: the same pages, other addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from vendors import questionnaire_xlsx
from vendors.actions.questionnaire_answers import AnsweredMeanwhile, save_answers
from vendors.actions.questionnaire_clarifications import answer_back
from vendors.actions.questionnaire_handing_in import DECLARATION, hand_in
from vendors.actions.questionnaire_workbook import take_in
from vendors.actions.questionnaire_writer import Writer
from vendors.forms.questionnaire_answers import AnswersForm, ClarifyForm, HandInForm, WorkbookForm
from vendors.models import Reply
from vendors.questionnaire_comparison import Said
from vendors.views.questionnaire_replies import evidence, workbook_file


@dataclass(frozen=True)
class Desk:
    """``address(page, *more)`` gives the address of ``answers``, ``hand_in``, ``file``, ``workbook`` and ``clarify``."""

    request: HttpRequest
    reply: Reply
    writer: Writer
    address: Callable[..., str]
    layout: str
    extra: dict[str, Any]

    def render(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        addresses = {page: self.address(page) for page in ("answers", "hand_in", "workbook")}
        shared = {"layout": self.layout, "reply": self.reply, "desk": self, "addresses": addresses} | self.extra
        return render(self.request, template, shared | context, status=status)


def _form(desk: Desk, *data) -> AnswersForm:
    reply = desk.reply
    files = [file for file in reply.files.all() if file.removed_at is None]
    return AnswersForm(*data, questions=reply.questionnaire.questions.all(), answers=reply.answers.all(), files=files)


def _progress(reply: Reply) -> dict[str, Any]:
    """How much of what must be answered is."""
    missing = reply.missing()
    must = sum(question.required for question in reply.questionnaire.questions.all())
    return {"must": must, "done": must - len(missing), "missing": missing}


def answers(desk: Desk) -> HttpResponse:
    """The questions while they may be answered; else what was handed in, as a receipt."""
    request, reply = desk.request, desk.reply
    if reply.state == Reply.State.SUBMITTED:
        return _receipt(desk)
    if not reply.takes_answers:
        return desk.render("vendors/answer_over.html", page_title=str(reply.questionnaire))
    if request.method != "POST":
        return _page(desk, _form(desk))
    form = _form(desk, request.POST, request.FILES)
    saved = form.is_valid() and _save(desk, form)
    if getattr(request, "htmx", False):
        return _fragment(desk, form, saved)
    if not saved:
        return _page(desk, form)
    if request.POST.get("then") == "hand_in":
        return redirect(desk.address("hand_in"))
    messages.success(request, _("Your answers are kept."))
    return redirect(desk.address("answers"))


def _save(desk: Desk, form: AnswersForm) -> bool:
    drop = whole(desk.request.POST.get("drop", ""))
    try:
        save_answers(desk.reply, form.entries, seen=form.seen, writer=desk.writer, files=form.uploads, drop=drop)
    except AnsweredMeanwhile as meanwhile:
        form.add_error(None, str(meanwhile))
        if not getattr(desk.request, "htmx", False):  # nobody has seen the other words yet
            form.mark_taken(meanwhile.questions)
    except ValidationError as error:
        for pk, words in error.message_dict.items():
            form.add_error(f"file_{pk}" if f"file_{pk}" in form.fields else f"value_{pk}", words)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _page(desk: Desk, form: AnswersForm) -> HttpResponse:
    context = {"form": form, "page_title": str(desk.reply.questionnaire), "points": _points(desk.reply)}
    return desk.render("vendors/answer.html", **context, **_progress(desk.reply))


def _fragment(desk: Desk, form: AnswersForm, saved: bool) -> HttpResponse:
    """What stands under the form after it was kept by itself; the marks of the page follow."""
    fresh = _form(desk) if saved else form
    return desk.render("vendors/_answer_saved.html", form=fresh, saved=saved, **_progress(desk.reply))


def _points(reply: Reply) -> list:
    return list(reply.clarifications.select_related("question").prefetch_related("notes"))


def _receipt(desk: Desk) -> HttpResponse:
    version = desk.reply.versions.first()
    said = [Said(question, desk.reply) for question in version.facts["answers"]]
    context = {"version": version, "said": said, "points": _points(desk.reply), "page_title": _("Handed in")}
    return desk.render("vendors/answer_receipt.html", **context)


def handing_in(desk: Desk) -> HttpResponse:
    """Everything once more, who declares it, and that it stays as it is."""
    request, reply = desk.request, desk.reply
    if not reply.takes_answers:
        return redirect(desk.address("answers"))
    form = HandInForm(request.POST or None, declaration=format_lazy(DECLARATION, vendor=reply.vendor.name))
    if request.method == "POST" and form.is_valid():
        try:
            hand_in(reply, writer=desk.writer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answers are handed in."))
            return redirect(desk.address("answers"))
    context = {"form": form, "lines": _form(desk).lines, "page_title": _("Hand in")} | _progress(reply)
    return desk.render("vendors/answer_hand_in.html", **context)


def file(desk: Desk, number: int) -> HttpResponse:
    return evidence(get_object_or_404(desk.reply.files.filter(removed_at=None), pk=number))


def workbook(desk: Desk) -> HttpResponse:
    """GET gives the workbook, POST takes it back."""
    request, reply = desk.request, desk.reply
    if not reply.takes_answers:
        return redirect(desk.address("answers"))
    if request.method != "POST" and "get" in request.GET:
        return workbook_file(reply, questionnaire_xlsx.write(reply))
    form, faults = WorkbookForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            taken = take_in(reply, name=given.name, data=given.read(), writer=desk.writer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if not taken.faults:
                messages.success(request, _("%(n)d answers are taken in.") % {"n": taken.changed})
                return redirect(desk.address("answers"))
            faults = taken.faults
    return desk.render("vendors/answer_workbook.html", form=form, faults=faults, page_title=_("As a workbook"))


def clarify(desk: Desk, number: int) -> HttpResponse:
    """The vendor's words to a question back."""
    request, reply = desk.request, desk.reply
    point = get_object_or_404(reply.clarifications.select_related("question"), pk=number)
    point.reply = reply
    form = ClarifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_back(point, text=form.cleaned_data["text"], writer=desk.writer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is kept."))
            return redirect(desk.address("answers"))
    context = {"form": form, "point": point, "notes": point.notes.all(), "page_title": _("To be clarified")}
    return desk.render("vendors/answer_clarify.html", **context)
