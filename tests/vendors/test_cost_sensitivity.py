from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.cost_sensitivity import (
    Part,
    Way,
    by_year,
    decimal,
    left_after,
    same_cost_at_months,
    same_cost_at_users,
    total,
)

BUILD = Way((Part((100, 10, 10)), Part((0, 4, 4), per_user=True)), exit=6)
RENT = Way((Part((10, 5, 5)), Part((0, 20, 20), per_user=True, rises=True)), exit=20)

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
parts = st.builds(Part, st.tuples(*[amounts] * 5), st.booleans(), st.booleans())
ways = st.builds(Way, st.lists(parts, max_size=4).map(tuple), amounts)
shares = st.fractions(min_value=Fraction(1, 2), max_value=3, max_denominator=100)
rises = st.fractions(min_value=0, max_value=Fraction(3, 10), max_denominator=1000)


@pytest.mark.parametrize(
    ("users", "rise", "expected"),
    [
        (1, 0, (10, 25, 25)),
        (2, 0, (10, 45, 45)),
        (Fraction(1, 2), 0, (10, 15, 15)),
        (1, Decimal("0.1"), (10, 25, 27)),
        (2, Decimal("0.3"), (10, 45, 57)),
    ],
)
def test_users_and_prices_move_the_years_that_follow_them(users, rise, expected):
    assert by_year(RENT, users=users, rise=rise) == expected


def test_a_price_rises_once_more_in_every_year_after_the_first():
    way = Way((Part((100, 100, 100, 100, 100), rises=True),))

    assert by_year(way, rise=Decimal("0.1")) == (100, 100, 110, 121, Fraction("133.1"))


@pytest.mark.parametrize(("way", "expected"), [(BUILD, 134), (RENT, 80), (Way(()), 0), (Way((), exit=7), 7)])
def test_the_total_has_every_year_and_leaving_once(way, expected):
    assert total(way) == expected


@pytest.mark.parametrize(
    ("months", "expected"), [(0, 30), (6, Fraction(85, 2)), (12, 55), (18, Fraction(135, 2)), (24, 80)]
)
def test_whoever_leaves_has_paid_up_to_that_month_and_for_leaving(months, expected):
    assert left_after(RENT, months) == expected


@pytest.mark.parametrize("months", [-1, 25])
def test_nobody_leaves_before_the_start_or_after_the_end(months):
    with pytest.raises(ValueError):
        left_after(RENT, months)


def test_the_number_of_users_at_which_two_cost_the_same():
    # 126 + 8 u = 40 + 40 u
    found = same_cost_at_users(BUILD, RENT)

    assert (found.points, found.cheaper, found.never, found.always) == ((Fraction(86, 32),), 1, False, False)


def test_parallel_costs_never_meet_whatever_the_users():
    dear = Way((Part((5,)), Part((2,), per_user=True)))
    cheap = Way((Part((4,)), Part((2,), per_user=True)))

    assert (same_cost_at_users(cheap, dear).cheaper, same_cost_at_users(cheap, dear).never) == (-1, True)
    assert (same_cost_at_users(dear, cheap).cheaper, same_cost_at_users(dear, cheap).never) == (1, True)


def test_two_that_would_meet_only_below_no_users_never_meet():
    dear = Way((Part((5,)), Part((2,), per_user=True)))

    assert same_cost_at_users(Way((Part((1,), per_user=True),)), dear).never


@pytest.mark.parametrize("cross", [same_cost_at_users, same_cost_at_months])
def test_the_same_costs_are_the_same_everywhere(cross):
    found = cross(BUILD, BUILD)

    assert (found.always, found.points, found.cheaper, found.never) == (True, (), 0, False)


def test_the_month_in_which_the_dearer_start_is_made_good():
    once, monthly = Way((Part((100, 0, 0)),)), Way((Part((0, 80, 80)),))

    found = same_cost_at_months(once, monthly)

    assert (found.points, found.cheaper) == ((Fraction(15),), 1)


def test_costs_may_cross_more_than_once():
    one, other = Way((Part((10, 0, 60, 0)),)), Way((Part((0, 30, 0, 60)),))

    assert same_cost_at_months(one, other).points == (4, 16, 32)


def test_a_point_at_the_end_of_a_year_is_named_once():
    assert same_cost_at_months(Way((Part((10, 0, 0)),)), Way((Part((0, 10, 10)),))).points == (12,)


def test_within_the_horizon_they_may_never_meet():
    found = same_cost_at_months(Way((Part((100, 1)),)), Way((Part((1, 2)),)))

    assert (found.never, found.cheaper) == (True, 1)


def test_leaving_counts_for_the_month():
    assert same_cost_at_months(Way((Part((0, 0)),), exit=6), Way((Part((0, 12)),))).points == (6,)


def test_published_offers_for_15_users():
    # zenn-optifai, CRM cost article @ 77da65c2: first year 26,250 / 60,600 / 14,965.
    offers = {
        "A": (16200, 0, 2250, 0, 3000, 4800),
        "B": (18000, 15000, 4500, 3600, 7500, 12000),
        "C": (10440, 1125, 1000, 2400),
    }

    found = {name: total(Way(tuple(Part((amount,)) for amount in items))) for name, items in offers.items()}

    assert found == {"A": 26250, "B": 60600, "C": 14965}


def test_the_dearer_published_car_costs_less_in_the_end():
    # crmbuyer.com, total cost of ownership: purchase, upkeep, what it is sold for; 16,500 and 12,000.
    cheap = Way((Part((10000,)), Part((0, 7500))), exit=-1000)
    dear = Way((Part((20000,)), Part((0, 2000))), exit=-10000)

    assert (total(cheap), total(dear)) == (16500, 12000)
    assert left_after(dear, 12) == 12000


def test_a_third_is_written_with_28_digits():
    assert decimal(Fraction(1, 3)) == Decimal("0." + "3" * 28)


@given(ways, shares, rises, rises)
def test_the_total_never_falls_when_prices_rise(way, users, one, other):
    low, high = sorted((one, other))

    assert total(way, users=users, rise=low) <= total(way, users=users, rise=high)


@given(ways, shares, shares, rises)
def test_the_total_never_falls_when_users_grow(way, one, other, rise):
    low, high = sorted((one, other))

    assert total(way, users=low, rise=rise) <= total(way, users=high, rise=rise)


@given(ways, shares, rises)
def test_leaving_is_in_the_total_once_whatever_comes(way, users, rise):
    stays = Way(way.parts)

    assert total(way, users=users, rise=rise) - total(stays, users=users, rise=rise) == way.exit


@given(st.builds(Way, st.lists(parts, min_size=1, max_size=3).map(tuple), amounts), shares, rises)
def test_leaving_at_the_end_costs_the_total(way, users, rise):
    assert left_after(way, 48, users=users, rise=rise) == total(way, users=users, rise=rise)


@given(ways, ways, rises)
def test_at_the_number_of_users_both_cost_exactly_the_same(one, other, rise):
    for users in same_cost_at_users(one, other, rise=rise).points:
        assert total(one, users=users, rise=rise) == total(other, users=users, rise=rise)


@given(*[st.builds(Way, st.lists(parts, min_size=1, max_size=3).map(tuple), amounts)] * 2, shares, rises)
def test_at_each_month_both_have_cost_exactly_the_same(one, other, users, rise):
    found = same_cost_at_months(one, other, users=users, rise=rise)

    for months in found.points:
        assert left_after(one, months, users=users, rise=rise) == left_after(other, months, users=users, rise=rise)
    assert same_cost_at_months(other, one, users=users, rise=rise).points == found.points
    assert same_cost_at_months(other, one, users=users, rise=rise).cheaper == -found.cheaper
