from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.fees import Indexed, Line, Plan, Tier, TierFault, months_between, tier_faults, tiered

day = date.fromisoformat
TIERS = (Tier(D(0), D(10)), Tier(D(10), D(8)), Tier(D(50), D(5)))


@pytest.mark.parametrize(
    ("users", "volume", "marginal"),
    [
        (0, 0, 0),
        (9, 90, 90),
        (10, 80, 100),  # the lower bound belongs to its tier
        (11, 88, 108),
        (49, 392, 412),
        (50, 250, 420),
        (60, 300, 470),
    ],
)
def test_tiers_are_read_in_two_ways(users, volume, marginal):
    assert tiered(D(users), TIERS, reading="volume") == volume
    assert tiered(D(users), TIERS, reading="marginal") == marginal


@pytest.mark.parametrize(
    ("tiers", "faults"),
    [
        (TIERS, []),
        ((), [TierFault.NONE]),
        ((Tier(D(1), D(10)),), [TierFault.NOT_FROM_NOTHING]),
        ((Tier(D(0), D(10)), Tier(D(0), D(9))), [TierFault.TWICE]),
        ((Tier(D(0), D(-1)),), [TierFault.NEGATIVE]),
    ],
)
def test_what_is_wrong_with_tiers_is_named(tiers, faults):
    assert tier_faults(tiers) == faults


@pytest.mark.parametrize(("quantity", "tiers"), [(D(-1), TIERS), (D(1), ())])
def test_what_makes_no_sense_is_refused(quantity, tiers):
    with pytest.raises(ValueError):
        tiered(quantity, tiers, reading="volume")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line("Hosting", "fixed", price=D(100)), D(100)),
        (Line("Seats", "per_user", price=D("12.50"), quantity=D(40)), D(500)),
        (Line("Seats", "per_user", price=D("12.50"), quantity=D(40), included=D(5)), D("437.50")),
        (Line("Seats", "per_user", price=D("12.50"), quantity=D(4), included=D(5)), D(0)),
        (Line("Calls", "usage", price=D("0.035"), quantity=D(1000)), D(35)),
        (Line("Seats", "tiered", tiers=TIERS, quantity=D(60)), D(470)),
        (Line("Seats", "tiered", tiers=TIERS, quantity=D(60), reading="volume"), D(300)),
    ],
)
def test_one_month_of_a_fee(line, expected):
    assert line.a_month == expected


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2025-12-01", 0),
        ("2026-01-01", 100),
        ("2026-12-01", 100),
        ("2027-01-01", 0),
    ],
)
def test_twelve_months_are_charged_twelve_times_whatever_day_they_start_on(month, expected):
    plan = Plan(day("2026-01-15"), day("2027-01-14"), (Line("Fee", "fixed", price=D(100)),))

    assert plan.fee(day(month)) == expected
    assert plan.total(day("2025-06-01"), months=36) == 1200


def test_a_fee_is_charged_from_the_month_it_begins_in_to_the_month_it_ends_in():
    line = Line("Extra", "fixed", price=D(10), begins=day("2026-03-20"), ends=day("2026-05-20"))
    plan = Plan(day("2026-01-15"), None, (line,))

    assert [plan.fee(date(2026, month, 1)) for month in (2, 3, 4, 5, 6)] == [0, 10, 10, 10, 0]


def test_what_is_paid_once_is_paid_in_its_month():
    lines = (Line("Set-up", "one_off", price=D(500)), Line("Move", "one_off", price=D(70), begins=day("2026-04-02")))
    plan = Plan(day("2026-01-15"), day("2027-01-14"), lines)

    assert [plan.fee(date(2026, month, 1)) for month in (1, 2, 4)] == [500, 0, 70]


SERIES = tuple(
    (day(month), D(value)) for month, value in [("2026-01-01", "100"), ("2027-01-01", "104"), ("2028-01-01", "112")]
)


@pytest.mark.parametrize(
    ("indexed", "month", "factor"),
    [
        (Indexed(day("2027-01-01"), D(3)), "2026-12-01", "1"),
        (Indexed(day("2027-01-01"), D(3)), "2027-01-01", "1.03"),
        (Indexed(day("2027-01-01"), D(3)), "2027-12-01", "1.03"),
        (Indexed(day("2027-01-01"), D(3)), "2028-01-01", "1.0609"),
        (Indexed(day("2027-01-01"), series=SERIES), "2026-12-01", "1"),
        (Indexed(day("2027-01-01"), series=SERIES), "2027-06-01", "1.04"),
        (Indexed(day("2027-01-01"), series=SERIES), "2028-06-01", "1.12"),
        # At most 5 % from one year to the next: 1.04, then 1.04 x 1.05.
        (Indexed(day("2027-01-01"), D(5), SERIES), "2028-06-01", "1.092"),
        (Indexed(day("2025-01-01"), series=SERIES), "2025-06-01", "1"),
    ],
)
def test_fees_rise_on_their_day(indexed, month, factor):
    assert indexed.factor(day(month)) == D(factor)


def test_only_what_rises_with_the_index_does():
    lines = (Line("Base", "fixed", price=D(100), indexed=True), Line("Extra", "fixed", price=D(10)))
    plan = Plan(day("2026-01-01"), None, lines, Indexed(day("2027-01-01"), D(10)))

    assert (plan.fee(day("2026-12-01")), plan.fee(day("2027-01-01"))) == (D(110), D(120))


def test_an_index_of_nothing_is_refused():
    with pytest.raises(ValueError, match="greater than 0"):
        Indexed(day("2026-01-01"), series=((day("2026-01-01"), D(0)),)).factor(day("2026-02-01"))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2026-01-31", "2026-01-01", 1), ("2026-01-31", "2026-03-01", 3), ("2026-03-01", "2025-12-31", 0)],
)
def test_months_between_two_days(first, last, months):
    assert months_between(day(first), day(last)) == months


prices = st.decimals(0, 1000, places=2)
quantities = st.decimals(0, 10_000, places=2)


@st.composite
def tables(draw, *, rising=False):
    bounds = draw(st.lists(st.decimals("0.01", 5000, places=2), max_size=5, unique=True))
    given_prices = draw(st.lists(prices, min_size=len(bounds) + 1, max_size=len(bounds) + 1))
    ordered = sorted(given_prices) if rising else given_prices
    return [Tier(lower, price) for lower, price in zip([D(0), *sorted(bounds)], ordered, strict=True)]


@given(tiers=tables(), one=quantities, other=quantities)
def test_more_users_never_cost_less_when_each_pays_its_own_tier(tiers, one, other):
    fewer, more = sorted([one, other])

    assert tiered(fewer, tiers, reading="marginal") <= tiered(more, tiers, reading="marginal")


@given(tiers=tables(rising=True), one=quantities, other=quantities)
def test_more_users_never_cost_less_when_prices_do_not_fall(tiers, one, other):
    fewer, more = sorted([one, other])

    assert tiered(fewer, tiers, reading="volume") <= tiered(more, tiers, reading="volume")


@given(tiers=tables(), place=st.integers(0, 5))
def test_the_marginal_reading_has_no_jump_at_a_bound(tiers, place):
    bound = tiers[place % len(tiers)].lower
    step = D("0.01")
    dearest = max(tier.price for tier in tiers)

    here = tiered(bound, tiers, reading="marginal")
    assert tiered(bound + step, tiers, reading="marginal") - here <= step * dearest


@given(quantity=quantities, price=prices)
def test_one_tier_reads_alike_in_both_ways(quantity, price):
    tiers = [Tier(D(0), price)]

    assert tiered(quantity, tiers, reading="volume") == tiered(quantity, tiers, reading="marginal") == quantity * price


@given(tiers=tables(), quantity=quantities)
def test_the_order_in_which_tiers_are_typed_does_not_matter(tiers, quantity):
    for reading in ("volume", "marginal"):
        assert tiered(quantity, tiers[::-1], reading=reading) == tiered(quantity, tiers, reading=reading)


@given(
    starts=st.dates(date(2020, 1, 1), date(2030, 1, 1)), months=st.integers(1, 60), price=st.decimals(0, 1000, places=2)
)
def test_a_term_is_charged_once_for_each_of_its_months(starts, months, price):
    from vendors.notice import term_end

    plan = Plan(starts, term_end(starts, months=months), (Line("Fee", "fixed", price=price),))

    assert plan.total(starts, months=months + 24) == months * price
