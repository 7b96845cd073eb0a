"""How wide a label is, where it breaks, and how labels keep out of each other's way.

A chart is laid out without a font at hand, so a width is an estimate, a little on the wide side.
"""

import html
import unicodedata
from collections.abc import Sequence

SIZE = 12
LINE_HEIGHT = 15

_NARROW = set("iljtfrI.,:;|!'()[] ·-")
_WIDE = set("mwMW@%—")


def width(text: str, size: float = SIZE) -> float:
    """The width of one line of text in pixels."""
    return size * sum(_share(letter) for letter in text)


def wrap(text: str, room: float, *, lines: int = 2, size: float = SIZE) -> list[str]:
    """The text in at most `lines` lines of `room` pixels; what is left over becomes an ellipsis."""
    wrapped: list[str] = []
    line = ""
    for word in _words(" ".join(text.split())):
        if line and width((line + word).rstrip(), size) > room:
            wrapped.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    wrapped.append(line.rstrip())
    kept = wrapped[:lines]
    if len(wrapped) > lines:
        kept[-1] += "…"
    return [_cut(line, room, size) for line in kept]


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, in their order, at least `gap` apart, between low and high if they fit."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def plain(text: str) -> str:
    """The text so that Plotly shows it as typed: it reads <b>, <a> and & in a label as markup."""
    return html.escape(text, quote=False)


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    return 0.68 if letter.isupper() else 0.57


def _words(text: str) -> list[str]:
    """Pieces a line may end after: a word with its space, or one Chinese character (not before punctuation)."""
    pieces: list[str] = []
    for letter in text:
        before = pieces[-1][-1] if pieces else " "
        closes = unicodedata.category(letter) in ("Pe", "Pf", "Po")
        breaks = before == " " or (_share(letter) == 1.0 and not closes) or (_share(before) == 1.0 and not closes)
        if pieces and not (breaks and letter != " "):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _cut(line: str, room: float, size: float) -> str:
    if width(line, size) <= room:
        return line
    line = line.rstrip("…")
    while len(line) > 1 and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
