"""The questions of a draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors.actions import questionnaire_questions as questions
from vendors.forms.questionnaire import PickForm, QuestionForm
from vendors.models import Question
from vendors.views.questionnaire import SECTION, one_questionnaire

EDIT = "vendors.edit_questionnaire"


@programme_page(EDIT)
def pick_questions(request, programme, pk):
    """The library, by section: several at once."""
    found = one_questionnaire(request, programme, pk, EDIT)
    there = set(found.questions.values_list("key", flat=True))
    form = PickForm(request.POST or None, there=there)
    if request.method == "POST" and form.is_valid():
        try:
            made = questions.pick_questions(found, form.cleaned_data["keys"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(n)d question is added.", "%(n)d questions are added.", len(made)) % {"n": len(made)}
            messages.success(request, words)
            return redirect(found)
    context = SECTION | {"questionnaire": found, "form": form, "crumb": found, "page_title": _("Library of questions")}
    return render(request, "vendors/questionnaire_pick.html", context)


@programme_page(EDIT)
def new_question(request, programme, pk):
    found = one_questionnaire(request, programme, pk, EDIT)
    return new_record(
        request,
        QuestionForm(request.POST or None, instance=Question(questionnaire=found)),
        title=_("New question"),
        back=found,
        save=lambda record: questions.add_question(record, by=request.user),
        crumb=found,
        **SECTION,
    )


def _question(request, programme, pk) -> Question:
    records = Question.objects.select_related("questionnaire__programme__organisation", "questionnaire__round")
    return one_of(programme, records, pk, request.user, EDIT)


@programme_page(EDIT)
def edit_question(request, programme, pk):
    found = _question(request, programme, pk)
    return edit_record(
        request,
        QuestionForm(request.POST or None, instance=found),
        title=_("Question"),
        back=found.questionnaire,
        save=questions.edit_question,
        crumb=found.questionnaire,
        **SECTION,
    )


@require_POST
@programme_page(EDIT)
def remove_question(request, programme, pk):
    """From a draft that nobody has seen: it is quickly written again."""
    found = _question(request, programme, pk)
    questions.remove_question(found, by=request.user)
    messages.success(request, _("The question is removed."))
    return redirect(found.questionnaire)


@require_POST
@programme_page(EDIT)
def move_question(request, programme, pk):
    found = _question(request, programme, pk)
    questions.move_question(found, up=request.POST.get("way") == "up", by=request.user)
    return redirect(f"{found.questionnaire.get_absolute_url()}#question-{found.pk}")
