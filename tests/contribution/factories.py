"""Soft points as managers enter them."""

import datetime

from django.utils import timezone

from change_mgmt.contribution import actions
from change_mgmt.contribution.models import PointKind, SoftPoint
from core.workflow import perform
from implementation.programme.actions import add_task
from implementation.programme.models import Task
from tests.factories import number, user_as


def a_point(programme, *, person=None, **fields) -> SoftPoint:
    """Not on record yet."""
    today = timezone.localdate()
    values = {
        "kind": "innovation",
        "points": 4,
        "reason": "Found a way to copy quotes with two clicks.",
        "evidence": "Minutes of the pilot meeting",
        "period_from": today - datetime.timedelta(days=30),
        "period_to": today,
    } | fields
    return SoftPoint(programme=programme, person=person or user_as("member", programme), **values)


def make_point(programme, *, by=None, days_ago=0, **fields) -> SoftPoint:
    point = actions.give_point(a_point(programme, **fields), by=by or user_as("manager", programme))
    if days_ago:
        given = timezone.now() - datetime.timedelta(days=days_ago)
        SoftPoint.objects.filter(pk=point.pk).update(given_at=given)
        point.refresh_from_db()
    return point


def make_kind(programme, **fields) -> PointKind:
    return PointKind.objects.create(programme=programme, **({"name": f"Kind {number()}"} | fields))


def do_task(programme, owner, *, due_in=0) -> Task:
    """Given by the manager, done now."""
    due = timezone.localdate() + datetime.timedelta(days=due_in)
    manager = user_as("manager", programme)
    task = add_task(programme, text="Clean the file", owner=owner, due=due, by=manager)
    return perform(task, "finish", by=owner)
