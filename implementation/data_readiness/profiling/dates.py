"""Dates as people and programs write them."""

import datetime
import re

#: Which of two numbers before a year is the day.
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号號]?{_TIME}$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}){_TIME}$")
_REPUBLIC = re.compile(r"(?:民[国國]\s*)?(\d{2,3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([A-Za-z]{{3,9}})\.?,?[\s-]+(\d{{4}}){_TIME}$")
_NAMED_US = re.compile(rf"([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}$")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
EARLIEST, LATEST = 1850, 2150


def day(text: str, order: str = DAY_FIRST) -> datetime.date | None:
    """The day that is written; None where none is. ``order`` decides 03/04/2026."""
    if found := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return _date(found[1], found[2], found[3])
    if found := _YEAR_LAST.match(text):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if found[2] == "." or first > 12:
            return _date(year, second, first)
        if second > 12:
            return _date(year, first, second)
        return _date(year, second, first) if order == DAY_FIRST else _date(year, first, second)
    if found := _NAMED.match(text):
        return _named(found[3], found[2], found[1])
    if found := _NAMED_US.match(text):
        return _named(found[3], found[1], found[2])
    if (found := _REPUBLIC.match(text)) and (text.startswith("民") or len(found[1]) == 3):
        return _date(int(found[1]) + 1911, found[2], found[3])
    return None


def _date(year: str | int, month: str | int, number: str | int) -> datetime.date | None:
    try:
        found = datetime.date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def _named(year: str, month: str, number: str) -> datetime.date | None:
    name = MONTHS.get(month.lower())
    return _date(year, name, number) if name else None


def order_of(texts: list[str], usual: str = DAY_FIRST) -> str:
    """Whether the day or the month comes first in a column, told by the values that leave no doubt."""
    days = months = 0
    for text in texts:
        if (found := _YEAR_LAST.match(text)) and found[2] != ".":
            days += int(found[1]) > 12
            months += int(found[3]) > 12
    if days == months:
        return usual
    return DAY_FIRST if days > months else MONTH_FIRST


def is_doubtful(text: str) -> bool:
    """Whether the order of day and month matters to this value."""
    return bool((found := _YEAR_LAST.match(text)) and found[2] != ".")
