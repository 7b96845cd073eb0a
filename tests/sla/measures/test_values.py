import csv
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.measures import values
from tests.shared_data import shared, shared_json

UPPTIME = "sla/upptime_matbenfield"
SOME_VALUES = some.lists(some.floats(min_value=0, max_value=1e6, allow_nan=False), min_size=1, max_size=40)


def array(*numbers) -> np.ndarray:
    return np.array(numbers, dtype=np.float64)


@pytest.mark.parametrize(
    ("method", "expected"),
    [("linear", Fraction(385, 10)), ("nearest", Fraction(40))],
)
def test_two_methods_differ_where_there_are_few_values(method, expected):
    assert values.percentile(array(10, 20, 30, 40), 95, method=method) == expected


@given(found=SOME_VALUES, percent=some.integers(min_value=0, max_value=100))
def test_linear_is_what_numpy_says(found, percent):
    mine = values.percentile(array(*found), percent, method="linear")

    assert float(mine) == pytest.approx(float(np.percentile(found, percent)), rel=1e-9, abs=1e-9)


@given(found=SOME_VALUES, percent=some.integers(min_value=1, max_value=100))
def test_the_nearest_rank_is_a_value_that_so_many_do_not_exceed(found, percent):
    mine = values.percentile(array(*found), percent, method="nearest")

    below = sum(Fraction(repr(value)) <= mine for value in found)
    lower = [value for value in found if Fraction(repr(value)) < mine]
    assert 100 * below >= percent * len(found)
    assert 100 * len(lower) < percent * len(found)


def test_no_values_have_no_percentile_and_an_unknown_method_is_refused():
    assert values.percentile(array(), 95, method="linear") is None
    with pytest.raises(ValueError, match="linear or nearest"):
        values.percentile(array(1), 95, method="closest")
    with pytest.raises(ValueError, match="between 0 and 100"):
        values.percentile(array(1), 101, method="linear")


def test_tenths_add_up_to_what_is_written():
    assert values.total(array(0.1, 0.1, 0.1)) == Fraction(3, 10)
    assert values.mean(array(0.1, 0.2)) == Fraction(15, 100)
    assert values.total(array()) == 0
    assert values.mean(array()) is None


def test_the_share_within_a_limit_includes_the_limit():
    assert values.share_within(array(100, 200, 201), 200) == Fraction(200, 3)
    assert values.share_within(array(), 200) is None


@pytest.mark.parametrize(
    ("value", "up", "expected"),
    [
        (Fraction(2, 3), False, "0.66"),
        (Fraction(2, 3), True, "0.67"),
        (Fraction(5), True, "5.00"),
        (Fraction(99899999, 1000000), False, "99.89"),
    ],
)
def test_figures_are_cut_on_their_worse_side(value, up, expected):
    assert values.cut(value, places=2, up=up) == Decimal(expected)


def test_the_highest_come_first_and_of_equal_ones_the_earlier():
    assert values.highest(array(1, 5, 5, 2), 3) == [1, 2, 3]


PERCENTILES = {
    "p50_ms_linear": (50, "linear"),
    "p95_ms_linear": (95, "linear"),
    "p99_ms_linear": (99, "linear"),
    "p95_ms_nearest_rank": (95, "nearest"),
}


def answers(monitor: str) -> np.ndarray:
    with shared(f"{UPPTIME}/measurements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["monitor"] == monitor and row["status"] == "up"]
    return array(*[float(row["response_ms"]) for row in rows if float(row["response_ms"] or 0) > 0])


@pytest.mark.parametrize(
    "monitor", shared_json(f"{UPPTIME}/expected.json")["monitors"], ids=lambda item: item["monitor"]
)
def test_real_answer_times_have_the_published_percentiles(monitor):
    # github.com/MatBenfield/up at 082560fca9 (ODbL 1.0); expected.json names linear (NumPy) and nearest rank.
    found = answers(monitor["monitor"])

    for name, (percent, method) in PERCENTILES.items():
        mine = values.percentile(found, percent, method=method)
        assert float(mine) == pytest.approx(monitor["computed"][name], abs=0.01), name
