"""Shares as percentages of two decimals that total exactly 100."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

WHOLE = Decimal(100)
STEP = Decimal("0.01")


def percentages(parts: Sequence[Decimal | Fraction | float | int]) -> list[Decimal]:
    """Each part of their sum in percent. What rounding down leaves over goes, a hundredth each, to the largest remainders.

    ValueError for a part below 0, and when all are nought.
    """
    exact = [Fraction(part) for part in parts]
    total = sum(exact, Fraction(0))
    if total <= 0 or min(exact) < 0:
        raise ValueError("Parts cannot be negative or all nil.")
    hundredths = [part / total * 10_000 for part in exact]
    floors = [int(value) for value in hundredths]
    left = 10_000 - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda place: (floors[place] - hundredths[place], place))
    for place in by_remainder[:left]:
        floors[place] += 1
    return [(Decimal(value) * STEP).quantize(STEP, rounding=ROUND_FLOOR) for value in floors]
