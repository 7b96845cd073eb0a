import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.goals.files.cells import BadCell, day, number, same, text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (54, "54"),
        (54.5, "54.5"),
        ("54,5".replace(",", "."), "54.5"),
        ("1,234.5", "1234.5"),
        ("1 234", "1234"),
        ("71 %", "71"),
        ("５４％", "54"),
        ("−3", "-3"),
        ("0.12345", "0.123"),
    ],
)
def test_numbers_as_people_write_them(cell, expected):
    assert number(cell) == Decimal(expected)


@pytest.mark.parametrize("cell", [None, "", "  ", "%"])
def test_an_empty_cell_is_no_number(cell):
    assert number(cell) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("many", "no_number"),
        ("NaN", "no_number"),
        ("Infinity", "no_number"),
        (True, "no_number"),
        ("1,2,3", "no_number"),
        ("9" * 10_000_000, "no_number"),
        ("1000000000000", "too_large"),
        ("-1e15", "too_large"),
    ],
)
def test_what_is_no_number_says_why(cell, reason):
    with pytest.raises(BadCell, match=reason):
        number(cell)


@pytest.mark.parametrize(
    "cell",
    [
        datetime.date(2026, 11, 2),
        datetime.datetime(2026, 11, 2, 9, 30),
        "2026-11-02",
        "2026/11/2",
        "2026年11月2日",
    ],
)
def test_days_as_people_write_them(cell):
    assert day(cell) == datetime.date(2026, 11, 2)


@pytest.mark.parametrize("cell", ["2026-13-01", "2026-02-30", "2.11.2026", "soon", 46000])
def test_what_is_no_day_says_so(cell):
    with pytest.raises(BadCell, match="no_day"):
        day(cell)


def test_words_that_look_alike_are_the_same():
    assert same("  Quotes\n sent ") == same("quotes sent")
    assert text(3.0) == "3"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_what_is_written_is_read_again(value):
    assert number(str(value)) == value
