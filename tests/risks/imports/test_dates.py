"""Dates of every habit mean one day, and what is no date means none."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.imports.dates import Order, is_ambiguous, order_of, parse


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026/3/31", "2026-03-31"),
        ("2026.03.31", "2026-03-31"),
        ("20260331", "2026-03-31"),
        ("2026-03-31 09:30:00", "2026-03-31"),
        ("2026-03-31T09:30:00Z", "2026-03-31"),
        ("31.03.2026", "2026-03-31"),
        ("31/3/26", "2026-03-31"),
        ("31-3-99", "1999-03-31"),
        ("3/31/2026", "2026-03-31"),
        ("31-Mar-2026", "2026-03-31"),
        ("Mar 31, 2026", "2026-03-31"),
        ("March 31st 2026", "2026-03-31"),
        ("Tue 31 March 2026", "2026-03-31"),
        ("31 марта 2026 г.", "2026-03-31"),
        ("31 de marzo de 2026", "2026-03-31"),
        ("31 Mayo 2026", "2026-05-31"),
        ("2026年3月31日", "2026-03-31"),
        ("2026 年 3 月 31 號", "2026-03-31"),
        ("２０２６年３月３１日", "2026-03-31"),
        ("民國115年3月31日", "2026-03-31"),
        ("26年3月31日", "2026-03-31"),
        ("46112", "2026-03-31"),
        ("2026年2月", "2026-02-28"),
        ("May 2027", "2027-05-31"),
        ("Feb-28", "2028-02-29"),
        ("2027-05", "2027-05-31"),
        ("5/2027", "2027-05-31"),
        ("Q3 2026", "2026-09-30"),
        ("2026 Q4", "2026-12-31"),
    ],
)
def test_a_date_is_understood(text, meant):
    assert parse(text) == datetime.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Annual review",
        "TBC",
        "31.02.2026",
        "2026-13-01",
        "1",
        "99999",
        "may be 2027",
        "12 31",
        "1/2/3/4",
        "²²²/3/2026",
        "31/3/126",
    ],
)
def test_what_is_no_date_is_none(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2026", "31/04/2026", "28/02/2026"], Order.DAY_FIRST),
        (["03/04/2026", "04/28/2026"], Order.MONTH_FIRST),
        (["03/04/2026", "05/06/2026"], Order.DAY_FIRST),
        (["2026-03-31", "TBC"], Order.DAY_FIRST),
    ],
)
def test_a_column_says_whether_the_month_comes_first(values, order):
    assert order_of(values) == order


def test_the_order_decides_what_could_be_either():
    assert [parse("03/04/2026", order).month for order in Order] == [4, 3]
    assert [is_ambiguous(text) for text in ("03/04/2026", "03/03/2026", "31/04/2026", "2026-03-04")] == [
        True,
        False,
        False,
        False,
    ]


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)), st.sampled_from(list(Order)))
def test_every_day_is_read_as_it_is_written(day, order):
    short = day.strftime("%d/%m/%y" if order is Order.DAY_FIRST else "%m/%d/%y")

    assert parse(day.isoformat()) == parse(f"{day.year}年{day.month}月{day.day}日") == parse(short, order) == day


@given(st.text(max_size=40))
def test_no_text_makes_it_fall_over(text):
    assert parse(text) is None or isinstance(parse(text), datetime.date)
