"""What people do with calendars of service hours. Months that were judged keep the hours that they were judged by."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.text import month as month_words
from core.text import say
from sla.calendars.written import Days
from sla.models import Agreement, MonthlyResult, ServiceCalendar
from sla.rollup import roll_up
from sla.statements import is_issued

CHANGED = _("The hours of service were corrected.")
HOLIDAYS, EXTRA_DAYS = "holidays", "extra_days"


@transaction.atomic
def edit_calendar(
    calendar: ServiceCalendar, *, by: User, seen_revision: int | None = None, **fields
) -> ServiceCalendar:
    """Hours and zone change only while no promise that counts is measured in them."""
    audit.lock(calendar.scope_key)
    now = ServiceCalendar.objects.get(pk=calendar.pk)
    moved = any(name in fields and fields[name] != getattr(now, name) for name in ("week", "time_zone"))
    if moved and now.used_in_force:
        raise Refused(
            _(
                "A promise in force is measured in these hours. Make another calendar, and change the promise to it from "
                "a day on."
            )
        )
    fresh = actions.change(calendar, permission="sla.edit_calendar", by=by, seen_revision=seen_revision, **fields)
    if moved:
        _work_out(fresh, None)
    return fresh


@transaction.atomic
def add_days(calendar: ServiceCalendar, *, holidays: Days, extra_days: Days, by: User) -> tuple[int, int]:
    """Put days on the calendar; those that are there keep their names. How many holidays and working days are new."""
    if not by.has_perm("sla.edit_calendar", calendar):
        raise PermissionDenied
    audit.lock(calendar.scope_key)
    now = ServiceCalendar.objects.get(pk=calendar.pk)
    rest, worked = _fresh(now.holidays, holidays), _fresh(now.extra_days, extra_days)
    if both := {day for day, _name in [*now.holidays, *rest]} & {day for day, _name in [*now.extra_days, *worked]}:
        raise Refused(say(_("{day} is a holiday and a working day. Keep one of them."), day=min(both)))
    days = {datetime.date.fromisoformat(day) for day, _name in [*rest, *worked]}
    _refuse_closed(now, days)
    if days:
        holidays_now, extra_now = sorted([*now.holidays, *rest]), sorted([*now.extra_days, *worked])
        actions.change(
            now, permission="sla.edit_calendar", by=by, verb="days added", holidays=holidays_now, extra_days=extra_now
        )
        _work_out(now, {day.replace(day=1) for day in days})
    return len(rest), len(worked)


@transaction.atomic
def remove_day(calendar: ServiceCalendar, *, which: str, day: datetime.date, by: User) -> None:
    if not by.has_perm("sla.edit_calendar", calendar):
        raise PermissionDenied
    audit.lock(calendar.scope_key)
    now = ServiceCalendar.objects.get(pk=calendar.pk)
    left = [row for row in getattr(now, which) if row[0] != day.isoformat()]
    if len(left) == len(getattr(now, which)):
        raise Refused(_("Somebody else was first: this is removed already."))
    _refuse_closed(now, {day})
    actions.change(now, permission="sla.edit_calendar", by=by, verb="days removed", **{which: left})
    _work_out(now, {day.replace(day=1)})


def _fresh(there: list, days: Days) -> list[list[str]]:
    known = {day for day, _name in there}
    found = {day.isoformat(): name for day, name in reversed(days)}
    return sorted([day, name] for day, name in found.items() if day not in known)


def _refuse_closed(calendar: ServiceCalendar, days: set[datetime.date]) -> None:
    """A month that was judged in these hours, or whose statement went out, keeps them."""
    months = {day.replace(day=1) for day in days}
    judged = MonthlyResult.objects.filter(
        objective__calendar=calendar,
        objective__agreement__state__in=[Agreement.State.IN_FORCE, Agreement.State.ENDED],
        month__in=months,
        provisional=False,
        attained__isnull=False,
    )
    closed = set(judged.values_list("month", flat=True))
    for agreement in _users(calendar):
        closed |= {month for month in months if is_issued(agreement, month)}
    if closed:
        raise Refused(
            say(_("{month} was judged in these hours: its days stay as they are."), month=month_words(min(closed)))
        )


def _users(calendar: ServiceCalendar):
    return Agreement.objects.filter(objectives__calendar=calendar).distinct()


def _work_out(calendar: ServiceCalendar, months: set[datetime.date] | None) -> None:
    for agreement in _users(calendar):
        roll_up(agreement, months=months, why=CHANGED)
