"""What is counted while a file is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sla.instants import SECOND
from sla.intake.reasons import Reason

KEPT_PROBLEMS = 1000
QUARTER = 15 * 60 * SECOND


@dataclass
class Seen:
    """One monitor in the file: how many rows, from when to when."""

    rows: int
    first: int
    last: int


@dataclass
class Tally:
    """Rows read, new, repeated and bad; ``quarters`` are the quarters of an hour that new rows lie in."""

    rows: int = 0
    added: int = 0
    repeated: int = 0
    bad: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    monitors: dict[str, Seen] = field(default_factory=dict)
    quarters: set[int] = field(default_factory=set)
    back: int = 0
    back_line: int = 0

    def refuse(self, line: int, reason: Reason, value: str = "") -> None:
        self.bad += 1
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append({"line": line, "reason": reason.value, "value": value.replace("\0", "")})

    def see(self, monitor: str, at: int, line: int, latest: dict[str, int]) -> None:
        """A good row; the order of rows does not matter, but a clock that went back is told."""
        found = self.monitors.get(monitor)
        if found is None:
            self.monitors[monitor] = Seen(1, at, at)
            latest[monitor] = at
            return
        found.rows += 1
        if at < latest[monitor]:
            self.back += 1
            self.back_line = self.back_line or line
            found.first = min(found.first, at)
        elif at > found.last:
            found.last = at
        latest[monitor] = at

    def touch(self, moments: Iterable[int]) -> None:
        self.quarters.update(at // QUARTER for at in moments)
