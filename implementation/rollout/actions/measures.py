"""Recording what a pilot shows."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from implementation.rollout.models import MeasureValue, Pilot, PilotMeasure


def add_measure(measure: PilotMeasure, *, by: User) -> PilotMeasure:
    """A further measure can only make the exit harder, so it may come late; not when the pilot is over."""
    if measure.pilot.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    return actions.create(measure, permission="rollout.edit_pilot", by=by)


def change_measure(measure: PilotMeasure, *, by: User, seen_revision: int | None = None, **fields) -> PilotMeasure:
    """Before the start everything can change; after it the yardstick stays: direction, baseline, target and where its values come from."""
    kept = ("direction", "baseline", "target", "source")
    fresh = PilotMeasure.objects.select_related("pilot").get(pk=measure.pk)
    moved = any(name in fields and fields[name] != getattr(fresh, name) for name in kept)
    if fresh.pilot.is_over or (moved and fresh.pilot.state != Pilot.State.PLANNED):
        raise Refused(_("The pilot has started: what it must reach stays as it was agreed."))
    return actions.change(measure, permission="rollout.edit_pilot", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def record_value(measure: PilotMeasure, *, on: datetime.date, value: Decimal, by: User, note: str = "") -> MeasureValue:
    """Keep what the measure was on a day; the same day again replaces the figure, and the trail keeps both."""
    if measure.source == PilotMeasure.Source.ADOPTION:
        raise Refused(_("This measure is taken from adoption: record the week there."))
    counts_from(measure.pilot, on)
    found = measure.values.filter(on=on).first()
    if found:
        return actions.change(found, permission="rollout.record_figures", by=by, value=value, note=note)
    kept = MeasureValue(measure=measure, on=on, value=value, note=note, by=by)
    return actions.create(kept, permission="rollout.record_figures", by=by)


def counts_from(pilot: Pilot, day: datetime.date) -> None:
    """What was before the start is a baseline, not a result."""
    if pilot.actual_start is None:
        raise Refused(_("The pilot has not started, so there is nothing to record yet."))
    if day < pilot.actual_start:
        raise Refused(_("This day is before the start of the pilot: choose a later one."))


def record_rehearsal(
    pilot: Pilot, *, on: datetime.date, minutes: int, by: User | None, limit: int | None = None, note: str = ""
) -> Pilot:
    """Keep how long it took to go back to the old way of working when that was tried."""
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Choose today or an earlier day."))
    if pilot.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    fields = {"rollback_tested_on": on, "rollback_minutes": minutes}
    if limit is not None:
        fields["rollback_limit"] = limit
    return actions.change(pilot, permission="rollout.record_figures", by=by, verb="rehearsed", note=note, **fields)
