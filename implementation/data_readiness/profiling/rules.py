"""Rules that values, rows and whole columns must keep."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from implementation.data_readiness.profiling.dates import DAY_FIRST, day
from implementation.data_readiness.profiling.numbers import number
from implementation.data_readiness.profiling.shapes import pattern
from implementation.data_readiness.profiling.validity import check_for

COMPLETE, UNIQUE, KIND, PATTERN, LIST, RANGE = "complete", "unique", "kind", "pattern", "list", "range"
WHEN, ORDER, SAME, REFERENCE, AGREES, TIMELY = "when", "order", "same", "reference", "agrees", "timely"
ALL = (COMPLETE, UNIQUE, KIND, PATTERN, LIST, RANGE, WHEN, ORDER, SAME, REFERENCE, AGREES, TIMELY)
#: Rules that ask another column of the same file too, and those that ask another file.
WITH_SECOND = frozenset({WHEN, ORDER, SAME, AGREES})
WITH_OTHER_FILE = frozenset({REFERENCE, AGREES})

EMPTY, TWICE, OTHER_SHAPE, NOT_LISTED, TOO_LOW, TOO_HIGH = "empty", "twice", "other_shape", "not_listed", "low", "high"
WHEN_BROKEN, OUT_OF_ORDER, CONTRADICTS, ORPHAN, DISAGREES, TOO_OLD = "when", "order", "same", "orphan", "agrees", "old"


@dataclass(frozen=True)
class Rule:
    """One rule. ``column`` and ``second`` are headings; ``params`` is what the kind of rule needs to know."""

    kind: str
    column: str
    second: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    key: int = 0


@dataclass(frozen=True)
class Setting:
    """What values are read by: the region of phone numbers, the order in dates, the day on which it is asked."""

    today: datetime.date
    region: str = "CN"
    orders: Mapping[str, str] = field(default_factory=dict)

    def order(self, column: str) -> str:
        return self.orders.get(column, DAY_FIRST)


CellCheck = Callable[[str], str]
RowCheck = Callable[[str, str], str]


def cell_check(rule: Rule, setting: Setting) -> CellCheck | None:
    """For rules that one filled cell keeps or breaks: the function that says why it breaks it."""
    told = rule.params
    if rule.kind == KIND:
        return check_for(told["kind"], region=setting.region, order=setting.order(rule.column), today=setting.today)
    if rule.kind == PATTERN:
        fits = pattern(told["pattern"]).match
        return lambda text: "" if fits(text) else OTHER_SHAPE
    if rule.kind == LIST:
        known = {str(value).strip().casefold() for value in told["values"]}
        return lambda text: "" if text.casefold() in known else NOT_LISTED
    if rule.kind == RANGE:
        return _range(told, setting.order(rule.column))
    if rule.kind == TIMELY:
        return _timely(int(told["days"]), setting, rule.column)
    return None


def _measure(text: str, order: str) -> float | None:
    """A number as itself, a day as its number: what can be put in order."""
    found = day(text, order)
    return float(found.toordinal()) if found else number(text)


def _range(told: Mapping[str, Any], order: str) -> CellCheck:
    as_days = any(day(str(told.get(end) or ""), order) for end in ("low", "high"))

    def measure(text: str) -> float | None:
        if as_days:
            found = day(text, order)
            return float(found.toordinal()) if found else None
        return number(text)

    low, high = (measure(str(told[end])) if told.get(end) not in (None, "") else None for end in ("low", "high"))

    def check(text: str) -> str:
        value = measure(text)
        if value is None:
            return "no_date" if as_days else "no_number"
        if low is not None and value < low:
            return TOO_LOW
        return TOO_HIGH if high is not None and value > high else ""

    return check


def _timely(days: int, setting: Setting, column: str) -> CellCheck:
    order, oldest = setting.order(column), setting.today - datetime.timedelta(days=days)

    def check(text: str) -> str:
        found = day(text, order)
        if found is None:
            return "no_date"
        return TOO_OLD if found < oldest else ""

    return check


def row_check(rule: Rule, setting: Setting) -> RowCheck | None:
    """For rules that two cells of a row keep or break: None where they do not apply to the row, else why it is broken."""
    if rule.kind == WHEN:
        return _when(rule.params)
    if rule.kind == ORDER:
        return _in_order(setting.order(rule.column), setting.order(rule.second))
    return None


#: What a row check answers where its rule says nothing about the row.
NOT_ASKED = "-"


def _test(how: str, values: Sequence[str]) -> Callable[[str], bool]:
    known = {value.strip().casefold() for value in values}
    if how == "filled":
        return bool
    if how == "empty":
        return lambda text: not text
    if how == "not":
        return lambda text: bool(text) and text.casefold() not in known
    return lambda text: text.casefold() in known


def _when(told: Mapping[str, Any]) -> RowCheck:
    """If the first column is so, the second must be so."""
    asked = _test(told["if"], told.get("if_values", ()))
    wanted = _test(told["then"], told.get("then_values", ()))
    return lambda first, second: NOT_ASKED if not asked(first) else "" if wanted(second) else WHEN_BROKEN


def _in_order(first_order: str, second_order: str) -> RowCheck:
    """The first value is not above the second: days or numbers."""

    def check(first: str, second: str) -> str:
        if not first or not second:
            return NOT_ASKED
        low, high = _measure(first, first_order), _measure(second, second_order)
        if low is None or high is None:
            return NOT_ASKED
        return OUT_OF_ORDER if low > high else ""

    return check
