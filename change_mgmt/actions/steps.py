"""What must be done once a change is approved: entered before, tasks after, finished at the end."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.models import ChangeRequest, ChangeStep
from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.actions import add_task, people_on
from implementation.programme.models import Task

ASSESS = "change_mgmt.assess_change"


def add_step(step: ChangeStep, *, by: User) -> ChangeStep:
    _still_planned(step.change)
    if not people_on(step.change.programme).filter(pk=step.owner_id).exists():
        raise Refused(_("Choose somebody who is on the programme."))
    return actions.create(step, permission=ASSESS, by=by)


def remove_step(step: ChangeStep, *, by: User) -> None:
    _still_planned(step.change)
    actions.remove(step, permission=ASSESS, by=by)


def _still_planned(change: ChangeRequest) -> None:
    if not (change.is_open or change.state == ChangeRequest.State.POSTPONED):
        raise Refused(_("This change is decided: its steps are tasks now, or of no more use."))


def make_tasks(change: ChangeRequest, *, by: User) -> list[Task]:
    """A task for each step. A day that has passed meanwhile becomes today."""
    made = []
    for step in change.steps.filter(task=None).select_related("owner"):
        due = max(step.due, timezone.localdate())
        task = add_task(change.programme, text=step.text, owner=step.owner, due=due, by=by, about=change)
        made.append(task)
        # One's own task needs no second entry; the step only remembers which one it became.
        ChangeStep.objects.filter(pk=step.pk).update(task=task)
    return made


def open_tasks(change: ChangeRequest) -> list[Task]:
    return [step.task for step in change.steps.select_related("task") if step.task and step.task.state == "open"]


@transaction.atomic
def finish_change(
    change: ChangeRequest,
    *,
    by: User,
    result: str,
    actual_cost: Decimal,
    actual_days: int,
    why_open: str = "",
    seen: str = "",
) -> ChangeRequest:
    """Implemented: what it cost and took against what was planned. Open tasks need a reason why it counts as done."""
    left = open_tasks(change)
    if left and not why_open.strip():
        raise Refused(_("%(n)d tasks are open. Finish them, or say why the change counts as done.") % {"n": len(left)})
    return perform(
        change,
        "implement",
        by=by,
        seen=seen,
        note=why_open or result,
        result=result,
        actual_cost=actual_cost,
        actual_days=actual_days,
    )


def tell_people(change: ChangeRequest, *, by: User) -> ChangeRequest:
    """Those whom the change reaches were told of it, today."""
    if change.state not in (ChangeRequest.State.APPROVED, ChangeRequest.State.IMPLEMENTED):
        raise Refused(_("Tell people once the change is approved."))
    if change.people_told_on:
        return change
    return actions.change(change, permission=ASSESS, by=by, verb="people told", people_told_on=_today())


def _today() -> datetime.date:
    return timezone.localdate()
