"""What a dashboard reads: the monthly results, exact, as text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.sla.api.calls import get, make_key
from tests.sla.factories import bring_in, make_agreement, make_objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(programme):
    agreement = make_agreement(programme)
    bring_in(agreement)
    return agreement


def test_a_month_is_told_with_its_breach(agreement):
    _token, key = make_key(agreement)
    objective = agreement.objectives.get()

    answer = get(key, "results", agreement.pk, month="2025-01").json()

    told = answer["objectives"][0]
    assert {name: told[name] for name in ("id", "kind", "monitor", "unit", "direction", "target", "attained")} == {
        "id": objective.pk,
        "kind": "availability",
        "monitor": "shop",
        "unit": "%",
        "direction": "at_least",
        "target": "99.9",
        "attained": False,
    }
    assert (told["adjusted"], told["provisional"]) == ("99.8655913978", False)
    assert told["seconds"] == {"up": "2674800", "down": "3600", "excluded": "0", "unknown": "0"}
    assert told["budget_used"] == "134.4086"
    assert [(b["state"], b["measured"], b["credit"], b["amount"]) for b in answer["breaches"]] == [
        ("raised", "99.8655913978", "computed", "100")
    ]


def test_a_month_without_records_has_no_figures(agreement):
    _token, key = make_key(agreement)

    answer = get(key, "results", agreement.pk, month="2026-01").json()

    told = answer["objectives"][0]
    assert (told["adjusted"], told["attained"], told["seconds"], answer["breaches"]) == (None, None, None, [])


@pytest.mark.parametrize("month", ["2025-13", "2025", "november", "²", "2025-1", "9" * 40])
def test_a_month_that_is_none_is_named(agreement, month):
    _token, key = make_key(agreement)

    answer = get(key, "results", agreement.pk, month=month)

    assert (answer.status_code, answer.json()["problems"][0]["reason"]) == (422, "bad_month")


def test_the_year_nought_is_no_year(agreement):
    _token, key = make_key(agreement)

    assert get(key, "results", agreement.pk, month="0000-01").status_code == 422


def test_without_a_month_it_is_this_one(agreement):
    from django.utils import timezone

    _token, key = make_key(agreement)

    assert get(key, "results", agreement.pk).json()["month"] == f"{timezone.localdate():%Y-%m}"


def test_a_promise_that_did_not_hold_yet_is_left_out(agreement):
    _token, key = make_key(agreement)

    assert get(key, "results", agreement.pk, month="2024-12").json()["objectives"] == []


def test_many_objectives_take_as_many_queries_as_one(programme):
    agreement = make_agreement(programme, in_force=False)
    _token, key = make_key(agreement)
    get(key, "ping")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            get(key, "results", agreement.pk, month="2025-01")
        return len(caught)

    before = queries()
    for n in range(30):
        make_objective(agreement, monitor=f"shop {n}")

    assert queries() == before
