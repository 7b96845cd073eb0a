"""How we would leave: the plan, and its steps."""

from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.roles import STEERING
from implementation.programme.actions import people_on
from vendors.models import ExitPlan, ExitStep


def save_exit_plan(plan: ExitPlan, *, by: User, seen_revision: int | None = None, **fields) -> ExitPlan:
    if plan.pk is None:
        return actions.create(plan, permission="vendors.edit_contract", by=by)
    return actions.change(plan, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)


def add_exit_step(step: ExitStep, *, by: User) -> ExitStep:
    _hold_owner(step, step.owner)
    return actions.create(step, permission="vendors.edit_contract", by=by)


def edit_exit_step(step: ExitStep, *, by: User, seen_revision: int | None = None, **fields) -> ExitStep:
    """What is done or dropped stays as it was; open it again first."""
    if ExitStep.objects.get(pk=step.pk).state != ExitStep.State.OPEN:
        raise Refused(_("This step is done or dropped. Open it again first."))
    _hold_owner(step, fields.get("owner", step.owner))
    return actions.change(step, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)


def _hold_owner(step: ExitStep, owner: User) -> None:
    if not people_on(step.plan.contract.programme, *STEERING).filter(pk=owner.pk).exists():
        raise Refused(_("This person is not on the programme."))
