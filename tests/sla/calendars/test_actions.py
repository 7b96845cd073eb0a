import datetime

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry
from core.refusal import Refused
from sla import actions as agreements
from sla.calendars import actions
from tests.factories import user_as
from tests.sla.factories import make_calendar
from tests.sla.rollup.rows import make_promise, make_terms, record, result

pytestmark = pytest.mark.django_db
NEW_YEAR = (datetime.date(2025, 1, 1), "New Year")


def add(calendar, *, role="manager", holidays=(NEW_YEAR,), extra_days=()):
    by = user_as(role, calendar.programme)
    return actions.add_days(calendar, holidays=list(holidays), extra_days=list(extra_days), by=by)


def test_days_are_added_once_with_one_entry(programme):
    calendar = make_calendar(programme)

    assert add(calendar, extra_days=[(datetime.date(2025, 1, 4), "Worked")]) == (1, 1)
    assert add(calendar) == (0, 0)

    calendar.refresh_from_db()
    assert (calendar.holidays, calendar.extra_days) == ([["2025-01-01", "New Year"]], [["2025-01-04", "Worked"]])
    assert AuditEntry.objects.filter(label="sla.servicecalendar", verb="days added").count() == 1


def test_a_day_is_not_off_and_worked_at_once(programme):
    calendar = make_calendar(programme)

    with pytest.raises(Refused, match="a holiday and a working day"):
        add(calendar, extra_days=[NEW_YEAR])


def test_a_day_is_removed_once(programme):
    calendar = make_calendar(programme)
    add(calendar)
    manager = user_as("manager", programme)

    actions.remove_day(calendar, which="holidays", day=NEW_YEAR[0], by=manager)

    calendar.refresh_from_db()
    assert calendar.holidays == []
    with pytest.raises(Refused, match="removed already"):
        actions.remove_day(calendar, which="holidays", day=NEW_YEAR[0], by=manager)


def test_executives_change_no_calendar(programme):
    calendar = make_calendar(programme)

    with pytest.raises(PermissionDenied):
        add(calendar, role="executive")
    with pytest.raises(PermissionDenied):
        actions.remove_day(calendar, which="holidays", day=NEW_YEAR[0], by=user_as("executive", programme))


def measured(programme, calendar):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99", calendar=calendar)
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))
    return promise


def test_a_holiday_in_a_draft_works_the_month_out_again(programme):
    calendar = make_calendar(programme)
    promise = measured(programme, calendar)

    add(calendar)

    assert result(promise, "2025-01").total_seconds == 22 * 9 * 3600


def test_months_that_were_judged_keep_their_days_and_hours(programme):
    calendar = make_calendar(programme)
    promise = measured(programme, calendar)
    agreements.roll_up(promise.agreement)
    type(promise.agreement).objects.update(state="in_force")
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="was judged in these hours"):
        add(calendar)
    with pytest.raises(Refused, match="Make another calendar"):
        actions.edit_calendar(calendar, by=manager, week=[[[0, 1440]]] * 7)
    actions.edit_calendar(calendar, by=manager, name="Desk")
    assert add(calendar, holidays=[(datetime.date(2031, 1, 1), "")]) == (1, 0)

    assert result(promise, "2025-01").total_seconds == 23 * 9 * 3600
