"""What an agreement is warned of, to whom, and never twice."""

import datetime
from datetime import UTC, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry, Notification
from core.roles import Role
from implementation.programme.models import Membership
from sla import breaches
from sla.alarms.raising import mark_seen, raise_alarm, watch, watch_all
from sla.alarms.rules import Found
from sla.alarms.settings import set_alarms
from sla.alarms.words import words
from sla.breach_answers import escalate_overdue
from sla.models import Breach, SlaAlarm
from sla.rollup import roll_up
from sla.tasks import give_alarms
from tests.factories import user_as
from tests.sla.factories import bring_in, csv_of, make_agreement, make_breach

pytestmark = pytest.mark.django_db
#: A month of 31 days whose budget at 99.9 % is 44.64 minutes.
MARCH = datetime.datetime(2025, 3, 16, 12, tzinfo=UTC)


def at(moment=MARCH):
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def agreement(programme):
    with at(datetime.datetime(2025, 2, 1, tzinfo=UTC)):
        return make_agreement(programme, claim_days=30)


def measured(agreement, *down, until=MARCH):
    """Up since February, but for these stretches of (start, minutes)."""
    rows = [f"shop,2025-02-{day:02}T00:00:00Z,up,200,100" for day in range(1, 29)]
    rows += [f"shop,2025-03-{day:02}T00:00:00Z,up,200,100" for day in range(1, until.day + 1)]
    for start, minutes in down:
        begin = datetime.datetime.fromisoformat(start)
        end = begin + timedelta(minutes=minutes)
        rows += [f"shop,{begin:%Y-%m-%dT%H:%M:%SZ},down,0,0", f"shop,{end:%Y-%m-%dT%H:%M:%SZ},up,200,100"]
    bring_in(agreement, csv_of(*rows))


def given_out(agreement) -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.level) for alarm in agreement.alarms.order_by("pk")]


def test_half_a_budget_is_to_know_and_three_quarters_a_warning(agreement):
    with at():
        measured(agreement, ("2025-03-02T10:00:00", 23))
        watch(agreement)
        first = given_out(agreement)
        measured(agreement, ("2025-03-03T10:00:00", 12))
        watch(agreement)

    assert first == [("budget", "note")]
    assert given_out(agreement)[1:] == [("budget", "warning")]


def test_a_budget_that_will_not_last_is_said_with_its_day(agreement):
    with at():
        measured(agreement, ("2025-03-15T10:00:00", 15))
        watch(agreement)

    alarm = agreement.alarms.get(kind="forecast")
    assert (alarm.level, alarm.figures) == ("warning", {"used": "33.6", "gone": "2025-03-22"})


def test_a_step_that_was_jumped_over_is_not_given_afterwards(agreement):
    with at():
        measured(agreement, ("2025-03-02T10:00:00", 60))
        watch(agreement)
        SlaAlarm.objects.exclude(kind="budget").delete()
        agreement.objectives.update(target="99.8")
        roll_up(agreement)
        watch(agreement)

    assert [(alarm.kind, alarm.figures["step"]) for alarm in agreement.alarms.filter(kind="budget")] == [
        ("budget", 100)
    ]


def test_nothing_is_given_twice_however_often_it_is_looked(agreement):
    with at():
        measured(agreement, ("2025-03-02T10:00:00", 60))
        first = watch(agreement)
        again = [watch(agreement), watch_all(), give_alarms.call_local()]

    assert (len(first), again) == (1, [[], 0, None])
    told = Notification.objects.filter(url__endswith="/alarms/").values_list("user", flat=True)
    assert len(told) == len(set(told)) > 0


def test_of_two_workers_at_once_the_second_writes_nothing(agreement):
    item = Found("silence", "warning", "silence:1:never", {"monitor": "shop", "last": None})

    alarms = [raise_alarm(agreement, item), raise_alarm(agreement, item)]

    assert alarms[1] is None
    assert AuditEntry.objects.filter(label="sla.slaalarm").count() == 1


def test_a_service_that_is_down_now_burns_its_budget_too_fast(agreement):
    with at():
        measured(agreement, ("2025-03-16T11:50:00", 9))
        watch(agreement)

    burn = agreement.alarms.get(kind="burn")
    assert (burn.level, burn.figures["hours"]) == ("alarm", 1)


def test_a_monitor_that_went_quiet_is_said_once_for_each_silence(agreement):
    agreement.objectives.update(max_silence_hours=26)
    with at(MARCH + timedelta(days=3)):
        measured(agreement)
        watch(agreement)
        watch(agreement)
        first = list(agreement.alarms.values_list("kind", flat=True))
        bring_in(agreement, csv_of("shop,2025-03-17T00:00:00Z,up,200,100"))
        watch(agreement)

    assert first == ["silence"]
    assert list(agreement.alarms.values_list("kind", flat=True)) == ["silence", "silence"]


def test_a_monitor_that_never_sent_anything_is_said(agreement):
    with at(MARCH + timedelta(days=60)):
        watch(agreement)

    assert str(words(agreement.alarms.get())) == "Monitor “shop” has never sent anything."


@pytest.mark.parametrize(
    ("days", "levels"), [(15, []), (14, ["note"]), (7, ["warning"]), (1, ["alarm"]), (0, ["alarm"]), (-1, [])]
)
def test_a_claim_about_to_lapse_is_said_in_steps(programme, days, levels):
    with at(datetime.datetime(2025, 3, 2, tzinfo=UTC)):
        agreement = make_agreement(programme, claim_days=60)
        breach = make_breach(programme, agreement)
    Breach.objects.update(answer_by=datetime.date(2099, 1, 1))
    last = breach.credit.claim_by

    with at(datetime.datetime.combine(last - timedelta(days=days), datetime.time(12), UTC)):
        watch(agreement)

    assert list(agreement.alarms.filter(kind="claim").values_list("level", flat=True)) == levels


def test_a_claim_that_was_made_is_not_said_any_more(programme):
    with at(datetime.datetime(2025, 3, 2, tzinfo=UTC)):
        breach = make_breach(programme, make_agreement(programme, claim_days=30))
        breaches.claim(breach.credit, by=user_as("manager", programme))
        watch(breach.agreement)

    assert breach.agreement.alarms.filter(kind="claim").count() == 0


def test_a_breach_past_its_day_is_said_once(programme):
    breach = make_breach(programme)
    Breach.objects.update(answer_by=datetime.date(2025, 3, 1))

    watch(breach.agreement)
    watch(breach.agreement)

    assert list(breach.agreement.alarms.filter(kind="breach").values_list("breach", flat=True)) == [breach.pk]


def test_an_agreement_that_has_ended_warns_of_claims_only(programme):
    with at(datetime.datetime(2025, 3, 2, tzinfo=UTC)):
        agreement = make_agreement(programme, claim_days=40)
        make_breach(programme, agreement)
        type(agreement).objects.update(state="ended")
        agreement = type(agreement).objects.get()
        watch(agreement)

    assert list(agreement.alarms.values_list("kind", flat=True)) == ["claim"]


FOUND = Found("silence", "warning", "silence:1:never", {"monitor": "shop", "last": None})


def heard() -> list[str]:
    return sorted(Notification.objects.filter(text__contains="never").values_list("user__name", flat=True))


def test_without_settings_the_managers_hear(agreement):
    user_as("sponsor", agreement.programme)
    raise_alarm(agreement, FOUND)

    managers = Membership.objects.filter(programme=agreement.programme, role=Role.MANAGER)
    assert heard() == sorted(managers.values_list("user__name", flat=True))


def test_named_people_hear_instead(agreement):
    sponsor = user_as("sponsor", agreement.programme)
    set_alarms(agreement, people=[sponsor], muted_until=None, by=user_as("manager", agreement.programme))

    raise_alarm(agreement, FOUND)

    assert heard() == ["Sponsor"]


def test_named_people_who_have_left_make_room_for_the_managers(agreement):
    sponsor = user_as("sponsor", agreement.programme)
    set_alarms(agreement, people=[sponsor], muted_until=None, by=user_as("manager", agreement.programme))
    Membership.objects.filter(user=sponsor).delete()

    raise_alarm(agreement, FOUND)

    assert "Manager" in heard()


def test_a_quiet_agreement_keeps_its_alarms_and_tells_nobody(agreement):
    manager = user_as("manager", agreement.programme)
    with at():
        set_alarms(agreement, people=[], muted_until=MARCH.date(), by=manager)
        quiet = raise_alarm(agreement, FOUND)
    with at(MARCH + timedelta(days=1)):
        loud = raise_alarm(agreement, Found("silence", "warning", "silence:2:never", FOUND.figures))

    assert (quiet.quiet, loud.quiet) == (True, False)
    assert len(heard()) == len(set(heard()))


def test_settings_leave_one_audit_entry_with_the_names(agreement):
    manager, sponsor = user_as("manager", agreement.programme), user_as("sponsor", agreement.programme)
    for _ in range(2):
        set_alarms(agreement, people=[sponsor], muted_until=datetime.date(2030, 1, 1), by=manager)

    entry = AuditEntry.objects.get(label="sla.alarmsetting")
    assert (entry.verb, entry.after) == ("alarms", {"people": ["Sponsor"], "muted_until": "2030-01-01"})


@pytest.mark.parametrize("role", ["executive", "member", "vendor_contact"])
def test_who_does_not_edit_sets_no_alarms_and_reads_none(agreement, role):
    person = user_as(role, agreement.programme)

    with pytest.raises(PermissionDenied):
        set_alarms(agreement, people=[], muted_until=None, by=person)
    with pytest.raises(PermissionDenied):
        mark_seen(agreement, by=person)


def test_alarms_that_were_read_are_marked_with_who_read_them(agreement):
    raise_alarm(agreement, FOUND)
    manager = user_as("manager", agreement.programme)

    counts = [mark_seen(agreement, by=manager), mark_seen(agreement, by=manager)]

    alarm = SlaAlarm.objects.get()
    assert (counts, alarm.seen_by, alarm.seen_at is None) == ([1, 0], manager, False)
    assert AuditEntry.objects.filter(label="sla.slaalarm", verb="seen").count() == 1


def test_an_overdue_breach_is_told_once_to_those_who_hear_its_escalation(programme):
    manager = user_as("manager", programme)
    breach = make_breach(programme)
    Breach.objects.update(answer_by=datetime.date(2025, 3, 1))
    Notification.objects.all().delete()

    watch(breach.agreement)
    escalate_overdue()
    watch(breach.agreement)

    assert Notification.objects.filter(user=manager, text__contains="Availability").count() == 1
    assert breach.agreement.alarms.filter(kind="breach").count() == 1


def test_every_alarm_says_what_it_is_about(programme):
    with at(datetime.datetime(2025, 3, 2, 12, tzinfo=UTC)):
        agreement = make_agreement(programme, claim_days=40)
        breach = make_breach(programme, agreement)
        objective = agreement.objectives.get()
        about = {"objective": objective, "month": datetime.date(2025, 2, 1)}
        figures = {"used": "80.4", "gone": "2025-02-25", "step": 75}
        made = [
            Found("budget", "warning", "a", figures, **about),
            Found("budget", "alarm", "b", figures | {"step": 100}, **about),
            Found("forecast", "warning", "c", figures, **about),
            Found("burn", "alarm", "d", {"rate": "16.7", "limit": "14.4", "hours": 1}, **about),
            Found("silence", "warning", "e", {"monitor": "shop", "last": "2025-02-18T09:14:00+00:00"}, **about),
            Found("claim", "note", "f", {"amount": "100.00", "day": "2025-02-20"}, breach=breach, **about),
            Found("breach", "warning", "g", {"day": "2025-02-10"}, breach=breach, **about),
        ]
        said = [str(words(raise_alarm(agreement, item))) for item in made]

    assert said == [
        "Availability of shop, Feb 2025: 80.4 % of the error budget is used.",
        "Availability of shop, Feb 2025: the error budget is gone.",
        "Availability of shop, Feb 2025: 80.4 % of the error budget is used; at this pace it is gone on 25 Feb 2025.",
        "Availability of shop: in the last 1 h the error budget burned 16.7 times too fast; 14.4 is the most.",
        "Monitor “shop” has been quiet since Tue 18 Feb 2025, 09:14; what lies in it is unknown.",
        "A credit of ¥100 for Availability, Jan 2025 lapses after 20 Feb 2025.",
        "The provider was to answer by 10 Feb 2025: Availability, Jan 2025.",
    ]
