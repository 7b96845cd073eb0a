"""So many calls and so many rows a minute, for each token."""

import datetime

import pytest
import time_machine

from sla.models import Measurement
from tests.sla.api.calls import get, make_key, row, send
from tests.sla.factories import make_agreement

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 20, 12, 0, 15, tzinfo=datetime.UTC)


@pytest.fixture
def key(programme, settings):
    settings.API_REQUESTS_PER_MINUTE, settings.API_ROWS_PER_MINUTE = 3, 4
    return make_key(make_agreement(programme))[1]


def test_one_call_too_many_is_told_how_long_to_wait(key):
    with time_machine.travel(NOON, tick=False):
        answers = [get(key, "ping") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert (answers[3].json()["reason"], answers[3]["Retry-After"]) == ("too_many_requests", "45")


def test_the_next_minute_begins_anew(key):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(4):
            get(key, "ping")
        clock.shift(45)

        assert get(key, "ping").status_code == 200


def test_another_token_has_its_own_minute(key, programme):
    _token, other = make_key(make_agreement(programme))

    with time_machine.travel(NOON, tick=False):
        for _ in range(4):
            get(key, "ping")

        assert get(other, "ping").status_code == 200


def test_too_many_rows_are_refused_as_a_whole_and_not_counted(key):
    many = [row(f"2026-01-01T00:0{n}:00Z") for n in range(5)]

    with time_machine.travel(NOON, tick=False):
        answers = [send(key, *many[:3]), send(key, *many[3:]), send(key, many[3])]

    assert [answer.status_code for answer in answers] == [200, 429, 200]
    assert answers[1].json()["reason"] == "too_many_rows"
    assert Measurement.objects.count() == 4
