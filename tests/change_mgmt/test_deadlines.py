import datetime

import pytest
from django.utils import timezone

from change_mgmt.deadlines import people_who_answer
from core import deadlines
from implementation.programme import waiting
from tests.change_mgmt.factories import (
    make_change,
    make_course,
    make_session,
    make_stakeholder,
    make_waiting_change,
)
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def waits_for(programme, role) -> list[str]:
    return [str(item.what) for item in waiting.for_person(programme, user_as(role, programme))]


def test_a_change_waits_for_those_who_assess_it_and_then_for_who_decides(programme):
    for role in ("sponsor", "manager", "consultant"):
        user_as(role, programme)

    new = make_change(programme)
    small = make_waiting_change(programme)
    large = make_waiting_change(programme, touches_contract=True)

    assert waits_for(programme, "consultant") == [f"Assess the change: {new}"]
    assert waits_for(programme, "manager") == [f"Assess the change: {new}", f"Decide the change: {small}"]
    assert waits_for(programme, "sponsor") == [f"Decide the change: {large}"]


def test_a_small_change_of_the_only_manager_waits_for_the_sponsor(programme):
    programme.memberships.filter(role="manager").delete()
    sponsor, manager = user_as("sponsor", programme), user_as("manager", programme)

    change = make_waiting_change(programme, by=manager)

    assert people_who_answer(change) == [sponsor.pk]


def test_many_changes_cost_no_more_queries(programme, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            waiting.on_programme(programme)
        return len(queries)

    make_change(programme)
    one = count()
    for _ in range(9):
        make_change(programme)

    assert count() == one


def test_a_session_past_its_day_waits_for_its_attendance(programme):
    make_session(make_course(programme, title="Sales daily"), days=-2)
    make_session(make_course(programme), days=2)

    assert waits_for(programme, "manager") == ["Mark attendance: Sales daily"]
    assert waits_for(programme, "member") == []


def test_the_next_step_with_a_stakeholder_names_nobody(programme):
    make_stakeholder(
        programme,
        name="Confidential Person",
        group="middle",
        looked_after_by=user_as("consultant", programme),
        next_step="Talk about what he loses",
        next_step_due=timezone.localdate() + datetime.timedelta(days=2),
    )

    assert waits_for(programme, "consultant") == ["Next step with a stakeholder (Middle management)"]


def test_every_date_of_the_app_is_registered():
    from django.apps import apps
    from django.db.models import DateField

    dates = {
        (model._meta.label_lower, field.name)
        for model in apps.get_app_config("change_mgmt").get_models()
        for field in model._meta.fields
        if isinstance(field, DateField)
    }

    assert dates <= deadlines.registered()
