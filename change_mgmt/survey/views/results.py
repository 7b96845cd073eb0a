from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from change_mgmt.survey import actions
from change_mgmt.survey.elements import Element
from change_mgmt.survey.forms import StepForm
from change_mgmt.survey.models import Survey, SurveyResult
from change_mgmt.survey.proposals import PROPOSALS
from change_mgmt.survey.results import ALL, Result
from change_mgmt.survey.sheet import workbook
from change_mgmt.survey.telling import called, inside
from core.refusal import Refused
from core.text import say
from implementation.programme.pages import one_of, programme_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _kept(request, programme, pk, permission="survey.view_survey") -> SurveyResult:
    """``pk`` is the survey’s."""
    survey = one_of(programme, Survey.objects.select_related("programme"), pk, request.user, permission)
    kept = SurveyResult.objects.filter(survey=survey).first()
    if kept is None:
        raise Refused(_("There are no results before the survey is closed."))
    kept.survey = survey
    return kept


@programme_page("survey.view_survey")
def survey_sheet(request, programme, pk):
    found = _kept(request, programme, pk)
    answer = HttpResponse(workbook(Result(found)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="readiness-survey-{found.survey_id}.xlsx"'
    return answer


@programme_page("survey.edit_survey")
def act_on_barrier(request, programme, pk, row):
    """``row`` is the key of a group as the result has it. The first step is written already; it may be changed."""
    found = _kept(request, programme, pk, "survey.edit_survey")
    line = Result(found).line(row)
    if line is None:
        raise Http404
    if line.barrier is None:
        raise Refused(_("This is no barrier of that group: look at the results again."))
    proposal = PROPOSALS[Element(line.barrier)]
    first = say(proposal.task, group=_("everybody") if line.key == ALL else inside(line) or called(line))
    form = StepForm(request.POST or None, initial={"text": str(first)[:200]}, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            actions.act_on(found, row=row, element=line.barrier, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The task is given. It stands beside the barrier."))
            return redirect(f"{found.survey.get_absolute_url()}#barriers")
    context = {
        "form": form,
        "title": _("Act on a barrier: %(group)s") % {"group": called(line)},
        "lead": proposal.advice,
        "submit": _("Give the task"),
        "back": found.survey.get_absolute_url(),
        "section": "surveys",
    }
    return render(request, "core/form.html", context)
