"""How large a change is: it says who decides it. Plain Python."""

from decimal import Decimal

SMALL, LARGE = "small", "large"

#: More days than this is large.
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


def cost_limit(currency: str) -> Decimal:
    return COST[currency]


def size(*, cost: Decimal, days: int, contract: bool, currency: str) -> str:
    """Large when the contract is touched, or the cost or the days are above their limit; at the limit is still small."""
    if contract or cost > cost_limit(currency) or days > DAYS:
        return LARGE
    return SMALL
