"""Figures of one column, gathered a block of rows at a time: marks of the cells are kept, their values are not."""

from array import array
from collections import Counter
from typing import Any

import numpy as np

from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.profiling.dates import DAY_FIRST, day
from implementation.data_readiness.profiling.numbers import number
from implementation.data_readiness.profiling.validity import Check
from implementation.data_readiness.profiling.whole import Marks, counts

#: Columns with more different values than this list none of them.
MOST_LISTED, TOP = 1_000, 10
REMEMBERED = 20_000


def mark(text: str) -> int:
    """The 64-bit mark of a cell; 0 for an empty one. It differs from run to run, so nobody can prepare two alike."""
    return hash(text) if text else 0


class Memory(dict[str, str]):
    """Answers of a check by value; forgets all when it grows too large."""

    def __init__(self, check: Check):
        super().__init__()
        self.check = check

    def __missing__(self, text: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        answer = self[text] = self.check(text)
        return answer


class Column:
    def __init__(self, name: str, kind: str, check: Check, *, personal: bool = True, order: str = DAY_FIRST):
        self.name, self.kind, self.personal, self.order = name, kind, personal, order
        self.reason_of = Memory(check).__getitem__
        self.marks = array("q")
        self.reasons: Counter[str] = Counter()
        self.values: Counter[str] | None = None if personal else Counter()
        self.shapes_seen = 0
        self.shortest, self.longest = 0, 0
        self.low: Any = None
        self.high: Any = None

    def add(self, cells: list[str]) -> list[str]:
        """Count a block of cells; answers the reason (or nothing) for each."""
        self.marks.extend(map(mark, cells))
        reason_of = self.reason_of
        reasons = [reason_of(cell) if cell else "" for cell in cells]
        self.reasons.update(reasons)
        filled = [cell for cell in cells if cell]
        if filled:
            lengths = list(map(len, filled))
            least, most = min(lengths), max(lengths)
            self.shortest = min(self.shortest or least, least)
            self.longest = max(self.longest, most)
            if not self.personal:
                self._look(filled)
        return reasons

    def _look(self, filled: list[str]) -> None:
        if self.values is not None:
            self.values.update(filled)
            if len(self.values) > MOST_LISTED:
                self.values = None
        if self.kind in kinds.ORDERED:
            read = (lambda text: day(text, self.order)) if self.kind == kinds.DATE else number
            known = [value for value in map(read, set(filled)) if value is not None]
            if known:
                self.low = min(known) if self.low is None else min(self.low, *known)
                self.high = max(known) if self.high is None else max(self.high, *known)

    def figures(self) -> dict[str, Any]:
        marks: Marks = np.frombuffer(self.marks, dtype=np.int64) if self.marks else np.zeros(0, dtype=np.int64)
        filled = int(np.count_nonzero(marks))
        distinct, repeated = counts(marks)
        reasons = {reason: times for reason, times in sorted(self.reasons.items()) if reason}
        return {
            "name": self.name,
            "kind": self.kind,
            "personal": self.personal,
            "rows": len(marks),
            "filled": filled,
            "distinct": distinct,
            "repeated": repeated,
            "valid": filled - sum(reasons.values()),
            "reasons": reasons,
            "shortest": self.shortest,
            "longest": self.longest,
            "low": _plain(self.low),
            "high": _plain(self.high),
            "top": self._top(),
        }

    def _top(self) -> list[list[Any]]:
        """The commonest values that stand in more than one row, those of equal number by the alphabet."""
        found = [item for item in (self.values or {}).items() if item[1] > 1]
        return [[value[:80], times] for value, times in sorted(found, key=lambda item: (-item[1], item[0]))[:TOP]]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
