"""Figures of a contract as they are read: no nought that nobody typed."""

from decimal import Decimal

import pytest

from vendors.models import ContractFee, ContractStage


@pytest.mark.parametrize(
    ("measured", "unit", "words"),
    [("99.4000", "%", "99.4 %"), ("100.0000", "", "100"), ("0.0000", "faults", "0 faults"), (None, "%", "")],
)
def test_a_result_has_its_unit_and_no_noughts(measured, unit, words):
    stage = ContractStage(measured=measured and Decimal(measured), unit=unit)

    assert stage.result == words


@pytest.mark.parametrize(("price", "words"), [("9.5000", "9.5"), ("1200.0000", "1200"), ("0.0125", "0.0125")])
def test_the_price_of_one_has_no_noughts(price, words):
    assert ContractFee(price=Decimal(price)).price_each == words
