"""Departments beside adoption, readiness and training; weeks kept once; warnings told once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from change_mgmt.resistance import actions
from change_mgmt.resistance.early_warning import places, summary
from change_mgmt.resistance.models import EarlyWarning, Reading, Sign, WarningLimit
from change_mgmt.resistance.warning import Values
from core.models import AuditEntry, Notification
from implementation.programme import waiting
from implementation.programme.models import Department, Task
from tests.factories import make_programme, user_as
from tests.resistance.factories import (
    adopt,
    department_of,
    make_confidential,
    make_low,
    make_reading,
    make_sign,
    make_warning,
    readiness_is,
    train,
)

pytestmark = pytest.mark.django_db
TOLD = "Sales is low in adoption, readiness and training at once. Take a step."


def place_of(programme, department):
    return next(item for item in places(programme) if item.department == department)


def test_values_come_from_rollout_survey_and_training(programme):
    sales = department_of(programme)
    adopt(programme, sales, active=3, staff=10)
    train(programme, sales, came=4, needed=10)
    make_sign(programme)
    make_confidential(programme)

    with readiness_is({sales: "2.5"}):
        found = place_of(programme, sales)

    assert (found.values, found.signs) == (Values(30.0, 2.5, 40.0), 1)
    assert found.standing == ("bad", "All three are low")
    assert [str(part) for part in found.reason] == [
        "Low: Adoption 30.0 % (limit 60 %), Readiness 2.5 (limit 3), Training 40.0 % (limit 80 %)."
    ]


def test_what_is_not_known_is_said_and_never_low(programme):
    sales, service = department_of(programme), department_of(programme, 1)

    with readiness_is({sales: None}):
        hidden, unasked = place_of(programme, sales), place_of(programme, service)

    assert [str(cell.shown) for cell in hidden.cells] == ["No recent week", "Fewer than 5 answers", "Nobody to train"]
    assert str(unasked.cells[1].shown) == "Not asked yet"
    assert [place.standing[0] for place in (hidden, unasked)] == ["none", "none"]


def test_a_rounded_value_never_hides_a_miss(programme):
    sales = department_of(programme)
    adopt(programme, sales, active=5998, staff=10_000)

    shown = str(place_of(programme, sales).cells[0].shown)

    assert shown == "59.98 %"


def test_the_lowest_department_stands_first(programme):
    service = make_low(programme, department_of(programme, 1))

    with readiness_is({service: 2}):
        found = places(programme)

    assert [place.department for place in found] == [service, department_of(programme)]
    assert str(summary(found)).startswith("**1 department** is low")


def test_old_weeks_say_nothing_of_now(programme):
    sales = department_of(programme)
    adopt(programme, sales, weeks_ago=12)

    assert place_of(programme, sales).values.adoption is None


def test_a_week_is_kept_once(programme):
    assert (actions.keep_week(programme), actions.keep_week(programme)) == (2, 0)

    assert Reading.objects.filter(programme=programme).count() == 2


def test_a_lost_week_is_missing_and_the_next_is_kept(programme):
    make_reading(programme, department_of(programme), weeks_ago=2, adoption=40)

    actions.keep_week(programme)

    weeks = Reading.objects.filter(department=department_of(programme)).values_list("week", flat=True)
    assert weeks[1] - weeks[0] == datetime.timedelta(weeks=2)


def test_a_warning_is_told_to_manager_and_sponsor_once(programme):
    people = [user_as("manager", programme), user_as("sponsor", programme)]
    consultant = user_as("consultant", programme)
    warning = make_warning(programme)

    with readiness_is({warning.department: 2}):
        again = actions.watch(programme)

    assert again == []
    assert [Notification.objects.filter(user=person, text=TOLD).count() for person in people] == [1, 1]
    assert not Notification.objects.filter(user=consultant).exists()
    assert [entry.verb for entry in AuditEntry.objects.filter(label="resistance.earlywarning")] == ["raised"]


def test_a_warning_waits_until_somebody_takes_a_step(programme):
    manager, warning = user_as("manager", programme), make_warning(programme)
    line = "Take a step: Sales is low in adoption, readiness and training"
    before = [str(item.what) for item in waiting.for_person(programme, manager)]

    actions.take_step(
        programme, warning.department, text="Hear them", owner=manager, due=timezone.localdate(), by=manager
    )

    warning.refresh_from_db()
    after = [str(item.what) for item in waiting.for_person(programme, manager)]
    assert (line in before, line in after) == (True, False)
    assert (warning.state, warning.task) == ("acted_on", Task.objects.get(text="Hear them"))


def test_a_step_may_be_a_sign_that_is_followed(programme):
    sponsor, warning = user_as("sponsor", programme), make_warning(programme)
    due = timezone.localdate()

    made = actions.take_step(
        programme, warning.department, text="Hear them", owner=sponsor, due=due, by=sponsor, as_sign=True
    )

    warning.refresh_from_db()
    assert warning.sign == made == Sign.objects.get()
    assert (made.owner, made.next_step, made.next_step_due) == (sponsor, "Hear them", due)


@pytest.mark.parametrize("role", ["executive", "member", "vendor_contact"])
def test_others_take_no_step(programme, role):
    with pytest.raises(PermissionDenied):
        actions.take_step(
            programme,
            department_of(programme),
            text="Hear them",
            owner=user_as("manager", programme),
            due=timezone.localdate(),
            by=user_as(role, programme),
        )

    assert not Task.objects.filter(programme=programme).exists()


def test_a_warning_ends_when_one_value_is_known_to_be_high_enough(programme):
    warning = make_warning(programme)

    with readiness_is({warning.department: 3}):
        actions.watch(programme)

    warning.refresh_from_db()
    assert (warning.state, warning.ended_on) == ("over", timezone.localdate())


def test_not_knowing_ends_no_warning(programme):
    warning = make_warning(programme)

    with readiness_is({warning.department: None}):
        actions.watch(programme)

    warning.refresh_from_db()
    assert warning.state == "waiting"


def test_a_department_that_falls_again_is_told_again(programme):
    warning = make_warning(programme)
    with readiness_is({warning.department: 3}):
        actions.watch(programme)

    with readiness_is({warning.department: 2}):
        assert [item.department for item in actions.watch(programme)] == [warning.department]

    assert EarlyWarning.objects.count() == 2


def test_limits_are_the_programmes_own(programme):
    manager, sales = user_as("manager", programme), make_low(programme)
    limits = {"adoption": 10, "readiness": 2, "training": 5}

    actions.set_limits(programme, by=manager, **limits)

    with readiness_is({sales: "2.5"}):
        assert place_of(programme, sales).judgement.level == 0
    assert AuditEntry.objects.filter(label="resistance.warninglimit").count() == 1


def test_a_consultant_sets_no_limits(programme):
    with pytest.raises(PermissionDenied):
        actions.set_limits(programme, adoption=1, readiness=1, training=1, by=user_as("consultant", programme))

    assert not WarningLimit.objects.exists()


def test_the_page_asks_the_same_for_two_departments_and_for_thirty(programme, as_role):
    client, address = as_role("executive"), reverse("early_warning", args=[programme.pk])

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    make_low(programme)
    before = asked()
    for number in range(28):
        place = Department.objects.create(organisation=programme.organisation, name=f"Place {number}")
        adopt(programme, place)
        make_sign(programme, department=place)

    assert asked() == before


def test_the_page_of_a_department_shows_weeks_and_warnings(programme, as_role):
    warning = make_warning(programme)
    for weeks in (1, 2, 3):
        make_reading(programme, warning.department, weeks_ago=weeks, adoption=20 + weeks, training=10)

    answer = as_role("sponsor").get(warning.get_absolute_url())

    assert [chart.title for chart in answer.context["charts"]] == ["Adoption", "Training"]
    assert [level for _week, level in answer.context["weeks"]] == [2, 2, 2]
    assert list(answer.context["warnings"]) == [warning]


def test_a_department_of_another_organisation_is_not_there(programme, as_role):
    other = department_of(make_programme())

    for name in ("early_warning_place", "early_warning_step"):
        assert as_role("manager").get(reverse(name, args=[programme.pk, other.pk])).status_code == 404


def test_one_form_makes_the_task(programme, as_role):
    manager, sales = user_as("manager", programme), department_of(programme)
    address = reverse("early_warning_step", args=[programme.pk, sales.pk])
    values = {"text": "Hear them", "owner": manager.pk, "due": timezone.localdate(), "kind": "task"}

    answer = as_role("manager").post(address, values)

    assert answer.url == reverse("early_warning_place", args=[programme.pk, sales.pk])
    assert Task.objects.get().text == "Hear them"


def test_limits_are_set_on_their_page(programme, as_role):
    values = {"adoption": 70, "readiness": 3.5, "training": 90}

    as_role("sponsor").post(reverse("warning_limits", args=[programme.pk]), values)

    assert WarningLimit.objects.filter(programme=programme, adoption=70, training=90).count() == 1
