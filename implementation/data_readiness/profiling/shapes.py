"""Patterns of codes that anybody can write: 9 is a digit, A a letter, N either; everything else stands for itself."""

import re
from functools import lru_cache

LONGEST = 60
_MARKS = {"9": r"[0-9]", "A": r"[^\W\d_]", "N": r"[^\W_]"}


@lru_cache(maxsize=256)
def pattern(shape: str) -> re.Pattern[str]:
    return re.compile("".join(_MARKS.get(mark, re.escape(mark)) for mark in shape) + r"\Z")


def shape_of(text: str) -> str:
    """The shape that a value has: K-0031 is A-9999."""
    return "".join(
        "9" if mark.isdigit() and mark.isascii() else "A" if mark.isalpha() else mark for mark in text[:LONGEST]
    )
