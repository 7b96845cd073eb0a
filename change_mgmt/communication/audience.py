"""Whom a message reaches, worked out from the people as they are now; sending it freezes them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from change_mgmt.communication.models import Message
from core.models import User
from core.roles import INSIDERS, Role
from core.text import listed
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.rollout.models import Pilot
from implementation.staff.models import Employee, Level


@dataclass(frozen=True)
class Recipient:
    """Somebody who hears it: on the list of people, with an account, or both."""

    employee_id: int | None
    user_id: int | None
    name: str
    email: str
    department_id: int | None
    level: str
    language: str


def recipients(message: Message) -> list[Recipient]:
    """Each person once, those of the list of people first; the same number of queries for any number of them."""
    accounts = _accounts(message)
    by_email = {user.email.lower(): user for user in accounts.values()}
    found, known = [], set()
    for person in _employees(message, accounts):
        user_id = person.user_id or getattr(by_email.get(person.email.lower()), "pk", None)
        known.add(user_id)
        found.append(
            Recipient(
                person.pk,
                user_id,
                person.name,
                person.email,
                person.department_id,
                person.level,
                person.language or message.programme.organisation.language,
            )
        )
    for user in accounts.values():
        if user.pk not in known:
            found.append(Recipient(None, user.pk, user.name or user.email, user.email, None, "", user.language))
    return found


def _accounts(message: Message) -> dict[int, User]:
    """The people on the programme who hold one of the roles chosen."""
    if message.whom == Message.Whom.ALL or not message.roles:
        return {}
    return {user.pk: user for user in people_on(message.programme, *message.roles)}


def _employees(message: Message, accounts: Collection[int]):
    here = Employee.objects.here().filter(programme=message.programme_id)
    if message.whom == Message.Whom.ALL:
        return here
    places, anywhere = places_of(message)
    wanted = Q(pk__in=message.people.values_list("pk", flat=True))
    if places:
        wanted |= Q(department__in=places) & (Q(level__in=message.levels) if message.levels else Q())
    elif anywhere or message.levels:
        wanted |= Q(level__in=message.levels or Level.values)
    if accounts:
        here = here.annotate(folded=Lower("email"))
        emails = [user.email.lower() for user in accounts.values()]
        wanted |= Q(user__in=accounts) | Q(folded__in=emails)
    return here.filter(wanted)


def places_of(message: Message) -> tuple[set[int], bool]:
    """The departments that are named, by themselves or by a pilot or wave; and whether a pilot goes through all of them."""
    places = set(message.departments.values_list("pk", flat=True))
    if message.wave_id:
        places |= set(message.wave.places.values_list("department", flat=True))
    if message.pilot_id:
        if message.pilot.way == Pilot.Way.PART:
            return set(), True
        places |= set(message.pilot.departments.values_list("pk", flat=True))
    return places, False


def in_words(message: Message) -> str:
    """The audience as the plan shows it; reads what is prefetched."""
    if message.whom == Message.Whom.ALL:
        return str(Message.Whom.ALL.label)
    parts = [place.name for place in message.departments.all()]
    parts += [str(thing) for thing in (message.pilot, message.wave) if thing]
    parts += [str(Level(level).label) for level in message.levels if level in Level.values]
    parts += [str(Role(role).label) for role in message.roles if role in Role.values]
    parts += [person.name for person in message.people.all()]
    return listed(parts)


def says_whom(message: Message, departments: Collection, people: Collection) -> bool:
    """Whether a chosen audience names anybody at all."""
    named = (departments, people, message.levels, message.roles, message.pilot_id, message.wave_id)
    return message.whom == Message.Whom.ALL or any(named)


ROLES = sorted(INSIDERS, key=list(Role).index)


def insiders(programme: Programme) -> set[int]:
    """Accounts that may open pages of the programme."""
    return set(people_on(programme, *INSIDERS).values_list("pk", flat=True))
