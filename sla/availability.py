"""The states that a service is in, and the calendar months of a place."""

from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class State(StrEnum):
    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"


def month_window(year: int, month: int, *, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A calendar month in a time zone as [start, end) in UTC; one month ends where the next starts."""
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    first, after = (datetime(*day, 1, tzinfo=zone).astimezone(UTC) for day in ((year, month), following))
    return first, after
