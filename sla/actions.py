"""What people do with the terms of an agreement: put it in force."""

from django.db import transaction
from django.utils import timezone

from core import actions, audit
from core.models import User
from core.workflow import perform
from sla.models import Agreement, Objective
from sla.rollup import roll_up
from sla.rules import keep_terms


@transaction.atomic
def add_objective(objective: Objective, *, by: User) -> Objective:
    keep_terms(objective.agreement)
    actions.create(objective, permission="sla.edit_agreement", by=by)
    roll_up(objective.agreement)
    return objective


@transaction.atomic
def edit_objective(objective: Objective, *, by: User, seen_revision: int | None = None, **fields) -> Objective:
    """Change it and work its months out again: both or neither."""
    audit.lock(objective.scope_key)
    keep_terms(Agreement.objects.get(pk=objective.agreement_id))
    fresh = actions.change(objective, permission="sla.edit_agreement", by=by, seen_revision=seen_revision, **fields)
    roll_up(fresh.agreement)
    return fresh


@transaction.atomic
def put_in_force(agreement: Agreement, *, by: User) -> Agreement:
    """From now on complete months are judged, those that lie behind it from the day each objective is valid too."""
    perform(agreement, "put_in_force", by=by, in_force_on=agreement.in_force_on or timezone.localdate())
    roll_up(agreement)
    return agreement
