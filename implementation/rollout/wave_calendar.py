"""Departments by months: which waves and pilots are there, and how near the department comes to what it can bear."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from implementation.programme.models import Department, Programme
from implementation.rollout.capacity import Limit, Load, people_by_week
from implementation.rollout.models import Capacity, Pilot, Wave
from implementation.rollout.wave_load import (
    OPEN_PILOTS,
    departments_of,
    ends,
    limits_of,
    people_in,
    wave_loads,
)

LEAST_MONTHS, MOST_MONTHS = 6, 12


@dataclass
class Cell:
    """A department in a month: what is on, and the most people in change in any of its weeks."""

    month: datetime.date
    things: list[tuple[Any, int]] = field(default_factory=list)
    peak: int = 0
    limit: int = 0

    @property
    def is_over(self) -> bool:
        return self.peak > self.limit


@dataclass(frozen=True)
class Row:
    department: Department
    limit: Limit
    capacity: Capacity | None
    cells: list[Cell]


@dataclass(frozen=True)
class Calendar:
    months: list[datetime.date]
    rows: list[Row]


def next_month(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1)


def months_from(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    found = [first.replace(day=1)]
    while len(found) < MOST_MONTHS and (len(found) < LEAST_MONTHS or found[-1] < last.replace(day=1)):
        found.append(next_month(found[-1]))
    return found


def calendar_of(programme: Programme) -> Calendar:
    """From this month on, as far as something is planned, twelve months at most."""
    departments, limits = departments_of(programme), limits_of(programme)
    chosen = {item.department_id: item for item in programme.capacitys.all()}
    things = [*_waves(programme), *_pilots(programme, departments)]
    today = timezone.localdate()
    last = max((load.end for _thing, loads in things for load in loads), default=today)
    months = months_from(today, last)
    weeks = people_by_week(load for _thing, loads in things for load in loads)
    rows = [
        Row(
            place,
            limits[place.pk],
            chosen.get(place.pk),
            [_cell(place, month, things, weeks, limits[place.pk]) for month in months],
        )
        for place in departments
    ]
    return Calendar(months, rows)


def _waves(programme: Programme) -> Iterable[tuple[Wave, list[Load]]]:
    found = programme.waves.filter(state__in=Wave.OPEN).prefetch_related("places")
    for wave in found:
        yield wave, wave_loads(wave, {place.department_id: place.people for place in wave.places.all()})


def _pilots(programme: Programme, departments: list[Department]) -> Iterable[tuple[Pilot, list[Load]]]:
    everyone = {place.pk: place.headcount for place in departments}
    for pilot in programme.pilots.filter(state__in=OPEN_PILOTS).prefetch_related("departments"):
        people = people_in(pilot, everyone)
        yield pilot, [Load(place, n, pilot.starts, ends(pilot)) for place, n in people.items() if n]


def _cell(
    place: Department,
    month: datetime.date,
    things: list[tuple[Any, list[Load]]],
    weeks: dict[tuple[int, datetime.date], int],
    limit: Limit,
) -> Cell:
    after = next_month(month)
    cell = Cell(month, limit=limit.at_once)
    for thing, loads in things:
        cell.things += [
            (thing, load.people)
            for load in loads
            if load.department == place.pk and load.start < after and load.end >= month
        ]
    cell.peak = max(
        (
            people
            for (department, monday), people in weeks.items()
            if department == place.pk and monday < after and monday + datetime.timedelta(days=6) >= month
        ),
        default=0,
    )
    return cell
