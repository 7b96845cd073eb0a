"""Reviews after going live: planned by themselves, held by people, kept as they were held."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.roles import Role
from core.workflow import perform
from implementation.goals.models import Goal, GoalReview, ReviewedGoal
from implementation.goals.registry import went_live_on
from implementation.programme.actions import add_task, people_on
from implementation.programme.models import Programme

#: Days after going live on which the goals are looked at.
DAYS = (30, 60, 90)


@dataclass(frozen=True)
class Found:
    """What the people say of one goal, and what follows from it."""

    goal: Goal
    verdict: str
    remark: str = ""
    task: str = ""
    task_owner: User | None = None
    task_due: datetime.date | None = None


@transaction.atomic
def plan_reviews(programme: Programme, *, live_on: datetime.date, by: User | None) -> list[GoalReview]:
    """Reviews 30, 60 and 90 days after going live; those that are planned already stay as they are."""
    if by is not None and not by.has_perm("goals.plan_review", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    there = set(programme.goalreviews.values_list("days", flat=True))
    lead = people_on(programme, Role.MANAGER).first()
    new = [
        GoalReview(
            programme=programme, days=days, went_live_on=live_on, due=live_on + datetime.timedelta(days=days), lead=lead
        )
        for days in DAYS
        if days not in there
    ]
    return [actions.create(review, permission="goals.plan_review", by=by) for review in new]


def plan_everywhere() -> int:
    """Programmes that have gone live get their reviews; those planned for another day move. Safe to run at any time."""
    found = Programme.objects.filter(state=Programme.State.UNDER_WAY)
    live = ((programme, went_live_on(programme)) for programme in found)
    return sum(_plan_and_move(programme, day) for programme, day in live if day)


def _plan_and_move(programme: Programme, live_on: datetime.date) -> int:
    """How many were made or moved. A day that somebody chose for a review stays."""
    made = plan_reviews(programme, live_on=live_on, by=None)
    planned = programme.goalreviews.filter(state=GoalReview.State.PLANNED).exclude(went_live_on=live_on)
    moved = [_move(review, live_on) for review in planned]
    return len(made) + len(moved)


def _move(review: GoalReview, live_on: datetime.date) -> GoalReview:
    days = datetime.timedelta(days=review.days)
    usual = review.due == review.went_live_on + days or review.due <= live_on
    due = live_on + days if usual else review.due
    return actions.change(review, permission="goals.plan_review", by=None, went_live_on=live_on, due=due)


@transaction.atomic
def hold_review(review: GoalReview, *, found: Sequence[Found], remarks: str, by: User) -> GoalReview:
    """Keep value and verdict of every goal pursued as they are now, and give out what is to be done."""
    if not by.has_perm("goals.hold_review", review):
        raise PermissionDenied
    audit.lock(review.scope_key)
    review = GoalReview.objects.select_related("programme").get(pk=review.pk)
    if review.state != GoalReview.State.PLANNED:
        raise Refused(_("This review is held already."))
    if not review.is_live:
        raise Refused(_("The system has not gone live yet: hold the review after that day."))
    said = {item.goal.pk: item for item in found}
    goals = list(review.programme.goals.pursued().with_latest())
    if not goals:
        raise Refused(_("No goal is pursued: set goals before you hold a review."))
    if {goal.pk for goal in goals} != set(said):
        raise Refused(_("The goals have changed meanwhile: look at the list again and say of every goal what is so."))
    for goal in goals:
        _keep(review, goal, said[goal.pk], by=by)
    return perform(
        review,
        "hold",
        by=by,
        remarks=remarks,
        held_on=timezone.localdate(),
        held_by_name=by.name,
    )


def _keep(review: GoalReview, goal: Goal, said: Found, *, by: User) -> None:
    line = ReviewedGoal(
        review=review,
        goal=goal,
        title=goal.title,
        unit=goal.unit,
        baseline=goal.baseline,
        target=goal.target,
        value=goal.newest,
        measured_on=goal.latest_on,
        standing=goal.standing,
        verdict=said.verdict,
        remark=said.remark,
    )
    actions.create(line, permission="goals.hold_review", by=by)
    if said.task:
        add_task(
            review.programme,
            text=said.task,
            owner=said.task_owner,
            due=said.task_due,
            by=by,
            about=review,
            details=goal.title,
        )
