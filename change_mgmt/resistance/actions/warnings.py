"""Early warnings: kept week by week, raised once, answered with a task or a sign that has an owner."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.resistance.actions.signs import report_sign
from change_mgmt.resistance.early_warning import places
from change_mgmt.resistance.models import EarlyWarning, Reading, Sign, WarningLimit
from core import actions, audit
from core.models import Record, User
from core.workflow import perform
from implementation.programme.actions import add_task
from implementation.programme.models import Department, Programme
from implementation.rollout.shares import monday_of


@transaction.atomic
def keep_week(programme: Programme) -> int:
    """Write down what is known of every department in this week, once; returns how many rows are new."""
    audit.lock(programme.scope_key)
    week = monday_of(timezone.localdate())
    if Reading.objects.filter(programme=programme, week=week).exists():
        return 0
    rows = [
        Reading(
            programme=programme,
            department=place.department,
            week=week,
            adoption=place.values.adoption,
            readiness=place.values.readiness,
            training=place.values.training,
            signs=place.signs,
        )
        for place in places(programme)
    ]
    return len(Reading.objects.bulk_create(rows))


@transaction.atomic
def watch(programme: Programme) -> list[EarlyWarning]:
    """Raise a warning for each department that is newly low in all three; end those that are over. Returns the new ones."""
    audit.lock(programme.scope_key)
    raised = []
    for place in places(programme):
        if place.warning is None and place.judgement.is_early_warning:
            warning = EarlyWarning(
                programme=programme,
                department=place.department,
                raised_on=timezone.localdate(),
                figures=place.figures,
            )
            raised.append(actions.create(warning, permission="resistance.take_step", by=None, verb="raised"))
        elif place.warning is not None and place.judgement.is_over:
            perform(place.warning, "end", by=None, ended_on=timezone.localdate())
    return raised


@transaction.atomic
def take_step(
    programme: Programme,
    department: Department,
    *,
    text: str,
    owner: User,
    due: datetime.date,
    by: User,
    as_sign: bool = False,
) -> Record:
    """Give somebody something to do about a department: a task, or a sign of resistance that is followed. Answers the warning."""
    if not by.has_perm("resistance.take_step", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    made = {"sign": _sign(programme, department, text, owner, due, by)} if as_sign else {}
    if not as_sign:
        where = _("Early warning: %(department)s") % {"department": department}
        made = {"task": add_task(programme, text=text, owner=owner, due=due, by=by, details=where)}
    warnings = EarlyWarning.objects.filter(programme=programme, department=department)
    if warning := warnings.filter(state=EarlyWarning.State.WAITING).first():
        perform(warning, "take_step", by=by, note=text, **made)
    return next(iter(made.values()))


def _sign(programme, department, text, owner, due, by) -> Sign:
    sign = Sign(
        programme=programme,
        kind=Sign.Kind.OTHER,
        department=department,
        seen=_("Early warning: %(department)s") % {"department": department},
        first_seen=timezone.localdate(),
        how_often=Sign.Often.OFTEN,
        owner=owner,
        next_step=text,
        next_step_due=due,
    )
    return report_sign(sign, by=by)


@transaction.atomic
def set_limits(programme: Programme, *, by: User, seen_revision: int | None = None, **limits: Any) -> WarningLimit:
    """Below which values a department counts as low."""
    audit.lock(programme.scope_key)
    found = WarningLimit.objects.filter(programme=programme).first()
    if found is None:
        made = WarningLimit(programme=programme, **limits)
        return actions.create(made, permission="resistance.set_limits", by=by)
    return actions.change(found, permission="resistance.set_limits", by=by, seen_revision=seen_revision, **limits)
