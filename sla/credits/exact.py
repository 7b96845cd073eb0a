"""Numbers that are exact: fractions inside, decimals outside, binary floats refused."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

Exact = Decimal | Fraction | int
HUNDRED = Decimal(100)
#: Decimals that are kept of an amount that has no end (a third of a fee).
PLACES = 10


class Direction(StrEnum):
    """Which service is better: a higher level, or a lower one."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


def exact(number: Exact) -> Fraction:
    """Raises TypeError for a float: 99.9 as a float lies a little below 99.9."""
    if isinstance(number, float):
        raise TypeError("A percentage must be exact: give a Decimal, a Fraction or a whole number.")
    return Fraction(number)


def is_worse(level: Fraction, than: Fraction, direction: Direction) -> bool:
    return level < than if direction == Direction.AT_LEAST else level > than


def at_most(amount: Fraction, cap: Decimal | None) -> Fraction:
    return amount if cap is None else min(amount, Fraction(cap))


def rounded(amount: Fraction, minor_units: int, *, caps: Sequence[Decimal | None]) -> Decimal:
    """Half up to so many decimals, but never above a cap. The amount is not negative."""
    unit = Decimal(1).scaleb(-minor_units)
    half_up = Decimal(floor(amount * 10**minor_units + Fraction(1, 2))) * unit
    whole_caps = [cap.quantize(unit, ROUND_DOWN) for cap in caps if cap is not None]
    return min([half_up, *whole_caps])


def as_decimal(amount: Fraction) -> Decimal:
    """Exact where it ends within ten decimals, cut there where it does not."""
    return Decimal(floor(amount * 10**PLACES)).scaleb(-PLACES)
