"""The lines of a text in which the words asked for stand, marked and safe to show."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from implementation.knowledge.tokens import runs

LENGTH = 180


def _pattern(query: str) -> re.Pattern[str] | None:
    words = sorted(set(runs(query[:200])), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None


def marked(text: str, query: str) -> SafeString:
    """Escaped, with every word asked for in ``<mark>``."""
    pattern = _pattern(query)
    if pattern is None:
        return mark_safe(conditional_escape(text))
    parts, end = [], 0
    for match in pattern.finditer(text):
        parts += [conditional_escape(text[end : match.start()]), format_html("<mark>{}</mark>", match.group())]
        end = match.end()
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))


def extract(text: str, query: str) -> SafeString:
    """A stretch of the text around the first word asked for; empty where none stands in it."""
    text, pattern = " ".join(text.split()), _pattern(query)
    found = pattern.search(text) if pattern else None
    if found is None:
        return mark_safe("")
    start = max(0, found.start() - LENGTH // 3)
    if start:
        start = text.find(" ", start, found.start()) + 1 or start
    piece = text[start : start + LENGTH]
    return mark_safe(("… " if start else "") + marked(piece, query) + (" …" if start + LENGTH < len(text) else ""))
