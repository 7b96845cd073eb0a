"""What differs between two texts, line by line, with a little of what stays the same around it. No Django here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Longer texts take too long to compare while somebody waits.
MOST_LINES, MOST_CHARACTERS, AROUND = 3000, 300_000, 3
SAME, ADDED, REMOVED, GAP = "same", "added", "removed", "gap"


@dataclass(frozen=True)
class Row:
    """A line of the comparison. Numbers count from 1; 0 where the line is not in that text."""

    kind: str
    old: int
    new: int
    text: str


class TooLong(Exception):
    """One of the texts is longer than can be compared."""


def differences(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Rows in order, the parts between them marked by a gap; nothing when the texts are the same. Raises ``TooLong``."""
    for lines in (old, new):
        if len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_CHARACTERS:
            raise TooLong
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    rows: list[Row] = []
    for group in matcher.get_grouped_opcodes(AROUND):
        if rows or group[0][1] or group[0][3]:
            rows.append(Row(GAP, 0, 0, ""))
        for tag, old_from, old_to, new_from, new_to in group:
            rows.extend(_rows(tag, old, new, (old_from, old_to), (new_from, new_to)))
    return rows


def _rows(
    tag: str, old: Sequence[str], new: Sequence[str], before: tuple[int, int], after: tuple[int, int]
) -> Iterator[Row]:
    if tag == "equal":
        for step, number in enumerate(range(*before)):
            yield Row(SAME, number + 1, after[0] + step + 1, old[number])
        return
    for number in range(*before):
        yield Row(REMOVED, number + 1, 0, old[number])
    for number in range(*after):
        yield Row(ADDED, 0, number + 1, new[number])
