"""What many values come to: shares, percentiles, sums and means. Exact: a float is taken for the decimal that it is written as."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LINEAR, NEAREST = "linear", "nearest"


def exact(value: float) -> Fraction:
    """0.1 as a tenth, not as the binary fraction beside it."""
    return Fraction(repr(float(value)))


def percentile(values: Floats, percent: Decimal | Fraction | int, *, method: str) -> Fraction | None:
    """The percentile by a named method; None without values.

    ``linear`` interpolates between neighbours at rank (n - 1) x p / 100, as NumPy does unless told otherwise; ``nearest`` is
    the smallest value that at least p percent of all do not exceed. They differ when there are few values.
    """
    share = Fraction(percent) / 100
    if not 0 <= share <= 1:
        raise ValueError("A percentile lies between 0 and 100.")
    count = len(values)
    if not count:
        return None
    if method == NEAREST:
        rank = max(1, -(-share.numerator * count // share.denominator))
        return exact(np.partition(values, rank - 1)[rank - 1])
    if method != LINEAR:
        raise ValueError("The method of a percentile is linear or nearest.")
    place = share * (count - 1)
    low = place.numerator // place.denominator
    high = min(low + 1, count - 1)
    ordered = np.partition(values, [low, high])
    below, above = exact(ordered[low]), exact(ordered[high])
    return below + (above - below) * (place - low)


def share_within(values: Floats, limit: float | Decimal) -> Fraction | None:
    """The share at or below a limit, in percent; None without values."""
    return Fraction(100 * count_within(values, limit), len(values)) if len(values) else None


def count_within(values: Floats, limit: float | Decimal) -> int:
    return int(np.count_nonzero(values <= float(limit)))


def total(values: Floats) -> Fraction:
    """The exact sum."""
    if not len(values):
        return Fraction(0)
    if np.all(values == np.floor(values)) and np.abs(values).max() < 2**53:
        return Fraction(sum(map(int, values.tolist())))
    with localcontext() as context:
        context.prec = 400
        return Fraction(sum((Decimal(repr(value)) for value in values.tolist()), Decimal(0)))


def mean(values: Floats) -> Fraction | None:
    return total(values) / len(values) if len(values) else None


def cut(value: Fraction, *, places: int, up: bool = False) -> Decimal:
    """Cut to decimals, never rounded: downwards, or upwards where less is better, so that a miss never looks like none."""
    whole = value.numerator * 10**places
    quotient = -(-whole // value.denominator) if up else whole // value.denominator
    with localcontext() as context:
        context.prec = 60
        return Decimal(quotient).scaleb(-places)


def highest(values: Floats, count: int) -> Sequence[int]:
    """The places of the highest values, highest first; of equal ones the earlier first."""
    return [int(place) for place in np.argsort(-values, kind="stable")[:count]]
