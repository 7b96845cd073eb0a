"""Taking out of a text what belongs to one client: names, addresses, amounts. No Django.

Names are found where they are written as they stand on record; what else a text gives away, only a reader can see.
"""

import re
from collections.abc import Mapping
from typing import Any

_SIGN = r"(?:(?:NT|HK|US)?[¥$€£]|\b(?:EUR|CNY|USD|RMB|GBP|TWD|HKD|JPY))"
#: A figure begins where none goes on, so that a long one is looked at once and not from each of its digits.
_FIGURE = r"(?<!\d)(?<!\d[,.\s])(?<!\d[,.]\s)\d(?:[,.]?\s?\d)*+"
_SCALE = r"(?:\s?(?:million|billion|k|m|bn)(?![A-Za-z])|\s?[万萬亿億])"
_UNIT = r"(?:(?:EUR|CNY|USD|RMB|GBP|TWD|HKD|JPY|euros?|yuan|dollars?)(?![A-Za-z])|[€£]|欧元|歐元|美元|元)"
_AMOUNT = re.compile(rf"{_SIGN}\s?{_FIGURE}{_SCALE}?|{_FIGURE}{_SCALE}?\s?{_UNIT}|{_FIGURE}\s?[万萬亿億]")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d-])(?:\+\d{1,3}[\s-]?|0)\d(?:[\s-]?\d){7,12}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)")
#: Which words stand in for what is no name; the caller brings them in its language.
AMOUNT, MAIL, PHONE = "amount", "mail", "phone"


def pattern_of(name: str) -> str:
    """A name as a whole word; Chinese knows no gaps between words."""
    escaped = re.escape(name)
    if not name.isascii():
        return escaped
    return rf"(?<!\w){escaped}(?!\w)"


def strip(value: Any, *, names: Mapping[str, str], words: Mapping[str, str]) -> Any:
    """The same value (text, list or mapping of them) with names and figures replaced; keys of mappings stay."""
    if isinstance(value, str):
        return _strip_text(value, names, words)
    if isinstance(value, Mapping):
        return {key: strip(item, names=names, words=words) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [strip(item, names=names, words=words) for item in value]
    return value


def _strip_text(text: str, names: Mapping[str, str], words: Mapping[str, str]) -> str:
    for name in sorted((name for name in names if len(name.strip()) > 1), key=len, reverse=True):
        text = re.sub(pattern_of(name), lambda _found, to=names[name]: to, text)  # type: ignore[misc]
    for kind, pattern in ((MAIL, _MAIL), (PHONE, _PHONE), (AMOUNT, _AMOUNT)):
        text = pattern.sub(lambda _found, to=words[kind]: to, text)  # type: ignore[misc]
    return text


def replacements(before: Any, after: Any) -> int:
    """In how many texts something was replaced."""
    if isinstance(before, Mapping):
        return sum(replacements(item, after[key]) for key, item in before.items())
    if isinstance(before, list | tuple):
        return sum(replacements(one, other) for one, other in zip(before, after, strict=True))
    return int(before != after)
