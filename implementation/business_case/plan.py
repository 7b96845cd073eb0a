"""What is planned, month by month: a line of a business case unrolled over its horizon, to the cent.

Month 0 is the time of the investment (year 0); months 1 to 12 are year 1, and so on. A line has one of four shapes:

``years``    an amount for each year in ``by_year``. That of year 0 falls in month 0, that of a later year is spread evenly
             over its twelve months. ``low``, ``likely`` and ``high`` are per cent of these amounts; ``likely`` is 100.
``once``     the amount, in ``start_month``.
``monthly``  the amount in every month from ``start_month`` to ``end_month``, both included.
``yearly``   the amount in ``start_month`` and again every twelve months, up to ``end_month``.

What recurs grows by ``growth`` per cent after every twelve months. Amounts are rounded half up to the ``places`` of the
currency in each month, so that the months of a year add up to the year exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

Which = Literal["low", "likely", "high"]
SHAPES = ("years", "once", "monthly", "yearly")
RECURRING = ("monthly", "yearly")
NIL, HUNDRED = Decimal(0), Decimal(100)
LAST_MONTH = 120
#: Digits enough for what 500 % of growth a year makes of the largest amount in ten years.
_EXACT = Context(prec=60)


@dataclass(frozen=True, kw_only=True)
class PlannedLine:
    """A cost or benefit as it is planned. ``growth`` is per cent a year; ``end_month`` None: to the end of the horizon.

    ``pk`` and ``goal`` are the numbers of the record it was read from and of the goal that it serves, where there are any.
    """

    kind: Literal["cost", "benefit"] | str
    category: str
    title: str
    shape: Literal["years", "once", "monthly", "yearly"] | str = "years"
    low: Decimal = HUNDRED
    likely: Decimal = HUNDRED
    high: Decimal = HUNDRED
    growth: Decimal = NIL
    start_month: int = 0
    end_month: int | None = None
    by_year: Mapping[int, Decimal] = field(default_factory=dict)
    places: int = 2
    pk: int | None = None
    goal: int | None = None


def faults(line: PlannedLine) -> list[str]:
    """The names of what is wrong with a line, worst first; none for one that can be reckoned with."""
    last = line.start_month if line.end_month is None else line.end_month
    recurs = line.shape in RECURRING
    amounts = (line.low, line.likely, line.high)
    checks = [
        ("negative", min(*amounts, *line.by_year.values()) < 0),
        ("order", not line.low <= line.likely <= line.high),
        ("full", line.shape == "years" and line.likely != HUNDRED),
        ("growth", line.growth <= -100),
        ("no_growth", not recurs and line.growth != 0),
        ("late", not 0 <= line.start_month <= LAST_MONTH),
        ("no_end", not recurs and line.end_month is not None),
        ("months", last < line.start_month),
        ("places", not all(_fits(amount, line.places) for amount in _money(line))),
    ]
    return [name for name, is_wrong in checks if is_wrong]


def monthly(line: PlannedLine, months: int, which: Which = "likely") -> list[Decimal]:
    """The amount of each month from 0 to ``months``. ValueError for a negative horizon and an unknown shape."""
    if months < 0:
        raise ValueError("The horizon must be 0 months or more.")
    if line.shape not in SHAPES:
        raise ValueError(f"Unknown shape: {line.shape}")
    found = [NIL] * (months + 1)
    falls_due = _by_year(line, which) if line.shape == "years" else _by_month(line, months, which)
    for month, amount in falls_due:
        if month <= months:
            found[month] += amount
    return found


def yearly(line: PlannedLine, years: int, which: Which = "likely") -> list[Decimal]:
    """The amount of each year from 0 to ``years``: month 0, then the sums of twelve months."""
    if years < 0:
        raise ValueError("The horizon must be 0 years or more.")
    return by_years(monthly(line, 12 * years, which))


def by_years(months: Sequence[Decimal]) -> list[Decimal]:
    """Month 0, then the sum of each twelve months; a last year that is not whole counts as far as it goes."""
    return [months[0], *(sum(months[first : first + 12], NIL) for first in range(1, len(months), 12))]


def total(lines: Sequence[PlannedLine], years: int, *, kind: str, which: Which = "likely") -> list[Decimal]:
    """What all lines of a kind come to in each year."""
    rows = [yearly(line, years, which) for line in lines if line.kind == kind]
    return [sum(column, NIL) for column in zip(*rows, strict=True)] if rows else [NIL] * (years + 1)


def _by_year(line: PlannedLine, which: Which) -> list[tuple[int, Decimal]]:
    share = getattr(line, which)
    found: list[tuple[int, Decimal]] = []
    for year, likely in sorted(line.by_year.items()):
        amount = likely if share == HUNDRED else _rounded(_EXACT.multiply(likely, share) / HUNDRED, line.places)
        if year == 0:
            found.append((0, amount))
            continue
        # What has come due by the end of each month is rounded, not the month: nothing drifts.
        ends = [_rounded(amount * month / 12, line.places) for month in range(12)] + [amount]
        first = 12 * (year - 1) + 1
        found += [(first + place, ends[place + 1] - ends[place]) for place in range(12)]
    return found


def _by_month(line: PlannedLine, months: int, which: Which) -> list[tuple[int, Decimal]]:
    amount: Decimal = getattr(line, which)
    if line.shape == "once":
        return [(line.start_month, amount)]
    last = months if line.end_month is None else min(line.end_month, months)
    step = 12 if line.shape == "yearly" else 1
    return [(month, _grown(line, amount, month)) for month in range(line.start_month, last + 1, step)]


def _grown(line: PlannedLine, amount: Decimal, month: int) -> Decimal:
    years = (month - line.start_month) // 12
    if not years or not line.growth:
        return amount
    factor = _EXACT.power(1 + line.growth / HUNDRED, years)
    return _rounded(_EXACT.multiply(amount, factor), line.places)


def _money(line: PlannedLine) -> list[Decimal]:
    return list(line.by_year.values()) if line.shape == "years" else [line.low, line.likely, line.high]


def _fits(amount: Decimal, places: int) -> bool:
    return amount == _rounded(amount, places)


def _rounded(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)


def reshaped(line: PlannedLine, shape: str, years: int) -> PlannedLine:
    """The line in another shape that comes to about the same: what it was by year is kept, or its sum, or its mean."""
    if shape == line.shape:
        return line
    if shape == "years":
        return _into_years(line, years)
    if line.shape == "years":
        return _out_of_years(line, shape, years)
    stays = shape in RECURRING
    return replace(line, shape=shape, growth=line.growth if stays else NIL, end_month=line.end_month if stays else None)


def _into_years(line: PlannedLine, years: int) -> PlannedLine:
    low, high = (_share(getattr(line, which), line.likely) for which in ("low", "high"))
    by_year = {year: amount for year, amount in enumerate(yearly(line, years)) if amount}
    return replace(
        line,
        shape="years",
        low=low,
        likely=HUNDRED,
        high=high,
        growth=NIL,
        start_month=0,
        end_month=None,
        by_year=by_year,
    )


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return _rounded(HUNDRED * part / whole, 2) if whole else HUNDRED


def _out_of_years(line: PlannedLine, shape: str, years: int) -> PlannedLine:
    filled = [year for year, amount in sorted(line.by_year.items()) if amount and year <= years]
    whole = sum((line.by_year[year] for year in filled), NIL)
    first = 12 * (filled[0] - 1) + 1 if filled and filled[0] else 0
    many = {"once": 1, "yearly": len(filled) or 1, "monthly": 12 * len([year for year in filled if year]) or 1}[shape]
    likely = _rounded(whole / many, line.places)
    low, high = (_rounded(likely * getattr(line, which) / HUNDRED, line.places) for which in ("low", "high"))
    return replace(line, shape=shape, low=low, likely=likely, high=high, start_month=first, by_year={})
