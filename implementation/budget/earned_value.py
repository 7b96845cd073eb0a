"""Earned value: where the money stands, what the work will cost at its end, and how well the rest must be done.

Amounts are in one currency, in Decimal, int or float (a float is read as it prints), and cumulative: everything up to the day
that is looked at. Indices have no unit; 1 is as planned, above 1 is better (for TCPI: harder). Nothing is rounded here. ``None``
stands where a division has no meaning: never 0, never infinity.

Formulas as in PMI, *The Standard for Earned Value Management* (2019):

    PV   planned value: what the work planned until today was to cost
    EV   earned value: what the work done until today was to cost
    AC   actual cost: what was spent on it
    BAC  budget at completion: what all the work was to cost
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

Amount = Decimal | int | float
NIL = Decimal(0)


def exact(value: Amount) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def cumulative(amounts: Sequence[Amount], *, per_period: bool = True) -> list[Decimal]:
    """Amounts up to the end of each period. The same list read per period or as cumulative already gives different costs,
    so whoever calls says which it is."""
    found = [exact(amount) for amount in amounts]
    return list(accumulate(found)) if per_period else found


def planned_value(bac: Amount, schedule: Sequence[Amount], period: int) -> Decimal:
    """BAC x the share (0 to 1, cumulative) planned by the end of the period, counted from 1."""
    return exact(bac) * exact(schedule[period - 1])


def earned_value(bac: Amount, share: Amount) -> Decimal:
    """BAC x the share (0 to 1) that is done."""
    return exact(bac) * exact(share)


def schedule_variance(ev: Amount, pv: Amount) -> Decimal:
    """SV = EV - PV, in money: below 0 is late."""
    return exact(ev) - exact(pv)


def cost_variance(ev: Amount, ac: Amount) -> Decimal:
    """CV = EV - AC, in money: below 0 is dearer than planned."""
    return exact(ev) - exact(ac)


def _over(above: Decimal, below: Decimal) -> Decimal | None:
    """A quotient, where what is divided by is more than nothing."""
    return above / below if below > 0 else None


def schedule_index(ev: Amount, pv: Amount) -> Decimal | None:
    """SPI = EV / PV. None while nothing was planned."""
    return _over(exact(ev), exact(pv))


def cost_index(ev: Amount, ac: Amount) -> Decimal | None:
    """CPI = EV / AC. None while nothing was spent (or more came back than was spent)."""
    return _over(exact(ev), exact(ac))


def eac_typical(bac: Amount, cpi: Amount | None) -> Decimal | None:
    """EAC = BAC / CPI: the rest costs as much for its worth as the work until now. None where CPI is none or 0."""
    return None if cpi is None else _over(exact(bac), exact(cpi))


def eac_atypical(bac: Amount, ac: Amount, ev: Amount) -> Decimal:
    """EAC = AC + (BAC - EV): what went wrong does not come again, the rest costs what was planned."""
    return exact(ac) + exact(bac) - exact(ev)


def eac_combined(bac: Amount, ac: Amount, ev: Amount, cpi: Amount | None, spi: Amount | None) -> Decimal | None:
    """EAC = AC + (BAC - EV) / (CPI x SPI): being late costs too. None where either index is none or 0."""
    if cpi is None or spi is None:
        return None
    rest = _over(exact(bac) - exact(ev), exact(cpi) * exact(spi))
    return None if rest is None else exact(ac) + rest


def etc_as_planned(bac: Amount, ev: Amount) -> Decimal:
    """ETC = BAC - EV: the rest at the planned cost."""
    return exact(bac) - exact(ev)


def etc_typical(bac: Amount, ev: Amount, cpi: Amount | None) -> Decimal | None:
    """ETC = (BAC - EV) / CPI; with EAC = BAC / CPI this is EAC - AC."""
    return None if cpi is None else _over(exact(bac) - exact(ev), exact(cpi))


def variance_at_completion(bac: Amount, eac: Amount | None) -> Decimal | None:
    """VAC = BAC - EAC, in money: below 0 the work ends dearer than planned."""
    return None if eac is None else exact(bac) - exact(eac)


def tcpi_to_budget(bac: Amount, ev: Amount, ac: Amount) -> Decimal | None:
    """TCPI = (BAC - EV) / (BAC - AC): the CPI that the rest needs to end within the budget. None once it is spent."""
    return _over(exact(bac) - exact(ev), exact(bac) - exact(ac))


def tcpi_to_forecast(bac: Amount, ev: Amount, ac: Amount, eac: Amount | None) -> Decimal | None:
    """TCPI = (BAC - EV) / (EAC - AC): the CPI that the rest needs to end at the forecast. None where none is left to spend."""
    return None if eac is None else _over(exact(bac) - exact(ev), exact(eac) - exact(ac))


@dataclass(frozen=True)
class Position:
    """PV, EV, AC and BAC of one day, and what follows from them."""

    pv: Decimal
    ev: Decimal
    ac: Decimal
    bac: Decimal

    @property
    def sv(self) -> Decimal:
        return schedule_variance(self.ev, self.pv)

    @property
    def cv(self) -> Decimal:
        return cost_variance(self.ev, self.ac)

    @property
    def spi(self) -> Decimal | None:
        return schedule_index(self.ev, self.pv)

    @property
    def cpi(self) -> Decimal | None:
        return cost_index(self.ev, self.ac)

    @property
    def eac_typical(self) -> Decimal | None:
        # From EV and AC, not from a CPI cut to 28 digits.
        return _over(self.bac * self.ac, self.ev) if self.ac > 0 else None

    @property
    def eac_atypical(self) -> Decimal:
        return eac_atypical(self.bac, self.ac, self.ev)

    @property
    def eac_combined(self) -> Decimal | None:
        return eac_combined(self.bac, self.ac, self.ev, self.cpi, self.spi)

    @property
    def eac(self) -> Decimal:
        """By the CPI; the rest as planned while there is none (nothing earned, or nothing spent)."""
        return self.eac_atypical if self.eac_typical is None else self.eac_typical

    @property
    def etc(self) -> Decimal:
        """ETC = EAC - AC."""
        return self.eac - self.ac

    @property
    def vac(self) -> Decimal:
        return self.bac - self.eac

    @property
    def tcpi_to_budget(self) -> Decimal | None:
        return tcpi_to_budget(self.bac, self.ev, self.ac)

    @property
    def tcpi_to_forecast(self) -> Decimal | None:
        return tcpi_to_forecast(self.bac, self.ev, self.ac, self.eac)

    @property
    def percent_planned(self) -> Decimal | None:
        return _percent(self.pv, self.bac)

    @property
    def percent_earned(self) -> Decimal | None:
        return _percent(self.ev, self.bac)

    @property
    def percent_spent(self) -> Decimal | None:
        return _percent(self.ac, self.bac)


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    share = _over(part, whole)
    return None if share is None else 100 * share


def summed(positions: Iterable[Position]) -> Position:
    """Several pieces of work as one: every amount adds up, indices follow anew."""
    found = list(positions)
    return Position(
        sum((item.pv for item in found), NIL),
        sum((item.ev for item in found), NIL),
        sum((item.ac for item in found), NIL),
        sum((item.bac for item in found), NIL),
    )


@dataclass(frozen=True)
class Forecast:
    """What everything in a budget will have cost at its end, in money.

    ``packages`` is the forecast of the work that is measured (EAC), ``rest`` of all else in the budget: its part of the budget,
    or what it has cost already where that is more.
    """

    budget: Decimal
    packages: Decimal
    rest: Decimal

    @property
    def total(self) -> Decimal:
        return self.packages + self.rest

    @property
    def variance(self) -> Decimal:
        """Budget - forecast: below 0 is dearer than planned."""
        return self.budget - self.total

    @property
    def overrun_percent(self) -> Decimal:
        """How far the forecast is above the budget, in percent of it; 0 where it is not. Without a budget all is too much."""
        over = max(-self.variance, NIL)
        return (100 * over / self.budget) if self.budget > 0 else (Decimal(100) if over else NIL)


def forecast(
    *, budget: Amount, measured: Position | None, spent_outside: Amount, planned_ahead: Amount = 0
) -> Forecast:
    """The forecast of a whole budget.

    ``measured`` are the work packages together, ``spent_outside`` what was spent on all else. Where nothing is measured, the
    rest is taken as planned: spent until now + ``planned_ahead``, the budget of the months to come.
    """
    budget, outside = exact(budget), exact(spent_outside)
    if measured is None:
        return Forecast(budget, NIL, outside + exact(planned_ahead))
    return Forecast(budget, measured.eac, max(budget - measured.bac, outside, NIL))
