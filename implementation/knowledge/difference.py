"""What differs between two texts, line by line and word by word."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

SAME, GONE, NEW = "same", "gone", "new"
_PIECE = re.compile(r"\s+|[一-鿿]|[^\s一-鿿]+")
#: Unchanged lines shown around a change.
AROUND = 2
#: Longer lines are compared as wholes: word by word would take too long.
MOST_PIECES = 600


@dataclass(frozen=True)
class Line:
    """A line of the comparison, cut into pieces that are the same or not; ``skipped`` stands for lines left out."""

    kind: str
    pieces: tuple[tuple[str, str], ...]
    skipped: int = 0


def difference(before: str, after: str) -> list[Line]:
    """Lines gone and new in their order, with two lines around; empty where nothing differs."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    done = 0
    for group in difflib.SequenceMatcher(None, old, new).get_grouped_opcodes(AROUND):
        if group[0][1] > done:
            lines.append(Line(SAME, (), skipped=group[0][1] - done))
        for tag, a, b, c, d in group:
            lines += _lines(tag, old[a:b], new[c:d])
        done = group[-1][2]
    if lines and done < len(old):
        lines.append(Line(SAME, (), skipped=len(old) - done))
    return lines


def _lines(tag: str, gone: list[str], new: list[str]) -> Iterator[Line]:
    if tag == "equal":
        yield from (Line(SAME, ((SAME, text),)) for text in gone)
        return
    if len(gone) == len(new):
        pairs = [_pieces(before, after) for before, after in zip(gone, new, strict=True)]
        yield from (Line(GONE, before) for before, _after in pairs)
        yield from (Line(NEW, after) for _before, after in pairs)
        return
    yield from (Line(GONE, ((GONE, text),)) for text in gone)
    yield from (Line(NEW, ((NEW, text),)) for text in new)


def _pieces(before: str, after: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > MOST_PIECES:
        return ((GONE, before),), ((NEW, after),)
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            left.append((SAME if tag == "equal" else GONE, "".join(old[a:b])))
        if d > c:
            right.append((SAME if tag == "equal" else NEW, "".join(new[c:d])))
    return tuple(left), tuple(right)
