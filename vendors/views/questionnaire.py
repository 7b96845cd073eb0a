"""Questionnaires as those see them who ask: the list, one with its questions, and the next version."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from implementation.programme.pages import one_of, programme_page
from vendors.actions import questionnaire as writing
from vendors.forms.questionnaire import QuestionnaireForm
from vendors.models import Questionnaire, Reply

SECTION = {"section": "questionnaires"}
RECORDS = Questionnaire.objects.select_related("programme__organisation", "round")


def one_questionnaire(request, programme, pk, permission="vendors.view_questionnaire") -> Questionnaire:
    return one_of(programme, RECORDS, pk, request.user, permission)


@programme_page("vendors.view_questionnaire")
def questionnaires(request, programme):
    asked = ~Q(replies__state=Reply.State.WITHDRAWN)
    found = Questionnaire.objects.filter(programme=programme).annotate(
        asked=Count("replies", filter=asked, distinct=True),
        answered=Count("replies", filter=Q(replies__state=Reply.State.SUBMITTED), distinct=True),
        size=Count("questions", distinct=True),
    )
    found = found.order_by("-pk")
    words = request.GET.get("q", "").strip()
    if words:
        found = found.filter(name__icontains=words)
    context = SECTION | {"page": Paginator(found, 30).get_page(request.GET.get("page")), "q": words}
    return render(request, "vendors/questionnaire_list.html", context)


@programme_page("vendors.edit_questionnaire")
def new_questionnaire(request, programme):
    return new_record(
        request,
        QuestionnaireForm(request.POST or None, instance=Questionnaire(programme=programme)),
        title=_("New questionnaire"),
        lead=_("Give it a name. Questions come next: from the library, or your own."),
        back=lambda record: record.get_absolute_url(),
        cancel=reverse("questionnaires", args=[programme.pk]),
        save=lambda record: writing.write_questionnaire(record, by=request.user),
        **SECTION,
    )


@programme_page("vendors.view_questionnaire")
def questionnaire(request, programme, pk):
    found = one_questionnaire(request, programme, pk)
    replies = found.replies.select_related("vendor").annotate(
        written=Count("answers", filter=~Q(answers__value=""), distinct=True),
        unclear=Count("clarifications", filter=~Q(clarifications__state="settled"), distinct=True),
        sent=Count("versions", distinct=True),
    )
    lines = list(replies)
    for reply in lines:
        reply.questionnaire = found
    asked = [reply for reply in lines if reply.state != Reply.State.WITHDRAWN]
    questions = list(found.questions.select_related("criterion"))
    context = SECTION | {
        "questionnaire": found,
        "page_title": str(found),
        "questions": questions,
        "replies": lines,
        "asked": asked,
        "answered": [reply for reply in asked if reply.state == Reply.State.SUBMITTED],
        "has_answers": any(reply.sent for reply in lines),
        "later": found.later.order_by("version").last(),
    }
    return render(request, "vendors/questionnaire.html", context)


@programme_page("vendors.edit_questionnaire")
def edit_questionnaire(request, programme, pk):
    found = one_questionnaire(request, programme, pk, "vendors.edit_questionnaire")
    return edit_record(
        request,
        QuestionnaireForm(request.POST or None, instance=found),
        title=str(found),
        back=found,
        save=writing.edit_questionnaire,
        crumb=found,
        **SECTION,
    )


@require_POST
@programme_page("vendors.edit_questionnaire")
def new_questionnaire_version(request, programme, pk):
    found = one_questionnaire(request, programme, pk, "vendors.edit_questionnaire")
    draft = writing.new_questionnaire_version(found, by=request.user)
    messages.success(request, _("Version %(n)d is a draft with the same questions.") % {"n": draft.version})
    return redirect(draft)
