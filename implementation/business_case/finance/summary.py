"""Everything that a page of the business case shows, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from implementation.business_case.finance.amounts import NIL, Amount, exact
from implementation.business_case.finance.flows import cumulative, discounted, npv, payback, roi
from implementation.business_case.finance.rates import Irr, irr, mirr


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
    mirr: float | None
    roi: Decimal | None
    discounted_roi: Decimal | None
    payback: Decimal | None
    discounted_payback: Decimal | None

    @property
    def is_above_floor(self) -> bool:
        """Whether the NPV, unrounded, reaches the floor."""
        return self.npv >= self.floor


def summary(
    *,
    costs: Sequence[Amount],
    benefits: Sequence[Amount],
    rate: Amount,
    floor: Amount = 0,
    finance_rate: Amount | None = None,
    reinvest_rate: Amount | None = None,
) -> Summary:
    """Everything the page of a business case shows, from costs and benefits by year; a shorter list is
    filled up.

    `floor` is the least NPV at which the case is worth doing; the two rates of the modified rate of return are the
    discount rate unless they are given. ValueError when there is neither cost nor
    benefit.
    """
    pairs = [(exact(cost), exact(benefit)) for cost, benefit in zip_longest(costs, benefits, fillvalue=NIL)]
    spent = tuple(cost for cost, _ in pairs)
    gained = tuple(benefit for _, benefit in pairs)
    flows = tuple(benefit - cost for cost, benefit in pairs)
    return Summary(
        rate=exact(rate),
        floor=exact(floor),
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
        mirr=mirr(
            flows,
            finance_rate=rate if finance_rate is None else finance_rate,
            reinvest_rate=rate if reinvest_rate is None else reinvest_rate,
        ),
        roi=roi(gained, spent),
        discounted_roi=roi(gained, spent, rate=rate),
        payback=payback(flows),
        discounted_payback=payback(flows, rate=rate),
    )
