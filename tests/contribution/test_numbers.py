"""Numbers come from the records of the person and the days that are asked for."""

import datetime

import pytest
from django.utils import timezone

from change_mgmt.contribution.numbers import Period, counted, numbers
from change_mgmt.models import Enrolment
from core.workflow import perform
from implementation.programme.actions import submit_deliverable
from implementation.programme.models import Membership, Task
from tests.change_mgmt.factories import departments_of, make_course, make_held_session
from tests.contribution.factories import do_task
from tests.factories import make_programme, user_as
from tests.risks.factories import make_action, make_risk, make_treatment

pytestmark = pytest.mark.django_db


@pytest.fixture
def month():
    today = timezone.localdate()
    return Period(today - datetime.timedelta(days=30), today)


def counts(programme, person, period):
    """Those that are not nought."""
    return {item.number.key: item.count for item in counted(programme, person, period) if item.count}


def test_who_did_nothing_has_nought_everywhere(programme, month):
    found = counted(programme, user_as("member", programme), month)

    assert [item.count for item in found] == [0] * len(numbers())


def test_tasks_are_on_time_or_late(programme, month):
    member = user_as("member", programme)
    do_task(programme, member)
    do_task(programme, member, due_in=3)
    do_task(programme, member, due_in=-1)
    do_task(programme, user_as("consultant", programme))

    assert counts(programme, member, month) == {"tasks_on_time": 2, "tasks_late": 1}


def test_days_outside_the_period_do_not_count(programme):
    member, today = user_as("member", programme), timezone.localdate()
    done = do_task(programme, member)
    Task.objects.filter(pk=done.pk).update(done_at=timezone.now() - datetime.timedelta(days=40))

    assert counts(programme, member, Period(today - datetime.timedelta(days=30), today)) == {}
    assert counts(programme, member, Period(today - datetime.timedelta(days=60), today)) == {"tasks_on_time": 1}


def test_another_programme_does_not_count(programme, month):
    other = make_programme()
    member = user_as("member", programme)
    Membership.objects.create(programme=other, user=member, role="member")
    do_task(other, member)

    assert counts(programme, member, month) == {}


def test_risks_are_counted_for_their_owner_and_actions_for_who_did_them(programme, month):
    member = user_as("member", programme)
    risk = make_risk(programme, owner=member)
    action = make_action(make_treatment(risk), owner=member)
    perform(action, "complete", by=member)

    assert counts(programme, member, month) == {"risks": 1, "actions": 1}


def test_deliverables_count_for_who_hands_them_in_and_who_reviews(programme, month):
    consultant, sponsor = user_as("consultant", programme), user_as("sponsor", programme)
    deliverable = programme.deliverables.order_by("pk").first()
    submit_deliverable(deliverable, by=consultant, note="On the shared drive")
    perform(deliverable, "accept", by=sponsor)

    assert counts(programme, consultant, month) == {"deliverables": 1}
    assert counts(programme, sponsor, month) == {"reviews": 1}


def test_training_counts_for_who_came_and_who_held_it(programme, month):
    member, manager = user_as("member", programme), user_as("manager", programme)
    session = make_held_session(make_course(programme), departments_of(programme)[0], came=1)
    Enrolment.objects.filter(session=session).update(user=member)

    assert counts(programme, member, month) == {"training": 1}
    assert counts(programme, manager, month) == {"training_held": 1}


def test_every_number_opens_to_as_many_rows_as_it_counts(programme, month):
    member = user_as("member", programme)
    do_task(programme, member)
    perform(make_action(make_treatment(make_risk(programme, owner=member)), owner=member), "complete", by=member)

    for item in counted(programme, member, month):
        rows = list(item.number.find(programme, member, month))
        assert len(rows) == item.count
        assert all(row.done_on is not None for row in rows)
