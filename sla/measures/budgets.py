"""The error budget of a promise: what may go wrong, how fast it goes, and when it will be gone.

[OpenSLO: error budget = 1 - target; Google SRE workbook: burn rate = bad share / budget share, so that 1 uses the budget up
exactly at the end of the window.] Quantities are seconds or events, whatever is counted; all exact.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int


@dataclass(frozen=True)
class Budget:
    """How much may go wrong and how much did; what is left is negative after a breach."""

    allowed: Fraction
    used: Fraction

    @property
    def left(self) -> Fraction:
        return self.allowed - self.used

    @property
    def spent(self) -> Fraction | None:
        """In percent of what is allowed; None where nothing is."""
        return 100 * self.used / self.allowed if self.allowed else None


def budget_share(target: Exact, *, less_is_better: bool = False) -> Fraction:
    """The share that may go wrong, from 0 to 1, of a target in percent."""
    share = Fraction(target) / 100
    if not 0 <= share <= 1:
        raise ValueError("A target is a percentage from 0 to 100.")
    return share if less_is_better else 1 - share


def budget(target: Exact, *, total: Exact, bad: Exact, less_is_better: bool = False) -> Budget:
    """``total``: seconds or events in the window; ``bad``: those that went wrong."""
    return Budget(budget_share(target, less_is_better=less_is_better) * Fraction(total), Fraction(bad))


def slices(minutes: Exact, slice_minutes: Exact) -> Fraction:
    """How many time slices a window has."""
    return Fraction(minutes) / Fraction(slice_minutes)


def ratio_slices_budget(target: Exact, *, slices: Exact, usual: Exact, bad: Exact) -> Fraction:
    """How many slices may be bad where each counts by its own share of successes (OpenSLO: RatioTimeslices).

    The mean of n slices at ``bad`` percent and the rest at ``usual`` percent must not sink below the target.
    """
    if not Fraction(bad) < Fraction(usual):
        raise ValueError("Usual slices must be better than bad ones.")
    return Fraction(slices) * (Fraction(usual) - Fraction(target)) / (Fraction(usual) - Fraction(bad))


def burn_rate(*, bad: Exact, total: Exact, share: Fraction) -> Fraction | None:
    """How many times as fast as allowed; None without data, or where nothing may go wrong at all."""
    return Fraction(bad) / Fraction(total) / share if total and share else None


def burn_factor(*, percent: Exact, period_hours: Exact, window_hours: Exact) -> Fraction:
    """The burn rate that uses up so many percent of a period's budget within a window [sloth: percent / 100 x period / window]."""
    return Fraction(percent) / 100 * Fraction(period_hours) / Fraction(window_hours)


def gone_in(found: Budget, *, rate: Exact) -> Fraction | None:
    """After how long the rest is used up at a rate per unit of time: 0 when it is gone, None when it never will be."""
    if found.left <= 0:
        return Fraction(0)
    return found.left / Fraction(rate) if rate > 0 else None
