"""What goes live soon, whom it affects, and whether they are told."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from change_mgmt.communication.models import Message
from implementation.programme.models import Department, Programme
from implementation.rollout.models import Pilot, Wave

#: A notice goes out so many days before; a go-live nearer than ``AHEAD`` without one is an alarm.
DAYS_BEFORE = 10
AHEAD = datetime.timedelta(days=21)


@dataclass(frozen=True)
class GoLive:
    """A pilot or wave that is planned to go live, and what tells its people of it."""

    thing: Pilot | Wave
    on: datetime.date
    departments: tuple[Department, ...]
    notices: tuple[Message, ...]

    @property
    def notice_by(self) -> datetime.date:
        """When its people should hear of it; today where that day is past."""
        return max(self.on - datetime.timedelta(days=DAYS_BEFORE), timezone.localdate())

    @property
    def is_urgent(self) -> bool:
        """Near, while nobody has even begun a notice."""
        return not self.notices and self.on <= timezone.localdate() + AHEAD

    @property
    def kind(self) -> str:
        return self.thing._meta.model_name

    @property
    def is_told(self) -> bool:
        return any(message.state in Message.GIVEN for message in self.notices)


def coming(programme: Programme) -> list[GoLive]:
    """Every pilot and wave that is still to go live, the soonest first; the same number of queries for any number of them."""
    today = timezone.localdate()
    told = _notices(programme)
    pilots = programme.pilots.filter(state=Pilot.State.PLANNED, planned_start__gte=today)
    waves = programme.waves.filter(state__in=Wave.OPEN, go_live__gte=today).prefetch_related("places__department")
    everybody: list[Department] = []
    found = []
    for pilot in pilots.prefetch_related("departments"):
        places = list(pilot.departments.all())
        if pilot.way == Pilot.Way.PART:
            places = everybody = everybody or list(programme.organisation.departments.all())
        found.append(_go_live(pilot, pilot.planned_start, places, told))
    for wave in waves:
        found.append(_go_live(wave, wave.go_live, [place.department for place in wave.places.all()], told))
    return sorted(found, key=lambda item: (item.on, item.kind, item.thing.pk))


def _go_live(thing, on, departments, told) -> GoLive:
    return GoLive(
        thing,
        on,
        tuple(departments),
        tuple(item for item in told[thing._meta.model_name].get(thing.pk, ()) if item.due_on <= on),
    )


def _notices(programme: Programme) -> dict[str, dict[int, list[Message]]]:
    """Messages to the people of a pilot or wave, those left out that nobody gets."""
    gone = (Message.State.CANCELLED, Message.State.WITHDRAWN)
    of_one = Message.objects.filter(Q(pilot__isnull=False) | Q(wave__isnull=False), programme=programme)
    found: dict[str, dict[int, list[Message]]] = {"pilot": {}, "wave": {}}
    for message in of_one.exclude(state__in=gone).defer("texts"):
        kind = "pilot" if message.pilot_id else "wave"
        found[kind].setdefault(message.pilot_id or message.wave_id, []).append(message)
    return found


def without_notice(programme: Programme) -> list[GoLive]:
    """What goes live within three weeks while nobody has even begun a notice to its people."""
    return [item for item in coming(programme) if item.is_urgent]


def told_by(messages: QuerySet, programme: Programme) -> set[int]:
    """The departments that at least one of these messages is for, those left out that nobody gets."""
    gone = (Message.State.CANCELLED, Message.State.WITHDRAWN)
    everywhere = set(programme.organisation.departments.values_list("pk", flat=True))
    told: set[int] = set()
    found = messages.exclude(state__in=gone).select_related("pilot").defer("texts")
    for message in found.prefetch_related("departments", "pilot__departments", "wave__places"):
        told |= _places(message, everywhere)
    return told


def _places(message: Message, everywhere: set[int]) -> set[int]:
    """Levels, roles and single people alone are no whole department."""
    if message.whom == Message.Whom.ALL:
        return everywhere
    places = {place.pk for place in message.departments.all()}
    if message.wave:
        places |= {place.department_id for place in message.wave.places.all()}
    if message.pilot:
        whole = message.pilot.way == Pilot.Way.PART
        places |= everywhere if whole else {place.pk for place in message.pilot.departments.all()}
    return places
