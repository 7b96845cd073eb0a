"""Recording how many people use a module, week by week."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Department
from implementation.rollout.actions.measures import counts_from
from implementation.rollout.models import AdoptionFigure, Pilot
from implementation.rollout.places import places_of
from implementation.rollout.shares import monday_of


@transaction.atomic
def record_adoption(
    pilot: Pilot,
    *,
    week: datetime.date,
    active_users: int,
    by: User,
    staff: int | None = None,
    department: Department | None = None,
    logins: int | None = None,
    records: int | None = None,
) -> AdoptionFigure:
    """Keep how many were active in the week of that day; the same week again replaces the figure.

    Without a department it is of the pilot as a whole, unless the pilot has one department only.
    """
    monday = monday_of(week)
    counts_from(pilot, monday + datetime.timedelta(days=6))
    found = _figure(pilot, department, monday)
    values = {
        "pilot": pilot,
        "active_users": active_users,
        "staff": pilot.users if staff is None else staff,
        "logins": logins,
        "records": records,
    }
    if found.pk:
        return actions.change(found, permission="rollout.record_figures", by=by, **values)
    for name, value in values.items():
        setattr(found, name, value)
    return actions.create(found, permission="rollout.record_figures", by=by)


def _figure(pilot: Pilot, department: Department | None, monday: datetime.date) -> AdoptionFigure:
    """The figure on record, or a new one. Where another pilot holds the department's week, it is the pilot's as a whole."""
    places = list(places_of(pilot))
    if department is not None and department not in places:
        raise Refused(_("Choose a department of this pilot."))
    place = department or (places[0] if len(places) == 1 else None)
    if place is not None:
        found = AdoptionFigure.objects.filter(module=pilot.module_id, department=place, week=monday).first()
        if found is None:
            return AdoptionFigure(module=pilot.module, department=place, week=monday)
        if found.pilot_id in (None, pilot.pk):
            return found
    whole = pilot.adoption.filter(department=None, week=monday).first()
    return whole or AdoptionFigure(module=pilot.module, week=monday)
