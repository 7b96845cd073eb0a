import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workflow import perform
from sla.rollup import roll_up
from sla.statements.corrections import differences, money_of
from sla.statements.lines import COMPARED
from tests.factories import user_as
from tests.sla.factories import bring_in, csv_of, make_statement

FEBRUARY, MARCH = datetime.date(2025, 2, 1), datetime.date(2025, 3, 1)
#: Half an hour of January more, told late.
LATE = csv_of("shop,2025-01-20T10:00:00Z,down,0,0", "shop,2025-01-20T10:30:00Z,up,200,150")
#: February reaches its end.
AFTER = csv_of("shop,2025-04-01T00:00:00Z,up,200,150")


@pytest.mark.django_db
def test_nothing_is_corrected_where_nothing_changed(programme):
    january = make_statement(programme)

    february = make_statement(programme, january.agreement, month=FEBRUARY)

    assert (february.kept.facts["corrections"], february.kept.facts["totals"]["corrections"]) == ([], "0")


@pytest.mark.django_db
def test_late_measurements_are_told_field_by_field_with_the_why(programme):
    january = make_statement(programme)
    bring_in(january.agreement, LATE)

    february = make_statement(programme, january.agreement, month=FEBRUARY)

    found = {item["field"]: (item["was"], item["now"]) for item in february.kept.facts["corrections"]}
    assert found == {
        "raw": ("99.8655913978", "99.7983870967"),
        "adjusted": ("99.8655913978", "99.7983870967"),
        "up": ("44580", "44550"),
        "down": ("60", "90"),
    }
    assert {item["why"]["en"] for item in february.kept.facts["corrections"]} == {"New measurements came in."}
    assert january.kept.facts["objectives"][0]["down"] == "60"


@pytest.mark.django_db
def test_a_correction_is_told_once(programme):
    january = make_statement(programme)
    bring_in(january.agreement, LATE)
    make_statement(programme, january.agreement, month=FEBRUARY)
    bring_in(january.agreement, AFTER)
    roll_up(january.agreement)

    march = make_statement(programme, january.agreement, month=MARCH)

    assert march.kept.facts["corrections"] == []


@pytest.mark.django_db
def test_a_credit_that_is_waived_later_is_taken_back_in_the_next_statement(programme):
    january = make_statement(programme)
    credit = january.agreement.objectives.get().breaches.get().credit
    perform(credit, "waive", by=user_as("sponsor", programme), note="Goodwill.")

    february = make_statement(programme, january.agreement, month=FEBRUARY)

    (item,) = february.kept.facts["corrections"]
    assert (item["field"], item["was"], item["now"]) == ("credit", "100", "0")
    assert february.kept.facts["totals"] == {"month": "0", "corrections": "-100", "together": "-100", "year": "0"}


def line(**fields):
    return {"id": 1, "title": {"en": "Availability"}, "monitor": "shop", "unit": "%"} | fields


def test_a_month_that_vanished_is_told_field_by_field():
    told = {(1, "2025-01"): line(adjusted="99.5", attained=False)}

    found = [(item["field"], item["was"], item["now"]) for item in differences(told, {})]

    assert found == [("adjusted", "99.5", None), ("attained", False, None)]


def test_what_is_not_compared_is_never_a_correction():
    assert list(differences({(1, "2025-01"): line(samples=3)}, {(1, "2025-01"): line(samples=4)})) == []


texts = st.none() | st.integers(0, 200).map(str)
lines = st.dictionaries(st.sampled_from(COMPARED), texts).map(lambda fields: line(**fields))
books = st.dictionaries(st.tuples(st.just(1), st.sampled_from(["2025-01", "2025-02"])), lines)


@given(books, books)
def test_what_was_told_with_its_corrections_is_what_stands_now(told, now):
    amended = {key: dict(value) for key, value in told.items()}
    for item in differences(told, now):
        amended.setdefault((item["id"], item["month"]), {})[item["field"]] = item["now"]

    fields = {(key, name): amended.get(key, {}).get(name) for key in told.keys() | now.keys() for name in COMPARED}
    assert fields == {(key, name): now.get(key, {}).get(name) for key in told.keys() | now.keys() for name in COMPARED}


@given(books)
def test_equal_books_differ_in_nothing(book):
    assert list(differences(book, book)) == []


def test_money_is_the_sum_of_what_credits_moved_by():
    items = [
        {"field": "credit", "was": None, "now": "100"},
        {"field": "credit", "was": "30.5", "now": None},
        {"field": "down", "was": "1", "now": "2"},
    ]

    assert money_of(items) == Decimal("69.5")
