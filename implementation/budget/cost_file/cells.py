"""What a cell says: a word, a day, an amount. Plain Python."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

#: Digits before the point that an amount may have.
MOST_DIGITS = 14


def plain(text: Any) -> str:
    """A word as it is compared: width, case and spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", str(text if text is not None else "")).casefold().split())


def tidy(text: Any, most: int) -> str:
    """A text to be kept: one line, no signs that nobody sees, not longer than its place."""
    found = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in str("" if text is None else text))
    return " ".join(found.split())[:most]


_ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ t].*)?")
_OTHER = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
#: Day 0 of the days that spreadsheets count.
_SHEET_ZERO = datetime.date(1899, 12, 30)


def as_day(value: Any, *, day_first: bool = True) -> datetime.date | None:
    """The day that a cell names, or None."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _SHEET_ZERO + datetime.timedelta(days=int(value)) if 30_000 < value < 80_000 else None
    text = plain(value)
    try:
        if found := _ISO.fullmatch(text):
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _OTHER.fullmatch(text):
            one, two = int(found[1]), int(found[3])
            day, month = (one, two) if day_first or found[2] == "." else (two, one)
            return datetime.date(int(found[4]), month, day)
    except ValueError:
        return None
    return None


def is_day_first(cells: Iterable[Any]) -> bool:
    """Whether 3/4/2026 is in April: so unless a middle number shows that the month comes first."""
    found = (_OTHER.fullmatch(plain(cell)) for cell in cells if isinstance(cell, str))
    return not any(match and int(match[3]) > 12 for match in found)


_SIGNS = re.compile(r"^(?:[a-z]{2,3}\$?|[$€£¥])|(?:[a-z]{3}|[$€£¥元])$")
_GROUPED = re.compile(r"\d{1,3}(?:([,.'’ ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?")


def as_amount(value: Any) -> Decimal | None:
    """An amount of money, or None for what is none: 1234.5, “1,234.50”, “1.234,50 €”, “¥1,200”, “(500)” for −500.

    One group mark alone before three digits (“1,234”, “1.234”) counts thousands, as bookkeeping writes it.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        # A sheet that adds up keeps 0.30000000000000004.
        return _within(str(round(value, 6) if isinstance(value, float) else value))
    text = plain(value).replace("−", "-")
    negative = text.startswith("-") or (text.startswith("(") and text.endswith(")"))
    text = _SIGNS.sub("", text.strip("()-+ ")).strip()
    text = _SIGNS.sub("", text).strip("- ")
    if not _GROUPED.fullmatch(text):
        return None
    found = _within(_pointed(text))
    return -found if found is not None and negative else found


def _pointed(text: str) -> str:
    """The number with a point before its decimals and no other mark."""
    text = re.sub(r"['’ ]", "", text)
    last = max(text.rfind(","), text.rfind("."))
    if last < 0:
        return text
    behind, mark = text[last + 1 :], text[last]
    is_group = len(behind) == 3 and text[0] != "0" and (text.count(mark) > 1 or len({",", "."} & set(text)) == 1)
    whole = re.sub(r"[.,]", "", text if is_group else text[:last])
    return whole if is_group else f"{whole}.{behind}"


def _within(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** MOST_DIGITS else None
