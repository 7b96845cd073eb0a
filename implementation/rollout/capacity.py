"""How many people of a department are in change at once, and how a roll-out is cut into waves. Plain Python.

People are in change from the first to the last day of a wave or pilot; a limit holds in every week that it touches.
"""

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from implementation.rollout.shares import WEEK, monday_of

#: Of 100 people in a department, how many may be in change at once where nobody has said otherwise.
DEFAULT_PERCENT = 20
MOST_WAVES = 60


@dataclass(frozen=True)
class Load:
    """People of a department in change from one day to another."""

    department: int
    people: int
    start: datetime.date
    end: datetime.date


@dataclass(frozen=True)
class Limit:
    """``at_once`` people in any week, and ``a_month`` who may begin in a calendar month (None: no such limit)."""

    at_once: int
    a_month: int | None = None


@dataclass(frozen=True)
class Excess:
    """A department's limit exceeded: in the week of a Monday, or in the month of a first day."""

    department: int
    begins: datetime.date
    people: int
    limit: int
    is_month: bool = False


def default_at_once(headcount: int) -> int:
    """A fifth of the department, rounded up; at least one person."""
    return max(1, math.ceil(headcount * DEFAULT_PERCENT / 100))


def weeks_between(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """The Mondays of the weeks that a span of days touches."""
    first = monday_of(start)
    return [first + n * WEEK for n in range((monday_of(end) - first).days // 7 + 1)] if end >= start else []


def people_by_week(loads: Iterable[Load]) -> dict[tuple[int, datetime.date], int]:
    """(department, Monday) -> people in change."""
    found: dict[tuple[int, datetime.date], int] = {}
    for load in loads:
        for monday in weeks_between(load.start, load.end):
            found[load.department, monday] = found.get((load.department, monday), 0) + load.people
    return found


def begun_by_month(loads: Iterable[Load]) -> dict[tuple[int, datetime.date], int]:
    """(department, first of the month) -> people who begin in it."""
    found: dict[tuple[int, datetime.date], int] = {}
    for load in loads:
        key = (load.department, load.start.replace(day=1))
        found[key] = found.get(key, 0) + load.people
    return found


def excesses(planned: Sequence[Load], others: Sequence[Load], limits: Mapping[int, Limit]) -> list[Excess]:
    """Where ``planned``, together with what is planned already, goes beyond a limit; the earliest first.

    What others exceed by themselves is not held against a plan that does not touch it.
    """
    both = [*planned, *others]
    weeks, months = people_by_week(both), begun_by_month(both)
    found = [
        Excess(place, monday, weeks[place, monday], limits[place].at_once)
        for place, monday in people_by_week(planned)
        if place in limits and weeks[place, monday] > limits[place].at_once
    ]
    for place, first in begun_by_month(planned):
        most = limits[place].a_month if place in limits else None
        if most is not None and months[place, first] > most:
            found.append(Excess(place, first, months[place, first], most, is_month=True))
    return sorted(found, key=lambda item: (item.begins, item.department, item.is_month))


def shared_out(people: int, headcounts: Mapping[int, int]) -> dict[int, int]:
    """People of a pilot over its departments by their size; whole people, and together as many as there are."""
    total = sum(headcounts.values())
    if not headcounts:
        return {}
    weights = headcounts if total else dict.fromkeys(headcounts, 1)
    whole = sum(weights.values())
    exact = {place: people * weight / whole for place, weight in weights.items()}
    shares = {place: int(value) for place, value in exact.items()}
    left = people - sum(shares.values())
    for place in sorted(exact, key=lambda place: (shares[place] - exact[place], place))[:left]:
        shares[place] += 1
    return shares


@dataclass(frozen=True)
class Slice:
    """A wave as proposed: its days, and how many people of which departments."""

    start: datetime.date
    end: datetime.date
    places: Mapping[int, int]


def cut(
    queue: Sequence[tuple[int, int]],
    *,
    begins: datetime.date,
    weeks: int,
    limits: Mapping[int, Limit],
    others: Sequence[Load] = (),
) -> list[Slice]:
    """Waves one after the other, each ``weeks`` long; the next department of the queue joins one wave after the one before.

    ``queue`` has (department, people still without the module) in order. In no week does a department go beyond its limit.
    """
    left = dict(queue)
    found: list[Slice] = []
    loads = list(others)
    start = monday_of(begins) if monday_of(begins) == begins else monday_of(begins) + WEEK
    for number in range(MOST_WAVES):
        if not any(left.values()):
            break
        end = start + weeks * WEEK - datetime.timedelta(days=1)
        places = {
            place: room
            for place, _people in queue[: number + 1]
            if left[place] and (room := min(left[place], _room(place, start, end, loads, limits))) > 0
        }
        if places:
            found.append(Slice(start, end, places))
            loads += [Load(place, people, start, end) for place, people in places.items()]
            left = {place: people - places.get(place, 0) for place, people in left.items()}
        start = end + datetime.timedelta(days=1)
    return found


def _room(
    place: int, start: datetime.date, end: datetime.date, loads: Sequence[Load], limits: Mapping[int, Limit]
) -> int:
    """How many more people of a department may be in change in all of these weeks."""
    limit = limits[place]
    weeks = people_by_week(loads)
    room = min(limit.at_once - weeks.get((place, monday), 0) for monday in weeks_between(start, end))
    if limit.a_month is not None:
        begun = begun_by_month(loads).get((place, start.replace(day=1)), 0)
        room = min(room, limit.a_month - begun)
    return room
