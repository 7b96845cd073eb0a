"""Dates of every habit. Which of day and month comes first is decided for a whole column, by the dates that leave no choice."""

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Order(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


#: Days since 30 December 1899 that spreadsheets may leave as plain numbers: 1980 to 2100.
SERIALS = range(29_221, 73_051)
_MONTHS = (
    ("jan", "янв", "ene", "january", "января", "январь", "enero"),
    ("feb", "фев", "february", "февраля", "февраль", "febrero"),
    ("mar", "мар", "march", "марта", "март", "marzo"),
    ("apr", "апр", "abr", "april", "апреля", "апрель", "abril"),
    ("may", "мая", "май", "mayo"),
    ("jun", "июн", "june", "июня", "июнь", "junio"),
    ("jul", "июл", "july", "июля", "июль", "julio"),
    ("aug", "авг", "ago", "august", "августа", "август", "agosto"),
    ("sep", "сен", "sept", "set", "september", "сентября", "сентябрь", "septiembre", "setiembre"),
    ("oct", "окт", "october", "октября", "октябрь", "octubre"),
    ("nov", "ноя", "november", "ноября", "ноябрь", "noviembre"),
    ("dec", "дек", "dic", "december", "декабря", "декабрь", "diciembre"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_THREE = re.compile(r"(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})$")
_CHINESE = re.compile(r"(民國|民国)?\s*(\d{2,4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号號]?)?$")
_QUARTER = re.compile(r"(?:q([1-4])[\s/-]*(\d{4})|(\d{4})[\s/-]*q([1-4]))$")
_TIME = re.compile(r"[t\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(z|[+-]\d{2}:?\d{2}|am|pm)?$")


def order_of(values: Iterable[str]) -> Order:
    """Month first only where some date can be read no other way and none contradicts; else day first."""
    month_first = day_first = 0
    for value in values:
        found = _THREE.match(_tidy(value))
        if found and len(found[1]) <= 2:
            month_first += int(found[2]) > 12
            day_first += int(found[1]) > 12
    return Order.MONTH_FIRST if month_first > day_first else Order.DAY_FIRST


def is_ambiguous(value: str) -> bool:
    """Whether the order matters: both numbers could be a month, and they differ."""
    found = _THREE.match(_tidy(value))
    return bool(found and len(found[1]) <= 2 and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2])


def parse(value: str, order: Order = Order.DAY_FIRST) -> datetime.date | None:
    """The date that a text means, or None. A month or a quarter alone means its last day."""
    text = _tidy(value)
    if text.isdigit():
        return _of_digits(text)
    if found := _CHINESE.match(text):
        year = int(found[2]) + (1911 if found[1] else 0)
        return _date(_full_year(year), int(found[3]), int(found[4]) if found[4] else None)
    if found := _QUARTER.match(text):
        quarter, year = int(found[1] or found[4]), int(found[2] or found[3])
        return _date(year, quarter * 3, None)
    if found := _THREE.match(text):
        return _of_three([found[1], found[2], found[3]], order)
    if found := re.match(r"(\d{4})[-/.](\d{1,2})$", text):
        return _date(int(found[1]), int(found[2]), None)
    if found := re.match(r"(\d{1,2})[-/.](\d{4})$", text):
        return _date(int(found[2]), int(found[1]), None)
    return _of_words(text)


def _tidy(value: str) -> str:
    text = unicodedata.normalize("NFKC", value).strip().casefold()
    return _TIME.sub("", text).strip()[:60]


def _of_digits(text: str) -> datetime.date | None:
    if len(text) == 8:
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 5 and int(text) in SERIALS:
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))
    return None


def _of_three(parts: list[str], order: Order) -> datetime.date | None:
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return _date(first, second, third)
    if len(parts[2]) == 3 or len(parts[0]) == 3:
        return None
    day, month = (second, first) if order is Order.MONTH_FIRST else (first, second)
    if month > 12 >= day:
        day, month = month, day
    return _date(_full_year(third), month, day)


def _of_words(text: str) -> datetime.date | None:
    """31 March 2026, Mar-26, March 31st, 2026, 31 марта 2026 г., 31 de marzo de 2026"""
    words = re.findall(r"[^\W\d_]+|\d+", text)
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [word for word in words if word.isdigit()]
    others = [word for word in words if not word.isdigit() and word not in MONTHS]
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    if any(word not in ("de", "del", "of", "г", "года", "st", "nd", "rd", "th", *_WEEKDAYS) for word in others):
        return None
    if len(numbers) == 1:
        return _date(_full_year(int(numbers[0])), months[0], None) if len(numbers[0]) in (2, 4) else None
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _date(_full_year(int(year)), months[0], int(day))


_WEEKDAYS = (
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)


def _full_year(year: int) -> int:
    """Two digits: 70 to 99 lie in the last century."""
    if year >= 100:
        return year
    return 1900 + year if year >= 70 else 2000 + year


def _date(year: int, month: int, day: int | None) -> datetime.date | None:
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day or last) if day is None or 1 <= day <= last else None
