"""Who is in change when: the waves and pilots of a programme as loads, the departments' limits, and what goes beyond them."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from core.text import day, month, say
from implementation.programme.models import Department, Programme
from implementation.rollout.capacity import Excess, Limit, Load, default_at_once, excesses, shared_out
from implementation.rollout.models import Pilot, Wave

OPEN_PILOTS = (Pilot.State.PLANNED, *Pilot.UNDER_WAY)


def departments_of(programme: Programme) -> list[Department]:
    return list(programme.organisation.departments.all())


def limits_set(programme: Programme) -> dict[int, Limit]:
    """The departments for which somebody has set a limit."""
    return {item.department_id: Limit(item.at_once, item.a_month) for item in programme.capacitys.all()}


def limits_of(programme: Programme) -> dict[int, Limit]:
    """What was set for a department, or a fifth of its people."""
    chosen = limits_set(programme)
    return {
        place.pk: chosen.get(place.pk) or Limit(default_at_once(place.headcount)) for place in departments_of(programme)
    }


def loads_of(programme: Programme, *, but: Wave | Pilot | None = None) -> list[Load]:
    """Waves and pilots that are planned or under way, without the one that is being planned."""
    return [*_wave_loads(programme, but), *pilot_loads(programme, but)]


def _wave_loads(programme: Programme, but: Wave | Pilot | None) -> Iterable[Load]:
    for wave in programme.waves.filter(state__in=Wave.OPEN).prefetch_related("places"):
        if wave != but:
            yield from wave_loads(wave, {place.department_id: place.people for place in wave.places.all()})


def wave_loads(wave: Wave, people: Mapping[int, int]) -> list[Load]:
    return [Load(place, count, wave.start, wave.end) for place, count in people.items()]


def pilot_loads(programme: Programme, but: Wave | Pilot | None = None) -> list[Load]:
    everyone = {place.pk: place.headcount for place in departments_of(programme)}
    found = []
    for pilot in programme.pilots.filter(state__in=OPEN_PILOTS).prefetch_related("departments"):
        if pilot == but:
            continue
        found += [Load(place, n, pilot.starts, ends(pilot)) for place, n in people_in(pilot, everyone).items() if n]
    return found


def ends(pilot: Pilot) -> datetime.date:
    return max(pilot.planned_end, pilot.starts)


def people_in(pilot: Pilot, everyone: Mapping[int, int]) -> dict[int, int]:
    """The users of a pilot by department, shared out by size."""
    if pilot.way == Pilot.Way.PART:
        return shared_out(pilot.users, everyone)
    return shared_out(pilot.users, {place.pk: place.headcount for place in pilot.departments.all()})


def beyond(wave: Wave, people: Mapping[int, int]) -> list[Excess]:
    """Where the wave, with everything else that is planned, goes beyond a department's limit."""
    programme = wave.programme
    return excesses(wave_loads(wave, people), loads_of(programme, but=wave), limits_of(programme))


def pilot_beyond(pilot: Pilot, places: Iterable[Department]) -> list[Excess]:
    """Where the pilot goes beyond a limit that somebody set.

    The usual fifth is for waves: a pilot that gives a department the whole module takes in most of it on purpose.
    """
    programme = pilot.programme
    people = shared_out(pilot.users, {place.pk: place.headcount for place in places})
    planned = [Load(place, n, pilot.starts, ends(pilot)) for place, n in people.items() if n]
    return excesses(planned, loads_of(programme, but=pilot), limits_set(programme))


def sentence(excess: Excess, names: Mapping[int, str]):
    """Which department, when, and the numbers."""
    if excess.is_month:
        text = _("{department}: {people} people would begin in {month}, at most {limit} may.")
        return say(
            text,
            department=names[excess.department],
            people=excess.people,
            month=month(excess.begins),
            limit=excess.limit,
        )
    text = _("{department}: {people} people would be in change in the week from {day}, at most {limit} may.")
    return say(
        text, department=names[excess.department], people=excess.people, day=day(excess.begins), limit=excess.limit
    )
