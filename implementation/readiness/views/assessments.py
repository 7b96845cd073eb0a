"""The rounds of the assessment: asked, answered one dimension at a time, closed, compared."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from implementation.readiness import actions, charts
from implementation.readiness.dimensions import ALL, DIMENSIONS, statement_names
from implementation.readiness.forms import AnswersForm, AssessmentForm
from implementation.readiness.models import Assessment, AssessmentResult, Improvement
from implementation.readiness.results import FEWEST
from implementation.readiness.standing import Standing
from implementation.readiness.xlsx import workbook

SECTION = {"section": "readiness"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page("readiness.view_assessment")
def readiness(request, programme):
    """The round that is open or was closed last, or how to begin."""
    found = actions.current_assessment(programme)
    if found is None:
        return render(request, "readiness/empty.html", SECTION | {"title": _("Readiness"), "dimensions": ALL})
    return _show(request, programme, found)


@programme_page("readiness.view_assessment")
def assessment(request, programme, pk):
    return _show(request, programme, _find(request, programme, pk))


def _find(request, programme, pk, permission="readiness.view_assessment") -> Assessment:
    found = Assessment.objects.select_related("programme__organisation", "result")
    return one_of(programme, found, pk, request.user, permission)


def _show(request, programme, found):
    result = getattr(found, "result", None)
    context = SECTION | {
        "title": str(found),
        "assessment": found,
        "respondents": list(found.respondents.select_related("person")),
        "mine": found.respondents.filter(person=request.user).first(),
        "fewest": FEWEST,
        "is_first": not AssessmentResult.objects.filter(programme=programme).exclude(assessment=found).exists(),
    }
    if result:
        standing = Standing(result, _result_before(programme, found))
        improvements = Improvement.objects.looked_after(found).select_related("task__owner")
        context |= {
            "standing": standing,
            "improvements": list(improvements),
            "chart": charts.levels_chart(standing),
        }
    return render(request, "readiness/assessment.html", context)


def _result_before(programme, found) -> AssessmentResult | None:
    earlier = AssessmentResult.objects.filter(programme=programme, assessment__number__lt=found.number)
    return earlier.order_by("-assessment__number").first()


@programme_page("readiness.run_assessment")
def new_assessment(request, programme):
    """Choose who is asked; those of the last round are ticked already."""
    last = programme.assessments.order_by("-number").first()
    asked = last.respondents.values_list("person", flat=True) if last else []
    form = AssessmentForm(
        request.POST or None,
        instance=Assessment(programme=programme, number=0),
        initial={"people": list(asked)},
    )
    return new_record(
        request,
        form,
        title=_("Ask how ready we are"),
        lead=_(
            "Eight dimensions, three statements each: about ten minutes. Nobody sees what a single person answered."
        ),
        save=lambda item: actions.open_assessment(item, form.cleaned_data["people"], by=request.user),
        back=lambda item: item.get_absolute_url(),
        cancel=reverse("readiness", args=[programme.pk]),
        **SECTION,
    )


def _mine(request, programme, pk):
    """The asked person's own place in the round; others are refused."""
    found = _find(request, programme, pk)
    mine = found.respondents.filter(person=request.user).select_related("assessment__programme").first()
    if mine is None:
        raise Refused(_("You are not asked in this round."))
    return found, mine


@programme_page("readiness.view_assessment")
def answer(request, programme, pk):
    """One dimension at a time, kept as one goes."""
    found, mine = _mine(request, programme, pk)
    if mine.state != mine.State.ASKED or found.state != found.State.OPEN:
        return redirect(found)
    kept = dict(mine.answers.values_list("statement", "score"))
    dimension = DIMENSIONS.get(request.GET.get("d", "")) or _first_open(kept)
    form = AnswersForm(request.POST or None, dimension=dimension, kept=kept)
    if request.method == "POST" and form.is_valid():
        actions.save_answers(mine, dimension.key, form.scores, by=request.user)
        return _onward(request, found, dimension)
    places = [{"dimension": item, "done": all(name in kept for name in statement_names(item))} for item in ALL]
    context = SECTION | {
        "title": dimension.label,
        "assessment": found,
        "form": form,
        "dimension": dimension,
        "places": places,
        "number": ALL.index(dimension) + 1,
        "before": ALL[ALL.index(dimension) - 1] if ALL.index(dimension) else None,
        "is_complete": all(place["done"] for place in places),
    }
    return render(request, "readiness/answer.html", context)


def _first_open(kept):
    open_ones = (item for item in ALL if any(name not in kept for name in statement_names(item)))
    return next(open_ones, ALL[-1])


def _onward(request, found, dimension):
    """The next dimension; after the last one back to it, where the answers are handed in."""
    place = ALL.index(dimension) + 1
    if place == len(ALL):
        messages.success(request, _("Your answers are saved. Hand them in when they are complete."))
    following = ALL[min(place, len(ALL) - 1)]
    return redirect(f"{reverse('answer_assessment', args=[found.programme_id, found.pk])}?d={following.key}")


@require_POST
@programme_page("readiness.view_assessment")
def hand_in(request, programme, pk):
    found, mine = _mine(request, programme, pk)
    actions.hand_in(mine, by=request.user)
    messages.success(request, _("Thank you. Your answers are handed in."))
    return redirect(found)


@require_POST
@programme_page("readiness.view_assessment")
def take_back(request, programme, pk):
    found, mine = _mine(request, programme, pk)
    actions.take_back(mine, by=request.user)
    return redirect("answer_assessment", programme.pk, found.pk)


@programme_page("readiness.run_assessment")
def close(request, programme, pk):
    found = _find(request, programme, pk, "readiness.run_assessment")
    if request.method == "POST":
        actions.close_assessment(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The round is closed. These are its results."))
        return redirect(found)
    respondents = list(found.respondents.select_related("person"))
    context = SECTION | {
        "title": _("Close the round"),
        "assessment": found,
        "missing": [item.person.name for item in respondents if item.state == item.State.ASKED],
        "respondents": respondents,
    }
    return render(request, "readiness/close.html", context)


@programme_page("readiness.view_assessment")
def rounds(request, programme):
    """The closed rounds beside each other."""
    results = list(
        AssessmentResult.objects.filter(programme=programme).select_related("assessment").order_by("assessment__number")
    )
    standings = [Standing(result) for result in results]
    rows = [(item, [standing.levels.get(item.key) for standing in standings]) for item in ALL]
    context = SECTION | {
        "title": _("Rounds compared"),
        "results": results,
        "rows": rows,
        "means": [standing.mean for standing in standings],
        "chart": charts.rounds_chart(standings),
        "others": programme.assessments.exclude(state=Assessment.State.CLOSED),
    }
    return render(request, "readiness/rounds.html", context)


@programme_page("readiness.view_assessment")
def xlsx(request, programme, pk):
    found = _find(request, programme, pk)
    if not hasattr(found, "result"):
        raise Refused(_("Close the round first: until then there are no results."))
    response = HttpResponse(workbook(Standing(found.result, _result_before(programme, found))), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="readiness-{found.number}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
