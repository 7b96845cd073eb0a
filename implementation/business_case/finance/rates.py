"""Rates of return: they come from a search and are floats."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import exp, isfinite, log
from typing import Literal

import numpy as np
import pyxirr

from implementation.business_case.finance.amounts import Amount, exact, exact_flows

SAME_RATE = 1e-6


@dataclass(frozen=True)
class Irr:
    """The rates of return: one, none, or several, and then none of them may be called *the* rate of
    return.
    """

    kind: Literal["one", "none", "several"]
    rates: tuple[float, ...]

    @property
    def rate(self) -> float | None:
        return self.rates[0] if self.kind == "one" else None


def irr(flows: Sequence[Amount]) -> Irr:
    """Every rate above -100 % at which the NPV is nil, lowest first.

    Flows that change sign once have exactly one rate, found by bisection. Others may have none or several:
    all are roots of a polynomial in 1 / (1 + rate), found as eigenvalues (numpy.roots).
    """
    values = [float(flow) for flow in exact_flows(flows)]
    changes = _changes_of_sign(values)
    if changes == 0:
        return Irr("none", ())
    rates = (_only_rate(values),) if changes == 1 else _rates(values)
    return Irr("none" if not rates else "one" if len(rates) == 1 else "several", rates)


def mirr(flows: Sequence[Amount], *, finance_rate: Amount, reinvest_rate: Amount) -> float | None:
    """The modified rate of return: what is spent is borrowed at one rate, what is gained earns another until the end.

    (future value of the gains / present value of the outlays) ^ (1 / years) - 1. None where nothing is spent or nothing
    is gained. ValueError for no flows and for a rate at or below -100 %.
    """
    values = [float(flow) for flow in exact_flows(flows)]
    rates = [float(exact(rate)) for rate in (finance_rate, reinvest_rate)]
    if min(rates) <= -1:
        raise ValueError("Rates must be above -100 %.")
    if len(values) < 2 or min(values) >= 0 or max(values) <= 0:
        return None
    found = pyxirr.mirr(values, *rates, silent=True)
    return float(found) if found is not None and isfinite(found) else None


def xirr(days: Sequence[datetime.date], flows: Sequence[Amount]) -> float | None:
    """The rate of return of flows on their days, in any order: a year has 365 days [Excel's XIRR].

    None where no rate can be named: by day the flows change sign never or more than once, or the rate is beyond all
    figures. ValueError for no flows, and for a flow without a day.
    """
    by_day: defaultdict[datetime.date, Decimal] = defaultdict(Decimal)
    for day, flow in zip(days, exact_flows(flows), strict=True):
        by_day[day] += flow
    dated = [(day, float(by_day[day])) for day in sorted(by_day)]
    if _changes_of_sign(value for _, value in dated) != 1:
        return None
    found = pyxirr.xirr(dated, silent=True)
    return float(found) if found is not None and isfinite(found) and found > -1 else None


def _changes_of_sign(values: Iterable[float]) -> int:
    signs = [value > 0 for value in values if value]
    return sum(one != other for one, other in pairwise(signs))


def _only_rate(values: Sequence[float]) -> float:
    # Compares the logarithms of what comes in and what goes out at discount factor exp(u), which cannot
    # overflow.
    def lead(u: float) -> float:
        gains = [log(value) + u * year for year, value in enumerate(values) if value > 0]
        losses = [log(-value) + u * year for year, value in enumerate(values) if value < 0]
        return float(np.logaddexp.reduce(gains) - np.logaddexp.reduce(losses))

    low, high = -1.0, 1.0
    while lead(low) * lead(high) > 0:
        low, high = 2 * low, 2 * high
    rising = lead(high) > lead(low)
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if (lead(middle) > 0) == rising else (middle, high)
    return exp(-low) - 1


def _rates(values: Sequence[float]) -> tuple[float, ...]:
    factors = np.roots(values[::-1])
    real = factors[(np.abs(factors.imag) <= SAME_RATE * np.abs(factors)) & (factors.real > 0)].real
    rates: list[float] = []
    for rate in sorted(float(1 / factor - 1) for factor in real):
        if not rates or rate - rates[-1] > SAME_RATE * (1 + rate):
            rates.append(rate)
    return tuple(rates)
