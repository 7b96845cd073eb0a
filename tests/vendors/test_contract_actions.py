"""Every action on a contract against the table: who may, in which states, and what it leaves on record."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import state_field
from tests.factories import ROLES, make_programme, user_as
from tests.vendors.contract_doings import ALWAYS, DOINGS
from vendors.models import Contract

pytestmark = pytest.mark.django_db
named = pytest.mark.parametrize("doing", DOINGS.values(), ids=DOINGS)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A programme with its cast; made once, gone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme = make_programme()
        for role in ROLES:
            user_as(role, programme)
        yield programme
        transaction.set_rollback(True)


class Undone(Exception):
    """Leaves a block and takes back what was written in it."""


def contract_of(record):
    return record if isinstance(record, Contract) else getattr(record, "contract", None) or contract_of(record.parent)


def put(record, state):
    """The contract in a state, and what was read of it forgotten."""
    if hasattr(record, "contracts"):  # a vendor: there is no contract yet
        return record
    Contract.objects.filter(pk=contract_of(record).pk).update(state=state)
    return type(record).objects.get(pk=record.pk)


def outcome(doing, record, role):
    """What comes of it and which entries it leaves; nothing that it wrote remains."""
    cache.clear()
    before = AuditEntry.objects.count()
    found = "done"
    try:
        with transaction.atomic():
            try:
                doing.do(record, user_as(role, record.programme))
            except PermissionDenied:
                found = "forbidden"
            except Refused:
                found = "refused"
            left = AuditEntry.objects.order_by("pk")[before:]
            entries = tuple(f"{entry.label.split('.')[1]} {entry.verb}" for entry in left)
            raise Undone
    except Undone:
        return found, entries


@named
def test_it_is_done_by_those_who_may_and_leaves_its_entries(world, doing):
    record = doing.make(world)
    open_state = min(doing.states - {"ended"})

    found = {role: outcome(doing, put(record, open_state), role) for role in ROLES}

    right, wrong = ("done", doing.entries), ("forbidden", ())
    assert found == {role: right if role in doing.roles else wrong for role in ROLES}


@named
def test_it_is_refused_in_every_other_state_and_writes_nothing(world, doing):
    record = doing.make(world)

    found = {state: outcome(doing, put(record, state), doing.by) for state in ALWAYS}

    right, wrong = ("done", doing.entries), ("refused", ())
    assert found == {state: right if state in doing.states else wrong for state in ALWAYS}


with_states = {name: doing for name, doing in DOINGS.items() if doing.own}


@pytest.mark.parametrize("doing", with_states.values(), ids=with_states)
def test_it_is_refused_in_every_other_state_of_its_own(world, doing):
    record = put(doing.make(world), min(doing.states - {"ended"}))
    field = state_field(record)
    found = {}

    for state, _words in field.choices:
        type(record).objects.filter(pk=record.pk).update(**{field.attname: state})
        found[state] = outcome(doing, type(record).objects.get(pk=record.pk), doing.by)[0]

    assert {state for state, what in found.items() if what == "done"} == doing.own
    assert {what for state, what in found.items() if state not in doing.own} <= {"refused"}


decisions = {name: doing for name, doing in DOINGS.items() if doing.not_by}


@pytest.mark.parametrize("doing", decisions.values(), ids=decisions)
def test_nobody_decides_on_what_is_their_own(world, doing):
    record = put(doing.make(world), min(doing.states - {"ended"}))
    held_by = record if any(field.name == doing.not_by for field in record._meta.fields) else contract_of(record)
    who = user_as(doing.by, world)

    type(held_by).objects.filter(pk=held_by.pk).update(**{doing.not_by: who})

    assert outcome(doing, type(record).objects.get(pk=record.pk), doing.by) == ("refused", ())
