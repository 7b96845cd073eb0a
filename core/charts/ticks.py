"""Where an axis has its ticks, and how a number is written beside one."""

import math


def nice_ticks(low: float, high: float, *, count: int = 5) -> list[float]:
    """About `count` round numbers that enclose `low` and `high`, at steps of 1, 2, 2.5 or 5 times a power of ten.

    Raises ValueError when a bound is not a finite number or low is above high.
    """
    if not (math.isfinite(low) and math.isfinite(high)) or low > high:
        raise ValueError(f"No scale runs from {low} to {high}.")
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _nice_step((high - low) / count)
    places = decimals(step)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(index * step, places) for index in range(first, last + 1)]


def decimals(step: float) -> int:
    """How many decimals a step needs to be written in full: 0.25 needs 2, 20 needs 0."""
    for places in range(12):
        if math.isclose(round(step, places), step, rel_tol=1e-9, abs_tol=0.0):
            return places
    return 12


def number(value: float, places: int) -> str:
    """A number with thousands commas and a true minus: -1234.5 is written −1,234.5."""
    text = f"{value:,.{places}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")


def _nice_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
