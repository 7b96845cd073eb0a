"""The goals looked at 30, 60 and 90 days after going live."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import edit_record
from core.refusal import Refused
from core.roles import INSIDERS
from implementation.goals import actions
from implementation.goals.forms import PlanForm, RemarksForm, ReviewForm, VerdictForm
from implementation.goals.models import GoalReview
from implementation.goals.registry import went_live_on
from implementation.programme.actions import people_on
from implementation.programme.models import Task
from implementation.programme.pages import one_of, programme_page


@programme_page("goals.view_goalreview")
def goal_reviews(request, programme):
    found = programme.goalreviews.select_related("lead").prefetch_related("lines")
    context = {
        "section": "goals",
        "title": _("Reviews after going live"),
        "reviews": [(review, _counts(review)) for review in found],
        "live_on": went_live_on(programme),
    }
    return render(request, "goals/reviews.html", context)


def _counts(review: GoalReview) -> dict[str, int]:
    verdicts = [line.verdict for line in review.lines.all()]
    return {name: verdicts.count(name) for name in ("reached", "partly", "not_reached")} | {"total": len(verdicts)}


@programme_page("goals.plan_review")
def plan_reviews(request, programme):
    """The day from which the reviews are counted, where the records do not know it."""
    if programme.goalreviews.exists():
        raise Refused(_("The reviews are planned already: change the day of each on its page."))
    initial = {"live_on": went_live_on(programme) or timezone.localdate()}
    form = PlanForm(request.POST or None, initial=initial)
    back = reverse("goal_reviews", args=[programme.pk])
    if request.method == "POST" and form.is_valid():
        actions.plan_reviews(programme, live_on=form.cleaned_data["live_on"], by=request.user)
        messages.success(request, _("The reviews are planned."))
        return redirect(back)
    context = {"form": form, "title": _("Plan the reviews"), "back": back, "section": "goals"}
    return render(request, "core/form.html", context | {"submit": _("Plan the reviews")})


@programme_page("goals.view_goalreview")
def goal_review(request, programme, pk):
    found = one_of(programme, GoalReview.objects.select_related("lead"), pk, request.user, "goals.view_goalreview")
    context = {
        "section": "goals",
        "title": str(found),
        "review": found,
        "lines": found.lines.select_related("goal"),
        "tasks": _tasks(found),
        "goals": programme.goals.pursued().with_latest().select_related("owner").order_by("number")
        if found.state == GoalReview.State.PLANNED
        else (),
    }
    return render(request, "goals/review.html", context)


def _tasks(review: GoalReview) -> list[Task]:
    """What was given out when it was held."""
    kind = ContentType.objects.get_for_model(review)
    return list(Task.objects.filter(about_type=kind, about_id=review.pk).select_related("owner"))


@programme_page("goals.plan_review")
def edit_review(request, programme, pk):
    found = one_of(programme, GoalReview.objects, pk, request.user, "goals.plan_review")
    if found.state != GoalReview.State.PLANNED:
        raise Refused(_("This review is held already."))
    form = ReviewForm(request.POST or None, instance=found, programme=programme)
    return edit_record(request, form, title=str(found), permission="goals.plan_review", back=found, section="goals")


@programme_page("goals.view_goalreview")
def hold_review(request, programme, pk):
    """Every goal with its value of today, to be judged; saved as a whole."""
    found = one_of(programme, GoalReview.objects, pk, request.user, "goals.hold_review")
    if found.state != GoalReview.State.PLANNED:
        raise Refused(_("This review is held already."))
    if not found.is_live:
        raise Refused(_("The system has not gone live yet: hold the review after that day."))
    goals = list(programme.goals.pursued().with_latest().select_related("owner").order_by("number"))
    people = people_on(programme, *INSIDERS)
    given = request.POST if request.method == "POST" else None
    choices = [("", _("Nobody yet")), *((person.pk, person.name) for person in people)]
    forms = [VerdictForm(given, goal=goal, people=people, choices=choices) for goal in goals]
    remarks = RemarksForm(given)
    if given is not None and all([remarks.is_valid(), *(form.is_valid() for form in forms)]):
        actions.hold_review(
            found,
            found=[form.found for form in forms],
            remarks=remarks.cleaned_data["remarks"],
            by=request.user,
        )
        messages.success(request, _("The review is held."))
        return redirect(found)
    context = {"section": "goals", "title": _("Hold the review"), "review": found, "forms": forms, "remarks": remarks}
    return render(request, "goals/hold_review.html", context)
