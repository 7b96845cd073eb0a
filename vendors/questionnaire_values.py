"""What an answer says, as plain text that fits the kind of its question; and how the answers of several vendors compare."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

Kind = Literal["text", "yes_no", "number", "choice", "file"]
Standing = Literal["same", "differ", "missing"]

MOST_TEXT, MOST_REMARK = 4000, 1000
#: Digits before and after the point.
WHOLE, PLACES = 12, 4
#: How people write it in the three languages of the product; a workbook may come back in any of them.
YES = frozenset({"yes", "y", "true", "是", "有"})
NO = frozenset({"no", "n", "false", "否", "無", "无", "沒有", "没有"})
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Misfit(ValueError):
    """The text does not fit the question; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Asked:
    """What an answer must fit: the kind of the question, and its choices."""

    kind: Kind
    choices: Sequence[str] = ()


def tidy(text: str) -> str:
    """Without what no screen shows and no workbook takes, and without empty ends."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read(text: str, asked: Asked) -> str:
    """The answer as it is kept; empty stays empty. Raises ``Misfit``: too_long, no_number, no_yes_no, no_choice, no_file."""
    words = tidy(text)
    if not words:
        return ""
    if len(words) > MOST_TEXT:
        raise Misfit("too_long")
    if asked.kind == "number":
        return read_number(words)
    if asked.kind == "yes_no":
        return _yes_no(words)
    if asked.kind == "choice":
        return _choice(words, asked.choices)
    if asked.kind == "file":
        raise Misfit("no_file")
    return words


def read_number(words: str) -> str:
    """``1,250.50`` -> ``1250.5``: a point before the decimals, commas only between thousands, no unit."""
    plain = unicodedata.normalize("NFKC", words).replace(" ", "").replace("\u2212", "-")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", plain, re.ASCII):
        raise Misfit("no_number")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise Misfit("no_number") from None
    if abs(number) >= Decimal(10) ** WHOLE:
        raise Misfit("no_number")
    if number != round(number, PLACES):
        raise Misfit("no_number")
    return f"{number.normalize():f}" if number else "0"


def _yes_no(words: str) -> str:
    word = unicodedata.normalize("NFKC", words).casefold().rstrip(".。")
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    raise Misfit("no_yes_no")


def _choice(words: str, choices: Sequence[str]) -> str:
    found = [choice for choice in choices if choice.casefold() == words.casefold()]
    if not found:
        raise Misfit("no_choice")
    return found[0]


def standing(values: Sequence[str]) -> Standing:
    """Whether somebody has said nothing, all say the same, or some say something else. Case and ends do not count."""
    said = [value.strip().casefold() for value in values]
    if not said or not all(said):
        return "missing"
    return "same" if len(set(said)) == 1 else "differ"


def conflicts(seen: Mapping[int, int], now: Mapping[int, int], changed: Mapping[int, bool]) -> list[int]:
    """The answers that somebody else saved since they were seen and that would be written over, by number.

    ``seen`` and ``now`` hold the revision of each answer; 0 where there was none.
    """
    return [number for number, differs in changed.items() if differs and now.get(number, 0) > seen.get(number, 0)]
