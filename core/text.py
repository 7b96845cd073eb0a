"""Sentences that wait for their language: lazy parts for ``format_lazy``."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext, pgettext_lazy

say = format_lazy


def whole(words: str) -> int | None:
    """The number that an address or a hidden field names; None where it names none (``abc``, ``²``, forty digits)."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 16 else None


def _day(value: datetime.date) -> str:
    return formats.date_format(value, "SHORT_DATE_FORMAT")


def _month(value: datetime.date) -> str:
    return formats.date_format(value, "YEAR_MONTH_FORMAT")


def _number(value, places: int = 0) -> str:
    return formats.number_format(rounded(value, places), decimal_pos=places, force_grouping=True)


#: A date in the reader's language, when it is read.
day = lazy(_day, str)
#: A month in the reader's language, when it is read: Oct 2026.
month = lazy(_month, str)
#: A number with thousands separators, when it is read.
number = lazy(_number, str)


#: What stands between two parts of a line, as each language writes it.
MARKS = {
    ",": pgettext_lazy("punctuation", ", "),
    ";": pgettext_lazy("punctuation", "; "),
    ":": pgettext_lazy("punctuation", ": "),
    ".": pgettext_lazy("punctuation", ". "),
    "list": pgettext_lazy("between names", ", "),
}


def listed(names) -> str:
    """Names, one after the other: “A, B”; in Chinese “A、B”."""
    return pgettext("between names", ", ").join(str(name) for name in names)


#: The same, when it is read.
names = lazy(listed, str)


def bracketed(word, more) -> str:
    """“A (more)”, in the brackets of the language."""
    behind = pgettext("behind a word", " (%(words)s)") % {"words": more}
    return f"{word}{behind}"


def gap() -> str:
    """What stands between two sentences: nothing in Chinese."""
    return "" if (get_language() or "").startswith("zh") else " "


def rounded(value, places: int = 0) -> Decimal:
    """Half up, once, at the end: the one place where figures are rounded for people."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


CURRENCIES = {
    "CNY": ("¥", 2),
    "USD": ("$", 2),
    "EUR": ("€", 2),
    "GBP": ("£", 2),
    "TWD": ("NT$", 0),
    "HKD": ("HK$", 2),
    "JPY": ("¥", 0),
}


def minor_units(currency: str) -> int:
    return CURRENCIES.get(currency, ("", 2))[1]


def amount(value, currency: str, *, places: int | None = None) -> str:
    """¥2,400 or −¥2,400.50: whole amounts without decimals unless ``places`` says otherwise."""
    if value is None:
        return "–"
    sign, minor = CURRENCIES.get(currency, (currency + " ", 2))
    figure = rounded(value, minor if places is None else places)
    shown = 0 if places is None and figure == figure.to_integral_value() else (minor if places is None else places)
    return f"{'−' if figure < 0 else ''}{sign}{abs(figure):,.{shown}f}"


__all__ = [
    "CURRENCIES",
    "MARKS",
    "amount",
    "bracketed",
    "day",
    "gap",
    "listed",
    "minor_units",
    "month",
    "names",
    "number",
    "rounded",
    "say",
]
