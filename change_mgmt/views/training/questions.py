"""The test of a course, as those who run the training write it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions import trials
from change_mgmt.forms.questions import QuestionForm
from change_mgmt.models import Course, Enrolment, Question
from change_mgmt.views.training.shared import EDIT, enrolments
from core import actions
from core.refusal import Refused, Stale
from implementation.programme.pages import one_of, programme_page


@programme_page(EDIT)
def course_test(request, programme, pk):
    found = one_of(programme, Course.objects, pk, request.user, EDIT)
    context = {
        "course": found,
        "questions": found.questions.all(),
        "page_title": _("Test"),
        "crumb": found,
    }
    return render(request, "change_mgmt/course_test.html", context)


@programme_page(EDIT)
def new_question(request, programme, pk):
    """``pk`` is the course."""
    found = one_of(programme, Course.objects, pk, request.user, EDIT)
    return _question_page(request, programme, Question(course=found), title=_("New question"))


@programme_page(EDIT)
def edit_question(request, programme, pk):
    queryset = Question.objects.select_related("course__programme")
    found = one_of(programme, queryset, pk, request.user, EDIT)
    return _question_page(request, programme, found, title=_("Edit the question"))


def _question_page(request, programme, question, *, title):
    form = QuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            _save(question, form, by=request.user)
        except Stale as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The question is saved."))
            return redirect("course_test", programme.pk, question.course_id)
    context = {"form": form, "question": question, "course": question.course, "title": title, "crumb": question.course}
    return render(request, "change_mgmt/question.html", context)


def _save(question: Question, form: QuestionForm, *, by) -> None:
    if question.pk:
        actions.change(question, permission=EDIT, by=by, seen_revision=form.cleaned_data["revision"], **form.values)
        return
    for name, value in form.values.items():
        setattr(question, name, value)
    actions.create(question, permission=EDIT, by=by)


@require_POST
@programme_page(EDIT)
def remove_question(request, programme, pk):
    """Tries that were handed in keep the paper as it was."""
    found = one_of(programme, Question.objects.select_related("course"), pk, request.user, EDIT)
    actions.remove(found, permission=EDIT, by=request.user)
    messages.success(request, _("The question is removed."))
    return redirect("course_test", programme.pk, found.course_id)


@require_POST
@programme_page("change_mgmt.mark_attendance")
def another_try(request, programme, pk):
    found = one_of(programme, enrolments(), pk, request.user, "change_mgmt.mark_attendance")
    if found.state != Enrolment.State.ATTENDED:
        raise Refused(_("Only who attended takes the test."))
    trials.allow_another_try(found, by=request.user)
    messages.success(request, _("%(name)s may try once more.") % {"name": found.name})
    return redirect(found.session)
