"""Amounts as the calculations take them."""

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite

Amount = Decimal | int | float
NIL = Decimal(0)


def exact_flows(flows: Sequence[Amount]) -> list[Decimal]:
    if not flows:
        raise ValueError("There must be at least one flow.")
    return [exact(flow) for flow in flows]


def exact(amount: Amount) -> Decimal:
    number = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    if not isfinite(number):
        raise ValueError("Amounts and rates must be finite numbers.")
    return number
