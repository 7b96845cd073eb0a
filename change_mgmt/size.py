"""How large a change is: it says who decides it. And which small ones are one large one in pieces. Plain Python."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SMALL, LARGE = "small", "large"
COST_OVER, DAYS_OVER, CONTRACT = "cost", "days", "contract"

#: More days than this is large, where the programme has no limit of its own.
DAYS = 10
#: A higher cost than this is large: about one month of one specialist, in each currency.
COST = {
    "CNY": Decimal(50_000),
    "USD": Decimal(7_000),
    "EUR": Decimal(6_500),
    "GBP": Decimal(5_500),
    "TWD": Decimal(220_000),
    "HKD": Decimal(55_000),
    "JPY": Decimal(1_000_000),
}
#: Small changes asked for within so many days are looked at together.
TOGETHER_DAYS = 30


@dataclass(frozen=True)
class Limits:
    """At the limit is still small."""

    cost: Decimal
    days: int


def usual_limits(currency: str) -> Limits:
    return Limits(COST[currency], DAYS)


def why_large(*, cost: Decimal, days: int, contract: bool, limits: Limits) -> tuple[str, ...]:
    """What makes the change large, most telling first; nothing where it is small."""
    found = [(CONTRACT, contract), (COST_OVER, cost > limits.cost), (DAYS_OVER, days > limits.days)]
    return tuple(name for name, holds in found if holds)


def size(*, cost: Decimal, days: int, contract: bool, limits: Limits) -> str:
    """Large when the contract is touched, or the cost or the days are above their limit. Who asks makes no difference."""
    return LARGE if why_large(cost=cost, days=days, contract=contract, limits=limits) else SMALL


@dataclass(frozen=True)
class Asked:
    """One change as far as splitting goes: its number, when it was asked for, what it costs."""

    number: int
    on: datetime.date
    cost: Decimal
    days: int


def split(this: Asked, others: Iterable[Asked], *, limits: Limits) -> tuple[int, ...]:
    """The numbers of small changes, this one among them, that pass a limit together within ``TOGETHER_DAYS`` days.

    Savings are left out: one must not hide another's cost. Of several such groups the dearest; none is ().
    """
    known = sorted({this, *others}, key=lambda item: (item.on, item.number))
    best: tuple[Decimal, int, tuple[int, ...]] | None = None
    for first in known:
        last = first.on + datetime.timedelta(days=TOGETHER_DAYS)
        group = [item for item in known if first.on <= item.on <= last]
        if len(group) < 2 or this not in group:
            continue
        cost, days = (
            sum((max(item.cost, Decimal(0)) for item in group), Decimal(0)),
            sum(max(item.days, 0) for item in group),
        )
        if cost <= limits.cost and days <= limits.days:
            continue
        found = (cost, days, tuple(item.number for item in group))
        best = found if best is None or found[:2] > best[:2] else best
    return best[2] if best else ()
