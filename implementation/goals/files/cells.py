"""What a cell of a table says: a number, a day, a word. Plain Python; what cannot be read raises ``BadCell``."""

import datetime
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

NO_NUMBER, TOO_LARGE, NO_DAY = "no_number", "too_large", "no_day"
#: As the database keeps amounts: twelve digits before the point, three behind it.
MOST = Decimal("999999999999.999")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}([,' ]\d{3})+(\.\d+)?$")
_DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")


class BadCell(ValueError):
    """The argument is the reason, a word of this module."""


def text(value: Any) -> str:
    """The words of a cell in one line, wide characters made plain; a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(unicodedata.normalize("NFKC", str(value)).split())


def same(value: Any) -> str:
    """Two cells that a reader takes for the same give the same."""
    return text(value).casefold()


def number(value: Any) -> Decimal | None:
    """A number, with or without a per cent sign; None for an empty cell."""
    if isinstance(value, bool):
        raise BadCell(NO_NUMBER)
    words = text(value).replace("−", "-").removesuffix("%").strip()
    if not words:
        return None
    if _THOUSANDS.match(words):
        words = re.sub(r"[,' ]", "", words)
    try:
        found = Decimal(words) if len(words) <= 40 else Decimal("NaN")
    except InvalidOperation:
        raise BadCell(NO_NUMBER) from None
    if not found.is_finite():
        raise BadCell(NO_NUMBER)
    if abs(found) > MOST:
        raise BadCell(TOO_LARGE)
    return found.quantize(Decimal("0.001"))


def day(value: Any) -> datetime.date | None:
    """A day as a spreadsheet keeps it, or written year first; None for an empty cell."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    words = text(value)
    if not words:
        return None
    found = _DAY.match(words)
    if found is None:
        raise BadCell(NO_DAY)
    try:
        return datetime.date(*(int(part) for part in found.groups()))
    except ValueError:
        raise BadCell(NO_DAY) from None
