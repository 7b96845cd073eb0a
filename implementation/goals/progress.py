"""How far a goal is on its way: plain arithmetic, without Django."""

import datetime
from decimal import Decimal

#: A goal is behind when its progress is less than the share of the time that has passed by more points than this.
TOLERANCE = 20


def share(baseline: Decimal | None, target: Decimal | None, latest: Decimal | None) -> Decimal | None:
    """(latest - baseline) / (target - baseline): 0 at the baseline, 1 at the target, whichever way it leads.

    Below 0 where things got worse. None where a value is missing or baseline and target are the same.
    """
    if baseline is None or target is None or latest is None or baseline == target:
        return None
    return (latest - baseline) / (target - baseline)


def time_passed(begins: datetime.date, due: datetime.date, today: datetime.date) -> Decimal:
    """The share of the time between two days that has passed, from 0 to 1."""
    if today <= begins:
        return Decimal(0)
    if today >= due:
        return Decimal(1)
    return Decimal((today - begins).days) / Decimal((due - begins).days)


def standing(
    progress: Decimal | None,
    *,
    begins: datetime.date,
    due: datetime.date,
    today: datetime.date,
    tolerance: int = TOLERANCE,
) -> str:
    """``reached``, ``overdue``, ``not_measured``, ``behind`` or ``on_the_way``; ``tolerance`` in points of 100."""
    if progress is not None and progress >= 1:
        return "reached"
    if due < today:
        return "overdue"
    if progress is None:
        return "not_measured"
    line = time_passed(begins, due, today) - Decimal(tolerance) / 100
    return "behind" if progress < line else "on_the_way"
