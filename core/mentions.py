"""“@Name” in remarks: who is named, and how a remark is shown."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the names behind an @, the longest first.

    It begins after nothing, a space or a sign, never inside an address (a@b) or behind a slash. “@Ann” is not in “@Anna”;
    Chinese goes on without a space, so there no end is asked for.
    """
    ordered = sorted({name for name in names if name}, key=len, reverse=True)
    ends = [re.escape(name) + (r"(?!\w)" if name[-1].isascii() else "") for name in ordered]
    return re.compile(rf"(?<![A-Za-z0-9_@/.])@(?:{'|'.join(ends)})", re.IGNORECASE) if ends else None


def named(text: str, names: Iterable[str]) -> set[str]:
    """Which of these names the text mentions, in lower case."""
    pattern = _pattern(names)
    return {found[1:].casefold() for found in pattern.findall(text)} if pattern else set()


def as_html(text: str, told: Iterable[str]) -> SafeString:
    """Escaped, with lines as they were written, addresses as links and the names of those told in bold."""
    pattern, shown, end = _pattern(told), [], 0
    for match in pattern.finditer(text) if pattern else ():
        shown += [_linked(text[end : match.start()]), format_html('<b class="mention">{}</b>', match.group())]
        end = match.end()
    return mark_safe("".join([*shown, _linked(text[end:])]))


def _linked(piece: str) -> str:
    return urlize(piece.replace("\r\n", "\n"), nofollow=True, autoescape=True).replace("\n", "<br>")
