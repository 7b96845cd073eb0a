import datetime
from decimal import Decimal

import pytest

from implementation.budget.cost_file.cells import as_amount, as_day, is_day_first, tidy

NOVEMBER = datetime.date(2026, 11, 16)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-16",
        "2026/11/16",
        "2026年11月16日",
        "16.11.2026",
        "16/11/2026",
        "2026-11-16T10:00",
        NOVEMBER,
        datetime.datetime(2026, 11, 16, 9),
        46342,
    ],
)
def test_a_day_is_read_in_its_usual_shapes(value):
    assert as_day(value) == NOVEMBER


@pytest.mark.parametrize("value", ["", None, "soon", "2026-13-01", "31.02.2026", True, 12, "16.11.26"])
def test_what_names_no_day_is_none(value):
    assert as_day(value) is None


def test_a_number_above_twelve_in_the_middle_shows_that_the_month_comes_first():
    assert [is_day_first(["3/4/2026"]), is_day_first(["3/4/2026", "3/14/2026"])] == [True, False]
    assert as_day("11/16/2026", day_first=False) == NOVEMBER


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1.234,50 €", "1234.50"),
        ("¥1,200", "1200"),
        ("EUR 1'234.50", "1234.50"),
        ("1 234,5", "1234.5"),
        ("1,234", "1234"),
        ("0.125", "0.125"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("１２００", "1200"),
        ("(500)", "-500"),
        ("−12.30", "-12.30"),
        (1234.5, "1234.5"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
    ],
)
def test_an_amount_is_read_as_bookkeeping_writes_it(value, amount):
    assert as_amount(value) == Decimal(amount)


@pytest.mark.parametrize(
    "value", ["", None, "a lot", "1,23,456", "1.2.3", True, float("nan"), float("inf"), "9" * 20, 1e20, "=1+1", "--"]
)
def test_what_is_no_amount_is_none(value):
    assert as_amount(value) is None


def test_a_text_is_kept_on_one_line_without_signs_that_nobody_sees():
    assert tidy("a\x00b\n c ", 10) == "a b c"
    assert tidy("x" * 20, 5) == "xxxxx"
    assert tidy(None, 5) == ""
