from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from change_mgmt.survey import actions
from change_mgmt.survey.asked import mails_of, participation
from change_mgmt.survey.cards import cards
from change_mgmt.survey.comparison import comparable
from change_mgmt.survey.forms import SurveyForm
from change_mgmt.survey.groups import grouped, people_asked
from change_mgmt.survey.hiding import LEAST, OTHERS
from change_mgmt.survey.models import Survey, SurveyResult
from change_mgmt.survey.results import Result
from change_mgmt.survey.telling import told
from core import actions as core_actions
from core.edit import edit_record, new_record
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page

PERMISSION = "survey.edit_survey"
A_PAGE = 20


def one(request, programme, pk, permission="survey.view_survey") -> Survey:
    found = Survey.objects.select_related("programme__organisation", "pilot")
    return one_of(programme, found, pk, request.user, permission)


@programme_page("survey.view_survey")
def surveys(request, programme):
    found = Survey.objects.filter(programme=programme).select_related("pilot", "result")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    for survey in page:
        survey.programme = programme
    rows = [(survey, Result(survey.result) if hasattr(survey, "result") else None) for survey in page]
    context = {"page": page, "rows": rows, "least": LEAST, "title": _("Readiness survey"), "section": "surveys"}
    return render(request, "survey/surveys.html", context)


@programme_page("survey.view_survey")
def survey(request, programme, pk):
    """A draft says whom it will ask, an open one how far it is, a closed one what may be told of its answers."""
    found = one(request, programme, pk)
    context = {"survey": found, "title": found.title, "section": "surveys", "least": LEAST}
    if found.state == Survey.State.CLOSED:
        kept = SurveyResult.objects.select_related("survey").get(survey=found)
        others = comparable(kept)
        chosen = whole(request.GET.get("with", ""))
        before = next((each for each in others if each.survey_id == chosen), others[0] if others else None)
        context |= told(kept, before, programme) | {"others": others}
        return render(request, "survey/result.html", context)
    if found.state == Survey.State.OPEN:
        return render(request, "survey/open.html", context | participation(found) | {"mails": mails_of(found)})
    return render(request, "survey/draft.html", context | _to_be_asked(found))


def _to_be_asked(survey: Survey) -> dict:
    people = list(people_asked(survey))
    groups, _keys = grouped(survey, people)
    return {
        "people": len(people),
        "groups": groups,
        "others": next((group for group in groups if group["key"] == OTHERS), None),
        "on_paper": sum(1 for employee in people if not employee.email),
    }


def _form(request, programme, instance):
    return SurveyForm(request.POST or None, instance=instance, programme=programme)


@programme_page(PERMISSION)
def new_survey(request, programme):
    return new_record(
        request,
        _form(request, programme, Survey(programme=programme)),
        title=_("Plan a survey"),
        lead=_("Ask before a pilot and again after it, the same people in the same groups: then the change shows."),
        back=lambda record: record,
        cancel=reverse("surveys", args=[programme.pk]),
        permission=PERMISSION,
        section="surveys",
    )


@programme_page(PERMISSION)
def edit_survey(request, programme, pk):
    found = one(request, programme, pk, PERMISSION)
    if found.state != Survey.State.DRAFT:
        raise Refused(_("It has been opened: whom it asks and what stays as it was. Close it, and plan another."))
    return edit_record(
        request,
        _form(request, programme, found),
        title=_("Edit the survey"),
        back=found,
        permission=PERMISSION,
        section="surveys",
    )


@require_POST
@programme_page(PERMISSION)
def remove_survey(request, programme, pk):
    found = one(request, programme, pk, PERMISSION)
    if found.state != Survey.State.DRAFT:
        raise Refused(_("It has been opened: it stays on record."))
    core_actions.remove(found, permission=PERMISSION, by=request.user)
    messages.success(request, _("%(name)s is removed.") % {"name": found})
    return redirect("surveys", programme.pk)


@programme_page(PERMISSION)
def open_survey(request, programme, pk):
    """What opening does, and the button that does it."""
    found = one(request, programme, pk, PERMISSION)
    if request.method == "POST":
        actions.open_survey(found, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, _("%(name)s is open.") % {"name": found})
        return redirect(found)
    context = {"survey": found, "title": _("Open the survey"), "section": "surveys", **_to_be_asked(found)}
    return render(request, "survey/open_survey.html", context)


@programme_page(PERMISSION)
def close_survey(request, programme, pk):
    found = one(request, programme, pk, PERMISSION)
    if request.method == "POST":
        actions.close_survey(found, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, _("%(name)s is closed: its results are below.") % {"name": found})
        return redirect(found)
    context = {"survey": found, "title": _("Close the survey"), "section": "surveys", "least": LEAST}
    return render(request, "survey/close_survey.html", context)


@require_POST
@programme_page(PERMISSION)
def remind_survey(request, programme, pk):
    found = one(request, programme, pk, PERMISSION)
    actions.remind(found, by=request.user)
    messages.success(request, _("A reminder is on its way to those who have not answered."))
    return redirect(found)


@never_cache
@programme_page(PERMISSION)
def survey_cards(request, programme, pk):
    """All cards of the survey for printing, used or not: fewer cards would tell who has answered."""
    found = one(request, programme, pk, PERMISSION)
    if found.state != Survey.State.OPEN:
        raise Refused(_("Cards are there while the survey is open."))
    made = cards(found, translation.get_language())
    if made is None:
        raise Refused(_("Everybody has a link by mail: there are no cards to print."))
    answer = HttpResponse(made.bytes, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="survey-cards-{timezone.localdate():%Y-%m-%d}.pdf"'
    return answer
