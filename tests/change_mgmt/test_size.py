import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.size import COST, DAYS, Asked, Limits, size, split, usual_limits, why_large
from core.text import CURRENCIES

LIMITS = Limits(Decimal(6500), DAYS)
DAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("cost", "days", "contract", "reasons"),
    [
        ("0", 0, False, ()),
        ("6500", 10, False, ()),
        ("6500.01", 0, False, ("cost",)),
        ("0", DAYS + 1, False, ("days",)),
        ("0", 0, True, ("contract",)),
        ("9000", 40, True, ("contract", "cost", "days")),
        ("-9000", -20, False, ()),
    ],
)
def test_a_change_is_large_above_a_limit_or_when_the_contract_is_touched(cost, days, contract, reasons):
    effects = {"cost": Decimal(cost), "days": days, "contract": contract, "limits": LIMITS}

    assert why_large(**effects) == reasons
    assert size(**effects) == ("large" if reasons else "small")


def test_every_currency_has_its_limit():
    assert set(COST) == set(CURRENCIES)
    assert usual_limits("EUR") == LIMITS


def asked(number, day, cost, days=0) -> Asked:
    return Asked(number, DAY + datetime.timedelta(days=day), Decimal(cost), days)


@pytest.mark.parametrize(
    ("this", "others", "expected"),
    [
        (asked(1, 0, 4000), [], ()),
        (asked(1, 0, 4000), [asked(2, 10, 2500)], ()),
        (asked(1, 0, 4000), [asked(2, 10, 2501)], (1, 2)),
        (asked(1, 0, 4000), [asked(2, 30, 4000)], (1, 2)),
        (asked(1, 0, 4000), [asked(2, 31, 4000)], ()),
        (asked(1, 0, 0, 6), [asked(2, 5, 0, 5)], (1, 2)),
        (asked(1, 0, 4000), [asked(2, 5, 4000), asked(3, 6, -9000)], (1, 2, 3)),
        (asked(2, 20, 3000), [asked(1, 0, 3000), asked(3, 40, 4000)], (2, 3)),
        (asked(3, 90, 10), [asked(1, 0, 5000), asked(2, 1, 5000)], ()),
    ],
)
def test_small_changes_that_pass_a_limit_together_are_found(this, others, expected):
    assert split(this, others, limits=LIMITS) == expected


changes = st.builds(asked, st.integers(1, 99), st.integers(0, 120), st.integers(-5000, 6500), st.integers(-5, 10))


@given(changes, st.lists(changes, max_size=8))
def test_a_change_is_split_with_others_of_its_thirty_days_only(this, others):
    found = split(this, others, limits=LIMITS)

    assert found == () or this.number in found
    assert len(found) != 1
    near = {item.number for item in others if abs((item.on - this.on).days) <= 30} | {this.number}
    assert set(found) <= near


@given(changes, st.lists(changes, max_size=6), changes)
def test_one_more_change_never_hides_a_split(this, others, more):
    if split(this, others, limits=LIMITS):
        assert split(this, [*others, more], limits=LIMITS)
