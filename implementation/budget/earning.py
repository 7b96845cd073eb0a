"""How much of a piece of work is planned and earned by a day: shares from 0 to 1, exact. Plain Python.

The planned value is spread evenly over the days of the work, the first and the last included. What is earned follows the rule
that was chosen for the work, and changes on the day on which something was done.
"""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

NIL, ONE, HALF = Decimal(0), Decimal(1), Decimal("0.5")

#: Rules of earning.
ZERO_HUNDRED, FIFTY_FIFTY, MILESTONES = "zero_hundred", "fifty_fifty", "milestones"
BY_HAND, DELIVERABLES, TASKS = "by_hand", "deliverables", "tasks"

#: A change: from this day on, this share (0 to 1).
Change = tuple[datetime.date, Decimal]


def planned_share(start: datetime.date, end: datetime.date, on: datetime.date) -> Decimal:
    """Days from the start up to this day, of all days; 0 before the start, 1 from the end on. The end is not before the start."""
    if on < start:
        return NIL
    if on >= end:
        return ONE
    return Decimal((on - start).days + 1) / Decimal((end - start).days + 1)


def share_on(changes: Sequence[Change], on: datetime.date) -> Decimal:
    """The share that holds on a day: of the last change up to it; of two on the same day the later one in the list."""
    holding = NIL
    latest = datetime.date.min
    for day, share in changes:
        if latest <= day <= on:
            latest, holding = day, share
    return holding


def credited(rule: str, share: Decimal) -> Decimal:
    """What a share that people see as done earns: 0/100 nothing before the end, 50/50 half from the start on, else all of it."""
    if rule == ZERO_HUNDRED:
        return ONE if share >= ONE else NIL
    if rule == FIFTY_FIFTY:
        return ONE if share >= ONE else (HALF if share > NIL else NIL)
    return min(max(share, NIL), ONE)


def by_weight(weights: Iterable[tuple[Decimal, datetime.date | None]], *, whole: Decimal | None = None) -> list[Change]:
    """Each milestone earns its part of ``whole`` (without it, of all weights) on the day on which it was reached."""
    found = list(weights)
    total = sum((weight for weight, _day in found), NIL) if whole is None else whole
    if total <= 0:
        return []
    changes: list[Change] = []
    so_far = NIL
    for day, weight in sorted((day, weight) for weight, day in found if day is not None):
        so_far += weight
        changes.append((day, so_far / total))
    return changes


def by_count(days: Iterable[datetime.date | None]) -> list[Change]:
    """Each of several things earns the same part on the day on which it was done (None: not done)."""
    return by_weight((ONE, day) for day in days)
