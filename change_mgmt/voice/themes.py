"""What customers ask for most: themes by how many said it. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Weight:
    """``customers`` who said it in all, of them whose ask is ``open``, taken up, done or declined; ``asks`` counted once."""

    theme: str
    asks: int
    customers: int
    by_state: dict[str, int]


def ranked(asks: Iterable[tuple[str, str, int]]) -> list[Weight]:
    """Asks are (theme, state, customers); what most customers said comes first."""
    found: dict[str, dict[str, int]] = {}
    counted: dict[str, int] = {}
    for theme, state, customers in asks:
        states = found.setdefault(theme, {})
        states[state] = states.get(state, 0) + customers
        counted[theme] = counted.get(theme, 0) + 1
    weights = [Weight(theme, counted[theme], sum(states.values()), states) for theme, states in found.items()]
    return sorted(weights, key=lambda item: (-item.customers, -item.asks, item.theme))
