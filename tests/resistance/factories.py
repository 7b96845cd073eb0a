"""Signs of resistance as people report them, and departments with known values."""

import datetime
from decimal import Decimal
from unittest.mock import patch

from django.utils import timezone

from change_mgmt.resistance import actions
from change_mgmt.resistance.models import EarlyWarning, Reading, Sign
from implementation.programme.models import Department
from implementation.rollout.models import AdoptionFigure
from implementation.rollout.shares import monday_of
from tests.change_mgmt.factories import make_course, make_held_session
from tests.factories import user_as


def department_of(programme, place=0) -> Department:
    return Department.objects.filter(organisation=programme.organisation).order_by("pk")[place]


def make_sign(programme, *, by=None, nameless=False, days_ago=0, **fields) -> Sign:
    values = {
        "kind": "objection",
        "seen": "The old list is kept beside the system.",
        "department": department_of(programme),
        "first_seen": timezone.localdate() - datetime.timedelta(days=days_ago),
    } | fields
    sign = Sign(programme=programme, **values)
    made = actions.report_sign(sign, by=by or user_as("manager", programme), nameless=nameless)
    if days_ago:
        Sign.objects.filter(pk=made.pk).update(noticed_on=made.first_seen)
        made.refresh_from_db()
    return made


def make_owned_sign(programme, **fields) -> Sign:
    """With an owner and a step."""
    step = {
        "owner": user_as("manager", programme),
        "next_step": "Talk with the team",
        "next_step_due": timezone.localdate() + datetime.timedelta(days=7),
    }
    return make_sign(programme, **(step | fields))


def make_confidential(programme, **fields) -> Sign:
    return make_sign(programme, confidential=True, person="Paula Person", **fields)


def adopt(programme, department, *, active=2, staff=10, weeks_ago=1) -> AdoptionFigure:
    week = monday_of(timezone.localdate()) - datetime.timedelta(weeks=weeks_ago)
    return AdoptionFigure.objects.create(
        module=programme.modules.first(), department=department, week=week, active_users=active, staff=staff
    )


def train(programme, department, *, came=1, needed=10):
    course = make_course(programme, needs={department: needed})
    return make_held_session(course, department, came=came)


def readiness_is(values: dict):
    """The survey says so, for as long as the block lasts."""
    given = {place.pk: value if value is None else Decimal(str(value)) for place, value in values.items()}
    return patch("change_mgmt.resistance.early_warning.readiness", lambda programme: given)


def make_low(programme, department=None) -> Department:
    """Low adoption and training; readiness is the survey's to say."""
    department = department or department_of(programme)
    adopt(programme, department)
    train(programme, department)
    return department


def make_warning(programme, department=None) -> EarlyWarning:
    department = make_low(programme, department)
    with readiness_is({department: 2}):
        return actions.watch(programme)[0]


def make_reading(programme, department, *, weeks_ago=0, **values) -> Reading:
    week = monday_of(timezone.localdate()) - datetime.timedelta(weeks=weeks_ago)
    return Reading.objects.create(programme=programme, department=department, week=week, **values)
