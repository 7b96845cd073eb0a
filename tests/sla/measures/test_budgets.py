from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.measures.budgets import (
    Budget,
    budget,
    budget_share,
    burn_factor,
    burn_rate,
    gone_in,
    ratio_slices_budget,
    slices,
)
from tests.shared_data import shared_json

OPENSLO = {case["id"]: case for case in shared_json("sla/openslo/expected.json")["cases"]}
SLOTH = shared_json("sla/sloth_burn_rates.json")
HOURS = {"1h": 1, "6h": 6, "1d": 24, "3d": 72}


def test_failed_requests_that_fourteen_days_allow():
    # OpenSLO at aa5cb78d, examples/budgeting-method/README.md: it prints 16,632, which is 16,800 x 0.99 without saying so.
    case = OPENSLO["occurrences"]
    total = case["inputs"]["requests_per_day"] * case["inputs"]["days"]

    found = budget(case["inputs"]["objective_pct"], total=total, bad=0)

    assert found.allowed == case["computed"]["error_budget_requests"] == 16_800
    assert found.allowed * Fraction(99, 100) == int(case["published"]["failed_requests_to_burn"])


def test_minutes_that_may_be_bad_where_time_is_sliced():
    # OpenSLO at aa5cb78d, the same README: 20,160 slices, 16 hours and 48 minutes.
    case = OPENSLO["timeslices"]
    number = slices(case["inputs"]["days"] * 24 * 60, case["inputs"]["slice_minutes"])

    found = budget(case["inputs"]["objective_pct"], total=number, bad=0)

    assert (number, found.allowed) == (20_160, 16 * 60 + 48)
    assert found.allowed == case["computed"]["budget_minutes"]


def test_slices_that_count_by_their_own_share():
    # OpenSLO at aa5cb78d: “about 13 hours and 45 minutes”; 1 % in bad slices, 99 % in usual ones, 95 % on average.
    case = OPENSLO["ratio_timeslices"]

    found = ratio_slices_budget(95, slices=20_160, usual=99, bad=1)

    assert float(found) == pytest.approx(case["computed"]["minutes"], abs=0.001)
    assert abs(found - (13 * 60 + 45)) < 3


def test_low_traffic_is_as_important():
    # OpenSLO at aa5cb78d, examples/treat-low-traffic-as-equally-important/README.md: 5 minutes 2.4 seconds of 10,080.
    case = OPENSLO["low_traffic"]

    found = budget("99.95", total=7 * 24 * 3600, bad=0)

    assert found.allowed == Fraction("302.4") == Fraction(str(case["computed"]["budget_seconds"]))


@pytest.mark.parametrize("case", SLOTH["cases"], ids=lambda case: f"{case['period_days']} days")
def test_burn_rates_of_sloth(case):
    # github.com/slok/sloth at 0e395d81, internal/alert/alert_test.go
    for percent, long, _short, factor in case["expected"]["rows"]:
        found = burn_factor(
            percent=Fraction(str(percent)), period_hours=case["period_days"] * 24, window_hours=HOURS[long]
        )
        assert float(found) == pytest.approx(factor, abs=SLOTH["tolerance"])
    assert float(100 * budget_share(Fraction(str(case["objective"])))) == case["expected"]["error_budget_pct"]


@pytest.mark.parametrize("case", shared_json("sla/error_budget.json")["cases"], ids=lambda case: case["id"])
def test_budget_minutes_of_the_articles(case):
    # error_budget.json names its sources: the azureguru downtime table, courseiva.com
    for row in case.get("rows", []):
        found = budget(Fraction(str(row["availability_pct"])), total=row["period_hours"] * 60, bad=0)
        assert found.allowed == row["expected_downtime_minutes"]
    if "inputs" in case:
        given_, expected = case["inputs"], case["expected"]
        target = Fraction(str(given_["objective_pct"]))
        found = budget(target, total=given_["days"] * 24 * 60, bad=given_["downtime_minutes"])
        assert found.allowed == Fraction(str(expected["budget_minutes"]))
        assert -found.left == Fraction(str(expected["over_by_minutes"]))
        assert (found.left < 0) is expected["breached"]


def test_where_less_is_better_the_target_is_the_share():
    found = budget(1, total=5000, bad=20, less_is_better=True)

    assert (found.allowed, found.left, found.spent) == (50, 30, 40)
    assert budget(100, total=10, bad=0).spent is None


def test_a_target_that_is_no_percentage_is_refused():
    with pytest.raises(ValueError, match="from 0 to 100"):
        budget_share(101)
    with pytest.raises(ValueError, match="better than bad"):
        ratio_slices_budget(95, slices=10, usual=1, bad=1)


def test_a_burn_rate_of_one_uses_up_exactly_what_is_allowed():
    assert burn_rate(bad=1, total=1000, share=Fraction(1, 1000)) == 1
    assert burn_rate(bad=0, total=0, share=Fraction(1, 1000)) is None
    assert burn_rate(bad=1, total=10, share=Fraction(0)) is None


@pytest.mark.parametrize(
    ("allowed", "used", "rate", "expected"),
    [(10, 4, 2, 3), (10, 10, 2, 0), (10, 12, 2, 0), (10, 4, 0, None)],
)
def test_when_the_rest_is_gone(allowed, used, rate, expected):
    assert gone_in(Budget(Fraction(allowed), Fraction(used)), rate=rate) == expected


@given(
    target=some.integers(min_value=0, max_value=100),
    total=some.integers(min_value=0, max_value=10**9),
    bad=some.integers(min_value=0, max_value=10**9),
)
def test_used_and_left_add_up_to_what_is_allowed(target, total, bad):
    found = budget(target, total=total, bad=bad)

    assert found.used + found.left == found.allowed
