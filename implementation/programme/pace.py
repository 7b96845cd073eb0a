"""Days of a stage: how long it lasts, when it ends at its pace, how far it slips, and when an alarm rings."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)


def days_between(first: datetime.date, last: datetime.date) -> int:
    """Both days counted: a stage that starts and ends on one day lasts one day."""
    return (last - first).days + 1


@dataclass(frozen=True)
class Expected:
    """The day on which a stage is expected to end, and whether it was worked out because nobody entered one."""

    on: datetime.date
    is_computed: bool


def expected_end(
    *,
    planned_start: datetime.date,
    planned_end: datetime.date,
    standard_days: int,
    today: datetime.date,
    actual_start: datetime.date | None = None,
    actual_end: datetime.date | None = None,
    forecast_end: datetime.date | None = None,
) -> Expected:
    """What happened, else what was entered, else the pace: the start and the standard duration from it.

    A stage that is not over never ends before today, and one that should have started lasts as long as planned from today.
    """
    if actual_end:
        return Expected(actual_end, False)
    if actual_start:
        pace = actual_start + (max(standard_days, 1) - 1) * DAY
        entered = forecast_end is not None and forecast_end >= today
        return Expected(max(forecast_end or pace, today), not entered)
    if forecast_end and forecast_end >= today:
        return Expected(forecast_end, False)
    if planned_start < today:
        return Expected(max(today + (planned_end - planned_start), planned_end), True)
    return Expected(planned_end, False)


def slip(expected: datetime.date, planned: datetime.date) -> int:
    """Days later than planned; earlier is negative."""
    return (expected - planned).days


def moved(days: Iterable[datetime.date], by: int) -> list[datetime.date]:
    """Every day so much later (earlier where ``by`` is negative): what lies between them stays as long as it was."""
    return [day + by * DAY for day in days]


def alarm_now(due: datetime.date, today: datetime.date, before: Sequence[int], after: Sequence[int]) -> int | None:
    """The latest alarm whose day has come, as days from the due day (-7: a week before); None when none has.

    Earlier alarms that nobody sent are passed over: who hears late hears once.
    """
    offsets = [-days for days in before] + list(after)
    come = [offset for offset in offsets if due + offset * DAY <= today]
    return max(come, default=None)
