"""Real processes, made as people make them."""

import datetime

from django.utils import timezone

from change_mgmt.processes import actions
from change_mgmt.processes.actions import Row
from change_mgmt.processes.models import Effect, Fate, Lane, Process, Step
from tests.factories import number, user_as

AS_IS, TO_BE = "as_is", "to_be"


def make_process(programme, **fields) -> Process:
    values = {"name": f"Process {number()}", "owner": user_as("executive", programme)} | fields
    return actions.create_process(Process(programme=programme, **values), by=user_as("consultant", programme))


def make_step(process, side=AS_IS, *, lane="Sales", **fields) -> Step:
    values = {"what": f"Step {number()}", "minutes": 10, "times": 20} | fields
    rows = [Row(None, lane, values)]
    return actions.save_rows(process, side, rows, by=user_as("consultant", process.programme))[0]


def own_lanes(process) -> None:
    """Somebody answers for every lane."""
    Lane.objects.filter(process=process).update(owner=user_as("manager", process.programme))


def make_drawn(programme, **fields) -> Process:
    """Two steps on each side, the first a contact in person; nothing speaks against it."""
    process, by = make_process(programme, **fields), user_as("consultant", programme)
    old = [make_step(process, kind="touch", personal=True, lane="Customer"), make_step(process)]
    new = [make_step(process, TO_BE, kind="touch", personal=True, lane="Customer"), make_step(process, TO_BE)]
    for before, after in zip(old, new, strict=True):
        actions.set_fate(before, what=Fate.What.KEPT, becomes=[after], gain="It stays as good.", by=by)
    own_lanes(process)
    return process


def make_waiting(programme, *, by=None, **fields) -> Process:
    process = make_drawn(programme, **fields)
    actions.hand_in(process, by=by or user_as("consultant", programme))
    return Process.objects.select_related("programme").get(pk=process.pk)


def make_signed(programme, **fields) -> Process:
    process = make_waiting(programme, **fields)
    actions.sign(process, version=process.versions.first().number, by=process.owner)
    return Process.objects.select_related("programme").get(pk=process.pk)


def make_effect(process, *, days=30, **fields) -> Effect:
    day = timezone.localdate() + datetime.timedelta(days=days)
    values = {"what": "You write quotes in the CRM.", "people": 2, "from_day": day, "tell_by": day} | fields
    return actions.create_effect(Effect(process=process, **values), by=user_as("consultant", process.programme))
