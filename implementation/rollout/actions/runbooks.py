"""Writing checklists for the day a module goes live or is given up."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.rollout.default_steps import LISTS
from implementation.rollout.models import Runbook, RunbookStep

MOST_STEPS = 60


@transaction.atomic
def write_runbook(runbook: Runbook, *, by: User | None) -> Runbook:
    """Set up a checklist with the steps that most need, in the organisation's language."""
    if runbook.module.programme_id != runbook.programme_id:
        raise Refused(_("Choose a module of this programme."))
    if runbook.pilot and runbook.pilot.module_id != runbook.module_id:
        raise Refused(_("The pilot is of another module: choose the module that it tries."))
    actions.create(runbook, permission="rollout.edit_runbook", by=by)
    with translation.override(runbook.programme.organisation.language):
        steps = [
            RunbookStep(runbook=runbook, number=number, text=str(text), planned_minutes=minutes, no_return=no_return)
            for number, (text, minutes, no_return) in enumerate(LISTS[runbook.kind], start=1)
        ]
    RunbookStep.objects.bulk_create(steps)
    return runbook


@transaction.atomic
def add_step(step: RunbookStep, *, by: User) -> RunbookStep:
    """At the end; it can be moved from there."""
    audit.lock(step.runbook.scope_key)
    numbers = list(step.runbook.steps.values_list("number", flat=True))
    if len(numbers) >= MOST_STEPS:
        raise Refused(_("A checklist of more than 60 steps is not followed: put some together."))
    step.number = max(numbers, default=0) + 1
    _two_people(step.responsible_id, step.confirmer_id)
    return actions.create(step, permission="rollout.edit_runbook", by=by)


def change_step(step: RunbookStep, *, by: User, seen_revision: int | None = None, **fields) -> RunbookStep:
    responsible = fields.get("responsible", step.responsible)
    confirmer = fields.get("confirmer", step.confirmer)
    _two_people(getattr(responsible, "pk", None), getattr(confirmer, "pk", None))
    return actions.change(step, permission="rollout.edit_runbook", by=by, seen_revision=seen_revision, **fields)


def _two_people(responsible: int | None, confirmer: int | None) -> None:
    if responsible and responsible == confirmer:
        raise Refused(_("Who does a step does not confirm it: choose two people."))


@transaction.atomic
def move_step(step: RunbookStep, *, up: bool, by: User) -> RunbookStep:
    """One place up or down; at the end of the list nothing changes."""
    audit.lock(step.scope_key)
    steps = list(step.runbook.steps.all())
    here = next(index for index, item in enumerate(steps) if item.pk == step.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(steps):
        return step
    other = steps[there]
    mine, theirs = step.number, other.number
    RunbookStep.objects.filter(pk=other.pk).update(number=mine)
    return actions.change(step, permission="rollout.edit_runbook", by=by, verb="moved", number=theirs)


def remove_step(step: RunbookStep, *, by: User) -> None:
    actions.remove(step, permission="rollout.edit_runbook", by=by)
