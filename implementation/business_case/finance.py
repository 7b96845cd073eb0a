"""What a business case is worth: NPV, IRR, payback, ROI and total cost of ownership.

Flows are amounts by year, the first at time 0 (today), in the currency of the organisation; costs are
positive amounts, and a rate of 8 % is 0.08. Amounts and rates may be Decimal, int or float (a float is read
as it prints). Results are unrounded Decimals of 28 digits, so that comparisons are not decided by rounding:
money is rounded once, half up, where it is shown or stored. Rates of return come from a search and are
floats.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise, zip_longest
from math import exp, isfinite, log
from typing import Literal, NamedTuple

import numpy as np

Amount = Decimal | int | float
NIL = Decimal(0)
SAME_RATE = 1e-6


class CostLine(NamedTuple):
    """A cost in one year, counted from 0; what is got back at the end is a negative cost."""

    category: str
    year: int
    amount: Amount


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


@dataclass(frozen=True)
class Tco:
    """Total cost of ownership; the amounts of a category stand in the order of the years, from 0."""

    by_category: dict[str, tuple[Decimal, ...]]
    by_year: tuple[Decimal, ...]
    total: Decimal

    @property
    def category_totals(self) -> dict[str, Decimal]:
        return {category: sum(amounts, NIL) for category, amounts in self.by_category.items()}


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A business case by year and in its figures. Years to payback count from time 0; None means never."""

    rate: Decimal
    floor: Decimal
    costs: tuple[Decimal, ...]
    benefits: tuple[Decimal, ...]
    flows: tuple[Decimal, ...]
    discounted_flows: tuple[Decimal, ...]
    cumulative: tuple[Decimal, ...]
    discounted_cumulative: tuple[Decimal, ...]
    total_costs: Decimal
    total_benefits: Decimal
    npv: Decimal
    irr: Irr
    roi: Decimal | None
    discounted_roi: Decimal | None
    payback: Decimal | None
    discounted_payback: Decimal | None

    @property
    def is_above_floor(self) -> bool:
        """Whether the NPV, unrounded, reaches the floor."""
        return self.npv >= self.floor


def discounted(rate: Amount, flows: Sequence[Amount]) -> tuple[Decimal, ...]:
    """Each flow divided by (1 + rate) ^ year. ValueError for no flows and for a rate at or below -100 %."""
    growth = 1 + _exact(rate)
    if growth <= 0:
        raise ValueError("The discount rate must be above -100 %.")
    return tuple(flow / growth**year for year, flow in enumerate(_flows(flows)))


def npv(rate: Amount, flows: Sequence[Amount]) -> Decimal:
    """Net present value: the sum of the discounted flows, the first at time 0 (Excel's NPV starts a year
    later).
    """
    return sum(discounted(rate, flows), NIL)


def cumulative(flows: Sequence[Amount], *, rate: Amount = 0) -> tuple[Decimal, ...]:
    """What has been earned, less what was spent, by the end of each year; discounted when a rate is given."""
    return tuple(accumulate(discounted(rate, flows)))


def payback(flows: Sequence[Amount], *, rate: Amount = 0) -> Decimal | None:
    """Years until the cumulative flow is no longer negative and stays so; None when that never happens.

    A year's flow is spread evenly over it: years = last year in the red + what is missing / flow of the
    next year. With a rate it is the discounted payback.
    """
    values = discounted(rate, flows)
    totals = list(accumulate(values))
    in_the_red = [year for year, total in enumerate(totals) if total < 0]
    if not in_the_red:
        return NIL
    last = in_the_red[-1]
    if last == len(totals) - 1:
        return None
    return last - totals[last] / values[last + 1]


def roi(benefits: Sequence[Amount], costs: Sequence[Amount], *, rate: Amount = 0) -> Decimal | None:
    """Return on investment: (benefits - costs) / costs, as a ratio; discounted when a rate is given.

    None when the costs are nil or less, because there is then nothing to earn a return on.
    """
    spent = npv(rate, costs)
    return (npv(rate, benefits) - spent) / spent if spent > 0 else None


def irr(flows: Sequence[Amount]) -> Irr:
    """Every rate above -100 % at which the NPV is nil, lowest first.

    Flows that change sign once have exactly one rate, found by bisection. Others may have none or several:
    all are roots of a polynomial in 1 / (1 + rate), found as eigenvalues (numpy.roots).
    """
    values = [float(flow) for flow in _flows(flows)]
    signs = [value > 0 for value in values if value]
    changes = sum(one != other for one, other in pairwise(signs))
    if changes == 0:
        return Irr("none", ())
    rates = (_only_rate(values),) if changes == 1 else _rates(values)
    return Irr("none" if not rates else "one" if len(rates) == 1 else "several", rates)


def tco(lines: Iterable[CostLine]) -> Tco:
    """Add up cost lines by category, in the order they first appear, and by year from 0 to the last one
    named.
    """
    listed = [CostLine(category, year, _exact(amount)) for category, year, amount in lines]
    if any(line.year < 0 for line in listed):
        raise ValueError("Years count from 0.")
    years = range(max((line.year for line in listed), default=-1) + 1)
    table = {line.category: dict.fromkeys(years, NIL) for line in listed}
    for category, year, amount in listed:
        table[category][year] += _exact(amount)
    by_category = {category: tuple(row.values()) for category, row in table.items()}
    by_year = tuple(sum(column, NIL) for column in zip(*by_category.values(), strict=True))
    return Tco(by_category, by_year, sum(by_year, NIL))


def summary(*, costs: Sequence[Amount], benefits: Sequence[Amount], rate: Amount, floor: Amount = 0) -> Summary:
    """Everything the page of a business case shows, from costs and benefits by year; a shorter list is
    filled up.

    `floor` is the least NPV at which the case is worth doing. ValueError when there is neither cost nor
    benefit.
    """
    pairs = [(_exact(cost), _exact(benefit)) for cost, benefit in zip_longest(costs, benefits, fillvalue=NIL)]
    spent = tuple(cost for cost, _ in pairs)
    gained = tuple(benefit for _, benefit in pairs)
    flows = tuple(benefit - cost for cost, benefit in pairs)
    return Summary(
        rate=_exact(rate),
        floor=_exact(floor),
        costs=spent,
        benefits=gained,
        flows=flows,
        discounted_flows=discounted(rate, flows),
        cumulative=cumulative(flows),
        discounted_cumulative=cumulative(flows, rate=rate),
        total_costs=sum(spent, NIL),
        total_benefits=sum(gained, NIL),
        npv=npv(rate, flows),
        irr=irr(flows),
        roi=roi(gained, spent),
        discounted_roi=roi(gained, spent, rate=rate),
        payback=payback(flows),
        discounted_payback=payback(flows, rate=rate),
    )


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


def _flows(flows: Sequence[Amount]) -> list[Decimal]:
    if not flows:
        raise ValueError("There must be at least one flow.")
    return [_exact(flow) for flow in flows]


def _exact(amount: Amount) -> Decimal:
    number = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    if not isfinite(number):
        raise ValueError("Amounts and rates must be finite numbers.")
    return number
