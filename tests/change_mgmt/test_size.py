from decimal import Decimal

import pytest

from change_mgmt.size import COST, DAYS, size
from core.text import CURRENCIES


@pytest.mark.parametrize(
    ("cost", "days", "contract", "expected"),
    [
        ("0", 0, False, "small"),
        ("6500", 10, False, "small"),
        ("6500.01", 0, False, "large"),
        ("0", DAYS + 1, False, "large"),
        ("0", 0, True, "large"),
        ("-9000", -20, False, "small"),
    ],
)
def test_a_change_is_large_above_a_limit_or_when_the_contract_is_touched(cost, days, contract, expected):
    assert size(cost=Decimal(cost), days=days, contract=contract, currency="EUR") == expected


def test_every_currency_has_its_limit():
    assert set(COST) == set(CURRENCIES)
