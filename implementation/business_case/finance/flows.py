"""What flows are worth today, and when they pay back."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from implementation.business_case.finance.amounts import NIL, Amount, exact, exact_flows


def discounted(rate: Amount, flows: Sequence[Amount]) -> tuple[Decimal, ...]:
    """Each flow divided by (1 + rate) ^ year. ValueError for no flows and for a rate at or below -100 %."""
    growth = 1 + exact(rate)
    if growth <= 0:
        raise ValueError("The discount rate must be above -100 %.")
    return tuple(flow / growth**year for year, flow in enumerate(exact_flows(flows)))


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
