"""Saying what was found, by people or from the product's own records."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.goals import measures
from implementation.goals.models import Goal, Measurement
from implementation.programme.models import Programme

#: What a value may have before the point.
MOST = Decimal("999999999999.999")


@transaction.atomic
def measure(measurement: Measurement, *, by: User) -> Measurement:
    """Say what was found on a day. A measurement is never changed; a correction is a further one."""
    audit.lock(measurement.scope_key)
    if Goal.objects.get(pk=measurement.goal_id).state == Goal.State.DROPPED:
        raise Refused(_("This goal is dropped: take it up again before you measure it."))
    measurement.by = by
    return actions.create(measurement, permission="goals.measure_goal", by=by)


def take_from_records(goal: Goal, *, by: User) -> Measurement:
    """The figure of the records as it is now, because somebody asks for it."""
    if not by.has_perm("goals.measure_goal", goal):
        raise PermissionDenied
    found = record_from_source(goal)
    if found is None:
        raise Refused(_("Nothing to record: the figure is unknown, as it was, or somebody measured today."))
    return found


@transaction.atomic
def record_from_source(goal: Goal) -> Measurement | None:
    """Record the figure of the goal's source where it changed; None where there is nothing to record.

    What a person measured today stays, and so does a goal that is dropped.
    """
    audit.lock(goal.scope_key)
    goal = Goal.objects.select_related("programme__organisation").filter(pk=goal.pk).first()
    if goal is None or not goal.source or goal.state == Goal.State.DROPPED:
        return None
    with (
        timezone.override(goal.programme.organisation.zone),
        translation.override(goal.programme.organisation.language),
    ):
        today = timezone.localdate()
        value = measures.take(goal.source, goal.programme, today)
        if value is None or abs(value) > MOST or not _is_news(goal, value, today):
            return None
        note = _("Taken from the records: %(what)s.") % {"what": measures.words(goal.source)}
        found = Measurement(goal=goal, on=today, value=value, note=note[:300], source=goal.source)
        return actions.create(found, permission="goals.measure_goal", by=None)


def _is_news(goal: Goal, value: Decimal, today: datetime.date) -> bool:
    newest = goal.measurements.first()
    if newest is None:
        return True
    return newest.value != value and not goal.measurements.filter(on=today, source="").exists()


def record_everywhere() -> int:
    """Every goal pursued with a source, in programmes under way. Safe to run at any time."""
    goals = Goal.objects.pursued().exclude(source="").filter(programme__state=Programme.State.UNDER_WAY)
    return sum(record_from_source(goal) is not None for goal in goals.order_by("programme", "pk"))
