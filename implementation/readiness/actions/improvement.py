import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from implementation.programme.actions import add_task
from implementation.readiness.models import Assessment, Improvement


@transaction.atomic
def plan_improvement(
    assessment: Assessment, dimension: str, *, text: str, owner: User, due: datetime.date, by: User
) -> Improvement:
    """Give somebody a task that makes a weak dimension better. Only after the round is closed."""
    if not by.has_perm("readiness.edit_readiness", assessment):
        raise PermissionDenied
    if assessment.state != Assessment.State.CLOSED:
        raise Refused(_("Close the round first: until then nobody knows what is weak."))
    task = add_task(assessment.programme, text=text, owner=owner, due=due, by=by, about=assessment)
    found = Improvement(assessment=assessment, dimension=dimension, task=task)
    return actions.create(found, permission="readiness.edit_readiness", by=by)
