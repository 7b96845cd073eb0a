"""Costs that the apps above know of and offer to the business case; found in each app's ``cost_offers.py``.

>>> @cost_offer("risks.exposure")
... def exposure(programme):
...     return Offer(_("Risk exposure"), Decimal(24_000), basis=say(…), url="…", low=Decimal(9_000), high=Decimal(61_000))
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from implementation.programme.models import Programme


@dataclass(frozen=True)
class Offer:
    """A cost of every year after the investment, in the organisation's currency, with where it comes from.

    ``low`` and ``high`` are given where the records know a range.
    """

    title: Any
    a_year: Decimal
    basis: Any
    url: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def least(self) -> Decimal:
        return self.a_year if self.low is None else min(self.low, self.a_year)

    @property
    def most(self) -> Decimal:
        return self.a_year if self.high is None else max(self.high, self.a_year)

    @property
    def amounts(self) -> tuple[Decimal, Decimal, Decimal]:
        """As a line takes them: low, likely, high."""
        return self.least, self.a_year, self.most


_offers: dict[str, Callable[[Programme], Offer | None]] = {}


def cost_offer(name: str):
    """Register ``function(programme) -> Offer``, or None while there is nothing to offer."""

    def register(function):
        _offers[name] = function
        return function

    return register


def offers(programme: Programme) -> dict[str, Offer]:
    found = {name: function(programme) for name, function in _offers.items()}
    return {name: offer for name, offer in found.items() if offer is not None}
