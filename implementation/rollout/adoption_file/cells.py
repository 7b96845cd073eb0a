"""What a cell says: a name, a day, a count. Plain Python."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

MOST = 1_000_000_000


def plain(text: Any) -> str:
    """A name as it is compared: width, case and spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", str(text if text is not None else "")).casefold().split())


_ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ t].*)?")
_OTHER = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_WEEK = re.compile(r"(\d{4})\s*[-/ ]?\s*(?:w|kw|年?第)\s*(\d{1,2})\s*[周週]?")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})|([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
        return _day_in(text, day_first)
    except ValueError:
        return None


def _day_in(text: str, day_first: bool) -> datetime.date | None:
    if found := _ISO.fullmatch(text):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _WEEK.fullmatch(text):
        return datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    if found := _OTHER.fullmatch(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (one, two) if day_first or found[2] == "." else (two, one)
        return datetime.date(year if year > 99 else 2000 + year, month, day)
    if found := _WORDS.fullmatch(text):
        date, name, in_year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        if name[:3] in _MONTHS:
            return datetime.date(int(in_year), _MONTHS.index(name[:3]) + 1, int(date))
    return None


def is_day_first(cells: Iterable[Any]) -> bool:
    """Whether 3/4/2026 is in April: so unless a middle number shows that the month comes first."""
    for cell in cells:
        found = _OTHER.fullmatch(plain(cell)) if isinstance(cell, str) else None
        if found and int(found[3]) > 12:
            return False
    return True


_GROUPED = re.compile(r"\d{1,3}(?:[, ’']\d{3})+|\d+(?:\.0+)?")


def as_count(value: Any) -> int | None:
    """A whole number from zero on, or None for what is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if value == value and 0 <= value <= MOST and value == int(value) else None
    text = plain(value)
    if not _GROUPED.fullmatch(text):
        return None
    digits = re.sub(r"\.0+$|[, ’']", "", text)
    return int(digits) if len(digits) < 11 and int(digits) <= MOST else None
