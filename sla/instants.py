"""Moments as whole microseconds since 1970 in UTC: what is stored of each record, and back again."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
_ONE = timedelta(microseconds=1)


def instant(at: datetime) -> int:
    """Microseconds of a moment with a zone. Raises TypeError without one."""
    return (at - EPOCH) // _ONE


def moment(microseconds: int) -> datetime:
    """The moment in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)
