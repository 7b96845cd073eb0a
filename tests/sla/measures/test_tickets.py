from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sla.instants import SECOND, instant
from sla.measures.hours import Hours, open_spans
from sla.measures.tickets import Waiting, waits

HOUR = 3600 * SECOND
NOW = datetime(2025, 1, 31, tzinfo=UTC)
WORK = Hours(zone=ZoneInfo("UTC"), week=(((540, 1080),),) * 5 + ((), ()), holidays=frozenset({date(2025, 1, 1)}))


def at(day: int, hour: int) -> int:
    return instant(datetime(2025, 1, day, hour, tzinfo=UTC))


def ticket(opened, until=None, pauses=()) -> Waiting:
    return Waiting("T-1", opened, until, pauses)


@pytest.mark.parametrize(
    ("waiting", "round_the_clock", "working"),
    [
        (ticket(at(7, 10), at(7, 12)), 2, 2),
        (ticket(at(3, 17), at(6, 10)), 65, 2),  # over the weekend
        (ticket(at(1, 8), at(2, 10)), 26, 1),  # over the holiday
        (ticket(at(7, 10), at(7, 16), [(at(7, 11), at(7, 13))]), 4, 4),  # a pause of two hours
        (ticket(at(7, 10), at(7, 16), [(at(7, 11), at(7, 13)), (at(7, 12), at(7, 14))]), 3, 3),  # pauses that overlap
        (ticket(at(7, 16), at(8, 10), [(at(7, 17), at(8, 8))]), 3, 2),  # a pause over the night
        (ticket(at(7, 10), at(7, 9)), 0, 0),  # a clock that jumped back
        (ticket(at(30, 10)), 14, 8),  # still waiting
        (ticket(at(30, 10), None, [(at(30, 12), None)]), 2, 2),  # and in a pause since noon
    ],
)
def test_how_long_a_ticket_waited(waiting, round_the_clock, working):
    now = instant(NOW)
    opened = open_spans(WORK, at(1, 0), now)

    assert waits([waiting], counted=None, now=now).tolist() == [round_the_clock * HOUR]
    assert waits([waiting], counted=opened, now=now).tolist() == [working * HOUR]


def test_no_tickets_have_no_waits():
    assert waits([], counted=None, now=0).tolist() == []
