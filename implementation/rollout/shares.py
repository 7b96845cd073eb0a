"""Weekly figures of use, added up: shares in per cent, over one week or over several. Plain Python.

A figure is of a module in a department, or of a pilot as a whole. Where a pilot has a figure of its own for a week, its
departments' figures of that week are in it already and are not added again.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Figure:
    """People active in a week of those who could be; ``department`` is None for a pilot as a whole."""

    module: int
    department: int | None
    pilot: int | None
    week: datetime.date
    active_users: int
    staff: int
    logins: int | None = None
    records: int | None = None


@dataclass(frozen=True)
class Week:
    """Several figures of one week together."""

    week: datetime.date
    active_users: int
    staff: int
    logins: int | None = None
    records: int | None = None

    @property
    def share(self) -> float:
        """Active people in per cent."""
        return 100 * self.active_users / self.staff

    @property
    def ends(self) -> datetime.date:
        return self.week + datetime.timedelta(days=6)


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def counted_once(figures: Iterable[Figure]) -> list[Figure]:
    """Without the departments' figures that are in a figure of their whole pilot."""
    kept = list(figures)
    whole = {(item.pilot, item.week) for item in kept if item.department is None}
    return [item for item in kept if item.department is None or (item.pilot, item.week) not in whole]


def weekly(figures: Iterable[Figure]) -> list[Week]:
    """One line for each week that has figures, the earliest first."""
    found: dict[datetime.date, list[Figure]] = {}
    for item in counted_once(figures):
        found.setdefault(item.week, []).append(item)
    return [
        Week(
            week=week,
            active_users=sum(item.active_users for item in items),
            staff=sum(item.staff for item in items),
            logins=_total([item.logins for item in items]),
            records=_total([item.records for item in items]),
        )
        for week, items in sorted(found.items())
    ]


def _total(values: Sequence[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def share_of(weeks: Sequence[Week]) -> float | None:
    """People active in these weeks, in per cent of those who could be; None without weeks."""
    staff = sum(item.staff for item in weeks)
    return 100 * sum(item.active_users for item in weeks) / staff if staff else None


def averages(weeks: Sequence[Week], *, over: int = 4) -> list[float]:
    """For each week the share over it and the weeks before it, ``over`` calendar weeks in all."""
    found = []
    for item in weeks:
        window = [other for other in weeks if item.week - (over - 1) * WEEK <= other.week <= item.week]
        share = share_of(window)
        found.append(share if share is not None else 0.0)
    return found
