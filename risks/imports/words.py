"""Comparing words of other registers with what this one knows."""

import re
import unicodedata
from collections.abc import Mapping

Vocabulary = Mapping[str, tuple[str, ...]]

_MARKS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CJK = re.compile(r"[\u3400-\u9fff]")


def normal(text: str) -> str:
    """“Risk_Owner (e-mail)” -> “risk owner e mail”; wide characters become narrow, accents stay."""
    text = unicodedata.normalize("NFKC", text).replace("ё", "е")
    return _MARKS.sub(" ", _CAMEL.sub(" ", text).casefold()).strip()


def has(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a normal text, as whole words where the script has words."""
    if _CJK.search(phrase):
        return phrase in text
    return f" {phrase} " in f" {text} "


def meaning(text: str, vocabulary: Vocabulary) -> str | None:
    """The entry whose words are the text, or stand in it; the longest words win."""
    found = normal(text)
    best: tuple[int, str] | None = None
    for entry, phrases in vocabulary.items():
        for phrase in phrases:
            if phrase == found:
                return entry
            if has(found, phrase) and (best is None or len(phrase) > best[0]):
                best = (len(phrase), entry)
    return best[1] if best else None


def either(*lines: str) -> tuple[str, ...]:
    """“a | b”, “c” -> a, b, c"""
    return tuple(normal(phrase) for line in lines for phrase in line.split("|"))
