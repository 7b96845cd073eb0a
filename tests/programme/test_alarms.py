import datetime

import pytest
from django.utils import timezone

from core.models import Notification, OutgoingMail
from implementation.programme.actions import alarms
from implementation.programme.actions.alarms import ring_alarms, who_hears
from implementation.programme.models import Membership, Milestone, MilestoneAlarm, Programme
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def today(programme) -> datetime.date:
    return timezone.localdate(timezone=programme.organisation.zone)


@pytest.fixture
def milestone(programme):
    """The only one near: due in a week."""
    first = programme.milestones.first()
    Milestone.objects.filter(programme=programme).exclude(pk=first.pk).update(state="reached")
    Membership.objects.filter(programme=programme).delete()
    Milestone.objects.filter(pk=first.pk).update(due=today(programme) + 7 * DAY)
    first.refresh_from_db()
    return first


def told(person):
    return list(Notification.objects.filter(user=person).order_by("pk").values_list("text", flat=True))


def test_owner_and_managers_hear_where_nobody_is_named(programme, milestone):
    manager, owner = user_as("manager", programme), user_as("member", programme)
    user_as("sponsor", programme)
    Milestone.objects.filter(pk=milestone.pk).update(owner=owner)

    assert who_hears(Milestone.objects.get(pk=milestone.pk)) == [owner, manager]


def test_named_people_hear_and_nobody_else(programme, milestone):
    manager, sponsor = user_as("manager", programme), user_as("sponsor", programme)
    milestone.alarm_people.set([sponsor])

    assert (ring_alarms(), told(manager), len(told(sponsor))) == (1, [], 1)


def test_an_alarm_goes_out_once_however_often_the_worker_runs(programme, milestone):
    manager = user_as("manager", programme)

    sent = [ring_alarms() for _run in range(3)]

    assert (sent, len(told(manager)), OutgoingMail.objects.filter(to=manager.email).count()) == ([1, 0, 0], 1, 1)


def test_a_worker_that_dies_between_row_and_message_leaves_neither(programme, milestone, monkeypatch):
    manager = user_as("manager", programme)

    def die(*args, **kwargs):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(alarms.notifications, "send", die)
        with pytest.raises(RuntimeError):
            ring_alarms()
    rows = MilestoneAlarm.objects.count()

    assert (rows, ring_alarms(), len(told(manager))) == (0, 1, 1)


def test_alarms_ring_before_and_after_and_say_how_far_the_day_is(programme, milestone):
    manager = user_as("manager", programme)
    noon = timezone.now()

    sent = [ring_alarms(noon + days * DAY) for days in (-1, 0, 3, 6, 7, 8, 14, 60)]

    name = milestone.name
    assert sent == [0, 1, 0, 1, 0, 1, 1, 0]
    assert [text.split(",")[0] for text in told(manager)] == [
        f"Milestone “{name}” is due in 7 days",
        f"Milestone “{name}” is due in 1 day",
        told(manager)[2].split(",")[0],
        told(manager)[3].split(",")[0],
    ]
    assert "1 day ago, and is not reached." in told(manager)[2]
    assert "7 days ago, and is not reached." in told(manager)[3]


def test_a_new_day_rings_anew(programme, milestone):
    manager = user_as("manager", programme)
    ring_alarms()
    Milestone.objects.filter(pk=milestone.pk).update(due=milestone.due - DAY)

    assert (ring_alarms(), len(told(manager))) == (1, 2)


@pytest.mark.parametrize("stop", ["reached", "stopped", "gone", "none"])
def test_nobody_is_alarmed_without_need(programme, milestone, stop):
    manager = user_as("manager", programme)
    if stop == "reached":
        Milestone.objects.update(state="reached")
    elif stop == "stopped":
        Programme.objects.update(state="stopped")
    elif stop == "gone":
        milestone.alarm_people.set([user_as("manager", make_programme())])
        Membership.objects.filter(programme=programme).delete()
    else:
        Milestone.objects.update(days_before="", days_after="")

    ring_alarms()

    assert (milestone.alarms.count(), told(manager)) == (0, [])
