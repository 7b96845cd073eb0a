"""Lines unrolled month by month, to the cent."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.business_case.plan import PlannedLine, by_years, faults, monthly, reshaped, total, yearly

D = Decimal


def line(shape="monthly", likely="100", low=None, high=None, **fields) -> PlannedLine:
    likely = D(likely)
    return PlannedLine(
        kind="cost",
        category="running",
        title="Fee",
        shape=shape,
        low=likely if low is None else D(low),
        likely=likely,
        high=likely if high is None else D(high),
        **fields,
    )


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (line(by_year={0: D(10), 1: D(120), 2: D(5)}, shape="years"), [10, 120, 5]),
        (line(by_year={0: D(10), 1: D(120)}, shape="years", low="50"), [10, 120, 0]),
        (line("once", "90", start_month=0), [90, 0, 0]),
        (line("once", "90", start_month=12), [0, 90, 0]),
        (line("once", "90", start_month=13), [0, 0, 90]),
        (line("once", "90", start_month=25), [0, 0, 0]),
        (line("monthly", "100", start_month=0), [100, 1200, 1200]),
        (line("monthly", "100", start_month=1), [0, 1200, 1200]),
        (line("monthly", "100", start_month=7, end_month=14), [0, 600, 200]),
        (line("monthly", "100", start_month=1, growth=D(10)), [0, 1200, 1320]),
        (line("yearly", "500", start_month=1), [0, 500, 500]),
        (line("yearly", "500", start_month=0), [500, 500, 500]),
        (line("yearly", "500", start_month=6, end_month=17), [0, 500, 0]),
        (line("yearly", "500", start_month=1, growth=D(-50)), [0, 500, 250]),
    ],
)
def test_a_line_comes_when_it_is_planned(planned, expected):
    assert yearly(planned, 2) == expected


def test_low_and_high_of_a_line_by_year_are_per_cent_of_its_amounts():
    planned = line("years", low="80", high="150", by_year={1: D(1000)})

    assert [yearly(planned, 1, which) for which in ("low", "likely", "high")] == [[0, 800], [0, 1000], [0, 1500]]


def test_the_months_of_a_year_are_even_to_the_cent_and_drift_nowhere():
    months = monthly(line("years", by_year={1: D("100.00")}), 12)

    assert months[0] == 0
    assert set(months[1:]) == {D("8.33"), D("8.34")}
    assert sum(months) == D("100.00")


def test_a_currency_without_a_minor_unit_has_whole_months():
    months = monthly(line("years", by_year={1: D(1000)}, places=0), 12)

    assert set(months[1:]) == {D(83), D(84)}
    assert sum(months) == 1000


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"low": "101"}, "order"),
        ({"high": "99"}, "order"),
        ({"likely": "-1"}, "negative"),
        ({"growth": D(-100)}, "growth"),
        ({"shape": "once", "growth": D(1)}, "no_growth"),
        ({"shape": "once", "end_month": 3}, "no_end"),
        ({"start_month": 121}, "late"),
        ({"start_month": -1}, "late"),
        ({"start_month": 5, "end_month": 4}, "months"),
        ({"shape": "years", "likely": "90"}, "full"),
        ({"likely": "0.50", "places": 0}, "places"),
    ],
)
def test_what_is_wrong_with_a_line_has_a_name(fields, fault):
    assert fault in faults(line(**fields))


def test_a_line_that_can_be_reckoned_with_has_no_faults():
    assert faults(line(growth=D(3), start_month=1, end_month=1, low="90", high="120")) == []


@pytest.mark.parametrize("call", [lambda: monthly(line(), -1), lambda: yearly(line(), -1)])
def test_a_negative_horizon_is_refused(call):
    with pytest.raises(ValueError, match="0 (months|years) or more"):
        call()


def test_an_unknown_shape_is_refused():
    with pytest.raises(ValueError, match="Unknown shape"):
        monthly(line("weekly"), 12)


def test_a_horizon_of_no_months_is_the_investment_alone():
    assert monthly(line("once", "7"), 0) == [7]


def test_the_lines_of_a_kind_are_added_up():
    lines = [line("once", "5"), line("monthly", "1", start_month=1), replace(line("once", "9"), kind="benefit")]

    assert total(lines, 1, kind="cost") == [5, 12]
    assert total([], 1, kind="benefit") == [0, 0]


@pytest.mark.parametrize("shape", ["once", "monthly", "yearly"])
def test_by_year_into_another_shape_comes_to_about_the_same(shape):
    planned = line("years", low="50", high="200", by_year={1: D(1200), 2: D(1200)})

    found = reshaped(planned, shape, 2)

    assert found.by_year == {}
    assert (found.low * 2, found.high) == (found.likely, found.likely * 2)
    assert sum(yearly(found, 2)) == 2400


def test_into_years_the_amounts_stay_exactly():
    planned = line("monthly", "100", low="90", high="150", start_month=4, growth=D(7))

    found = reshaped(planned, "years", 3)

    assert yearly(found, 3) == yearly(planned, 3)
    assert (found.low, found.likely, found.high) == (90, 100, 150)


def test_the_same_shape_is_the_same_line():
    planned = line()

    assert reshaped(planned, "monthly", 3) is planned


def test_what_comes_once_neither_grows_nor_ends():
    found = reshaped(line("monthly", growth=D(3), end_month=9), "once", 2)

    assert (found.growth, found.end_month, faults(found)) == (0, None, [])


cents = st.integers(0, 10**9).map(lambda n: D(n) / 100)
shapes = st.sampled_from(["once", "monthly", "yearly"])


@st.composite
def lines(draw):
    low, likely, high = sorted(draw(st.tuples(cents, cents, cents)))
    shape = draw(shapes)
    growth = draw(st.integers(-90, 300)) if shape != "once" else 0
    return PlannedLine(
        kind="cost", category="x", title="x", shape=shape, low=low, likely=likely, high=high, growth=D(growth),
        start_month=draw(st.integers(0, 60)),
    )  # fmt: skip


@st.composite
def lines_by_year(draw):
    by_year = draw(st.dictionaries(st.integers(0, 5), cents))
    low, high = D(draw(st.integers(0, 100))), D(draw(st.integers(100, 400)))
    return PlannedLine(kind="cost", category="x", title="x", low=low, high=high, by_year=by_year)


@given(st.one_of(lines(), lines_by_year()), st.integers(0, 6), st.sampled_from(["low", "likely", "high"]))
def test_years_are_the_sums_of_their_months_exactly(planned, years, which):
    months = monthly(planned, 12 * years, which)

    assert len(months) == 12 * years + 1
    assert by_years(months) == yearly(planned, years, which)
    assert sum(months) == sum(yearly(planned, years, which))
    assert all(amount == round(amount, 2) for amount in months)


@given(lines_by_year())
def test_every_amount_by_year_is_kept_to_the_cent(planned):
    assert yearly(planned, 5) == [planned.by_year.get(year, 0) for year in range(6)]


@given(st.one_of(lines(), lines_by_year()), st.integers(0, 5))
def test_low_is_never_above_likely_nor_likely_above_high(planned, years):
    low, likely, high = (yearly(planned, years, which) for which in ("low", "likely", "high"))

    assert all(one <= two <= three for one, two, three in zip(low, likely, high, strict=True))


@given(lines(), st.sampled_from(["years", "once", "monthly", "yearly"]))
def test_another_shape_is_a_line_without_faults(planned, shape):
    assert faults(reshaped(planned, shape, 5)) == []
