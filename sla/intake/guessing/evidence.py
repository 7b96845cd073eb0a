"""What the cells themselves prove: the order of day and month, the mark of decimals, whether a time names its zone."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sla.intake.clock import COMPACT, EPOCH, MOMENT, ORDERS, WIDE, Clock, day_of
from sla.intake.reasons import Reason, Unusable

_ZONED = re.compile(r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Za-z]+/[A-Za-z_]+)\s*[\])]?$", re.IGNORECASE | re.ASCII)
_CLOCK = re.compile(r"\d{1,2}[:时時]\d{2}")
_COMMA = re.compile(r"[+-]?\d+(\.\d{3})*,(\d{1,2}|\d{4,})|[+-]?0,\d+", re.ASCII)
_POINT = re.compile(r"[+-]?\d+(,\d{3})*\.\d+", re.ASCII)


def looks_like_time(text: str) -> bool:
    text = text.strip().translate(WIDE)
    return bool(MOMENT.fullmatch(text) or COMPACT.fullmatch(text) or EPOCH.fullmatch(text))


def orders(texts: Iterable[str], *, now: datetime) -> tuple[str, ...] | None:
    """The orders of day, month and year that all of these times allow, none in the future; None where no time leaves it open.

    Empty when they contradict each other.
    """
    left: set[str] | None = None
    for text in texts:
        found = MOMENT.fullmatch(text.strip().translate(WIDE))
        if not found or not found["a"] or not found["b"].isdigit() or len(found["a"]) >= 3:
            continue
        allowed = {order for order in ORDERS if _is_possible(found, order, now)}
        left = allowed if left is None else left & allowed
    return None if left is None else tuple(order for order in ORDERS if order in left)


def _is_possible(found: re.Match, order: str, now: datetime) -> bool:
    try:
        return datetime(*day_of(found, order), tzinfo=UTC) <= now + timedelta(days=1)
    except ValueError:
        return False


def names_its_zone(text: str) -> bool:
    """Whether a time says where it holds: an offset, a zone, or seconds since 1970."""
    text = text.strip().translate(WIDE)
    if EPOCH.fullmatch(text):
        return True
    clock = _CLOCK.search(text)
    return bool(_ZONED.search(text[clock.end() :] if clock else text[15:]))


def decimal_mark(texts: Iterable[str], *, delimiter: str) -> str:
    """A comma where a cell can be read no other way, or where semicolons part the cells and commas stand in them."""
    commas = points = any_comma = 0
    for text in texts:
        text = text.strip()
        commas += bool(_COMMA.fullmatch(text))
        points += bool(_POINT.fullmatch(text))
        any_comma += "," in text and text[:1].isdigit()
    if points:
        return "."
    return "," if commas or (any_comma and delimiter == ";") else "."


def is_time(text: str, order: str) -> bool:
    """Whether it can be read in this order."""
    try:
        Clock(UTC, order=order, in_order=True).read(text.strip())
    except Unusable as refused:
        return refused.reason == Reason.IN_THE_FUTURE
    return True
