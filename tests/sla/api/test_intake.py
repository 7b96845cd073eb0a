"""A batch is taken in as a whole or not at all; what is on record already changes nothing."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEntry
from core.workflow import perform
from sla.api.schemas import MOST_ROWS
from sla.instants import instant
from sla.models import ApiAnswer, EventImport, Measurement, Monitor, PendingMonth, Ticket
from tests.factories import user_as
from tests.sla.api.calls import UP, make_key, places, row, send
from tests.sla.factories import bring_in, csv_of, make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(programme):
    return make_agreement(programme)


@pytest.fixture
def key(agreement):
    return make_key(agreement)[1]


def stored():
    return list(Measurement.objects.order_by("at").values_list("monitor__name", "state", "http_code", "value", "total"))


def test_rows_are_kept_as_they_were_sent(agreement, key):
    down = row("2025-01-01T08:00:00+08:00", monitor=" shop ", state="down", http_code=0, value=None)
    counted = {"monitor": "errors", "at": "2025-01-02T00:00:00Z", "value": 3, "total": 1000}

    answer = send(key, down, row("2025-01-01T00:05:00Z"), counted)

    assert answer.json() == {"rows": 3, "added": 3, "repeated": 0, "months": ["2025-01", "2025-02", "2025-03"]}
    assert stored() == [("shop", 2, 0, None, None), ("shop", 0, 200, 120.0, None), ("errors", None, None, 3.0, 1000.0)]
    assert Measurement.objects.order_by("at").first().at == 1735689600 * 1_000_000


def test_what_a_token_sends_on_a_day_is_one_import_with_one_audit_entry(agreement, key):
    for n in range(3):
        send(key, row(f"2025-01-01T00:0{n}:00Z"))

    batch = EventImport.objects.get(kind="api")
    entries = AuditEntry.objects.filter(label="sla.eventimport")
    assert (batch.state, batch.added, batch.source_note) == ("imported", 3, "Our own monitor.")
    assert (f"{batch.first_at:%H:%M}", f"{batch.last_at:%H:%M}") == ("00:00", "00:02")
    assert batch.months == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert [(entry.verb, entry.actor_name) for entry in entries] == [("imported", "Pilotage")]


def test_the_same_rows_again_change_nothing_and_say_so(agreement, key):
    send(key, UP, row("2025-01-01T01:00:00Z"))
    PendingMonth.objects.all().delete()

    answer = send(key, UP, row("2025-01-01T01:00:00Z"))

    assert answer.json() == {"rows": 2, "added": 0, "repeated": 2, "months": []}
    assert (Measurement.objects.count(), PendingMonth.objects.count()) == (2, 0)


def test_a_row_twice_in_one_batch_is_kept_once(key):
    answer = send(key, UP, UP)

    assert (answer.json()["added"], answer.json()["repeated"], Measurement.objects.count()) == (1, 1, 1)


def test_rows_of_a_file_are_on_record_for_the_api_too(agreement, key):
    bring_in(agreement, csv_of("shop,2025-01-01T00:00:00Z,up,200,120"))

    assert send(key, UP).json()["repeated"] == 1


def test_rows_of_an_import_that_was_withdrawn_count_as_new(agreement, key):
    send(key, UP)
    EventImport.objects.update(state="discarded")

    answer = send(key, UP)

    assert (answer.json()["added"], EventImport.objects.filter(kind="api").count()) == (1, 2)


def test_a_contradiction_is_named_and_nothing_is_written(key):
    send(key, UP)

    answer = send(key, row("2025-01-02T00:00:00Z"), row(state="down"))

    assert (answer.status_code, answer.json()["reason"]) == (422, "bad_rows")
    assert places(answer) == [("measurements[1]", "contradiction")]
    assert Measurement.objects.count() == 1


def test_two_rows_of_a_batch_that_contradict_each_other_are_refused(key):
    answer = send(key, UP, row(value=121))

    assert (places(answer), Measurement.objects.count()) == ([("measurements[1]", "contradiction")], 0)


def test_the_order_of_rows_and_the_cut_of_batches_change_nothing(programme):
    rows = [row(f"2025-01-01T00:{n:02}:00Z", state="down" if n % 3 else "up") for n in range(12)]
    one, other = make_agreement(programme), make_agreement(programme)

    send(make_key(one)[1], *rows)
    second = make_key(other)[1]
    for part in (rows[7:], rows[:3], rows[2:8], rows):
        send(second, *part[::-1])

    kept = [
        list(Measurement.objects.of(agreement, "shop").order_by("at").values_list("at", "state", "value"))
        for agreement in (one, other)
    ]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 12


@pytest.mark.parametrize(
    ("wrong", "place", "reason"),
    [
        ({"monitor": ""}, "monitor", "too_short"),
        ({"monitor": "  "}, "monitor", "too_short"),
        ({"monitor": 3}, "monitor", "not_text"),
        ({"monitor": ["shop"]}, "monitor", "not_text"),
        ({"monitor": "x" * 201}, "monitor", "too_long"),
        ({"monitor": "a\0b"}, "monitor", "not_text_of_people"),
        ({"monitor": "\ud800"}, "monitor", "not_text_of_people"),
        ({"at": "yesterday"}, "at", "bad_moment"),
        ({"at": "2025-01-01T00:00:00"}, "at", "bad_moment"),
        ({"at": "2025-02-30T00:00:00Z"}, "at", "bad_moment"),
        ({"at": "0001-01-01T00:00:00+23:59"}, "at", "bad_moment"),
        ({"at": "1999-12-31T23:59:59Z"}, "at", "too_old"),
        ({"at": "2999-01-01T00:00:00Z"}, "at", "in_the_future"),
        ({"at": 1735689600}, "at", "bad_moment"),
        ({"at": None}, "at", "bad_moment"),
        ({"state": "DOWN"}, "state", "not_one_of"),
        ({"state": 0}, "state", "not_one_of"),
        ({"http_code": "200"}, "http_code", "not_a_number"),
        ({"http_code": -1}, "http_code", "out_of_range"),
        ({"http_code": 10**30}, "http_code", "out_of_range"),
        ({"value": "fast"}, "value", "not_a_number"),
        ({"value": True}, "value", "not_a_number"),
        ({"value": 1e300}, "value", "out_of_range"),
        ({"colour": "red"}, "colour", "unknown_name"),
        ({"value": 5, "total": 4}, "", "not_a_share"),
        ({"state": None, "value": None}, "", "nothing_said"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_place(key, wrong, place, reason):
    answer = send(key, UP, UP | {"at": "2025-01-01T01:00:00Z"} | wrong)

    assert (answer.status_code, places(answer)) == (422, [(f"measurements[1].{place}".removesuffix("."), reason)])
    assert (Measurement.objects.count(), EventImport.objects.count(), Monitor.objects.count()) == (0, 0, 0)


def test_a_row_without_its_moment_is_named(key):
    answer = send(key, {"monitor": "shop", "state": "up"})

    assert places(answer) == [("measurements[0].at", "missing")]


def test_every_bad_row_is_named_up_to_a_hundred(key):
    answer = send(key, *[row(f"2999-01-01T00:00:00.{n:06}Z") for n in range(150)])

    assert (answer.json()["problem_count"], len(answer.json()["problems"])) == (150, 100)
    assert [place for place, _reason in places(answer)][:11] == [f"measurements[{n}].at" for n in range(11)]


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"{", 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b'{"measurements": [NaN]}', 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b"[]", 422, "bad_rows"),
        (b"null", 422, "bad_rows"),
        (b"{}", 422, "bad_rows"),
        (b'{"measurements": {"a": 1}}', 422, "bad_rows"),
        (b'{"measurements": [], "tickets": []}', 422, "bad_rows"),
        (b'{"rows": []}', 422, "bad_rows"),
        (b" " * (2 * 1024 * 1024 + 1), 413, "too_large"),
    ],
)
def test_a_body_that_is_no_batch_is_refused(key, body, status, reason):
    answer = send(key, body=body)

    assert (answer.status_code, answer.json()["reason"]) == (status, reason)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_body_of_another_kind_is_refused(key, kind):
    answer = send(key, body=b"a=1", content_type=kind)

    assert (answer.status_code, answer.json()["reason"]) == (415, "wrong_type")


def test_more_rows_than_one_call_takes_are_refused(key):
    answer = send(key, *[UP] * (MOST_ROWS + 1))

    assert (answer.status_code, places(answer)) == (422, [("measurements", "too_many")])


def test_a_token_of_some_monitors_speaks_for_them_only(agreement):
    _token, narrow = make_key(agreement, monitors=["shop"])

    answer = send(narrow, UP, row(monitor="mail"))

    assert places(answer) == [("measurements[1].monitor", "not_this_monitor")]
    assert Measurement.objects.count() == 0


def test_an_agreement_that_has_ended_takes_nothing_in(agreement, key):
    perform(agreement, "end", by=user_as("manager", agreement.programme), note="Over.")

    answer = send(key, UP)

    assert (answer.status_code, answer.json()["reason"], Measurement.objects.count()) == (409, "agreement_ended", 0)


def test_the_same_key_of_a_call_gives_the_same_answer_and_writes_nothing(key):
    first = send(key, UP, HTTP_IDEMPOTENCY_KEY="batch-1")
    again = send(key, UP, HTTP_IDEMPOTENCY_KEY="batch-1")

    assert (first.json(), first.get("Idempotency-Replayed")) == (again.json(), None)
    assert (again["Idempotency-Replayed"], again.json()["added"], ApiAnswer.objects.count()) == ("true", 1, 1)


def test_the_same_key_with_another_body_is_refused(key):
    send(key, UP, HTTP_IDEMPOTENCY_KEY="batch-1")

    answer = send(key, row("2025-01-02T00:00:00Z"), HTTP_IDEMPOTENCY_KEY="batch-1")

    assert (answer.status_code, answer.json()["reason"], Measurement.objects.count()) == (409, "key_used", 1)


def test_a_refused_call_leaves_its_key_free(key):
    send(key, row("2999-01-01T00:00:00Z"), HTTP_IDEMPOTENCY_KEY="batch-1")

    assert send(key, UP, HTTP_IDEMPOTENCY_KEY="batch-1").status_code == 200


@pytest.mark.parametrize("name", ["x" * 81, "two words", "é"])
def test_a_key_of_a_call_that_cannot_be_kept_is_named(key, name):
    answer = send(key, UP, HTTP_IDEMPOTENCY_KEY=name)

    assert (answer.status_code, answer.json()["problems"][0]["place"]) == (422, "Idempotency-Key")


TICKET = {
    "monitor": "help desk",
    "key": "T-1",
    "priority": "high",
    "opened": "2025-01-06T08:00:00Z",
    "answered": "2025-01-06T08:30:00Z",
    "pauses": [{"begin": "2025-01-06T09:00:00Z"}],
}


def test_a_ticket_is_kept_with_its_pauses(key):
    answer = send(key, tickets=[TICKET])

    kept = Ticket.objects.get()
    at = {name: instant_of(text) for name, text in (("opened", "08:00"), ("answered", "08:30"), ("paused", "09:00"))}
    assert answer.json()["added"] == 1
    assert (kept.monitor.name, kept.key, kept.priority, kept.solved) == ("help desk", "T-1", "high", None)
    assert (kept.opened, kept.answered, kept.pauses) == (at["opened"], at["answered"], [[at["paused"], None]])


def instant_of(clock: str) -> int:
    from datetime import datetime

    return instant(datetime.fromisoformat(f"2025-01-06T{clock}:00+00:00"))


def test_a_ticket_that_went_on_takes_the_place_of_what_was_said_before(key):
    send(key, tickets=[TICKET])

    answer = send(key, tickets=[TICKET | {"solved": "2025-02-03T10:00:00Z"}])
    again = send(key, tickets=[TICKET | {"solved": "2025-02-03T10:00:00Z"}])

    assert (answer.json()["added"], again.json()["repeated"], Ticket.objects.count()) == (1, 1, 1)
    assert "2025-02" in answer.json()["months"]


@pytest.mark.parametrize(
    ("wrong", "place", "reason"),
    [
        ({"answered": "2025-01-06T07:59:59Z"}, "", "answered_before_opened"),
        ({"solved": "2025-01-05T08:00:00Z"}, "", "answered_before_opened"),
        ({"pauses": [{"begin": "2025-01-06T07:00:00Z"}]}, "", "bad_pause"),
        ({"pauses": [{"begin": "2025-01-06T09:00:00Z"}, {"begin": "2025-01-06T10:00:00Z"}]}, "", "bad_pause"),
        ({"pauses": [{"begin": "2025-01-06T09:00:00Z", "end": "2025-01-06T09:00:00Z"}]}, "", "bad_pause"),
        ({"pauses": [{"begin": "2999-01-06T09:00:00Z"}]}, ".pauses[0].begin", "in_the_future"),
        ({"key": ""}, ".key", "too_short"),
        ({"priority": "x" * 41}, ".priority", "too_long"),
    ],
)
def test_a_ticket_that_cannot_be_used_is_named(key, wrong, place, reason):
    answer = send(key, tickets=[TICKET | wrong])

    assert (answer.status_code, places(answer)) == (422, [(f"tickets[0]{place}", reason)])


def test_two_words_about_one_ticket_in_a_batch_are_refused(key):
    answer = send(key, tickets=[TICKET, TICKET | {"priority": "low"}])

    assert (places(answer), Ticket.objects.count()) == ([("tickets[1]", "twice")], 0)


def test_a_batch_takes_as_many_queries_for_one_row_as_for_thirty(agreement, key):
    send(key, row("2024-12-31T00:00:00Z"))

    def queries(*rows) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert send(key, *rows).status_code == 200
        return len(caught)

    first = queries(row("2025-01-03T00:00:00Z"))

    assert queries(*[row(f"2025-01-04T00:{n:02}:00Z") for n in range(30)]) == first
    assert first <= 30


def test_nothing_is_worked_out_in_the_call(agreement, key):
    send(key, UP, row("2025-02-02T00:00:00Z"))

    assert agreement.objectives.get().results.count() == 0


def test_a_call_is_answered_in_the_language_that_it_asks_for(key):
    answer = send(key, body="{", HTTP_ACCEPT_LANGUAGE="zh-hans")

    assert json.loads(answer.content)["reason"] == "not_json"
