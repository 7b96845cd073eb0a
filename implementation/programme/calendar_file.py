"""One's own dates on a programme as a calendar file."""

import datetime
import hashlib

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from icalendar import Calendar, Event

from core import access, deadlines
from core.deadlines import Deadline
from implementation.programme.models import CalendarLink

AHEAD = datetime.timedelta(days=365)


def dates_of(link: CalendarLink) -> list[Deadline]:
    """What is due from this person within a year, overdue too, as far as their roles open the page of it."""
    programme, person = link.programme, link.person
    roles = programme.roles_of(person)
    found = deadlines.upcoming(programme, until=timezone.localdate() + AHEAD)
    mine = [item for item in found if person.pk in item.who and item.on and _opens(item.url, roles)]
    return sorted(mine, key=lambda item: item.on or datetime.date.max)


def _opens(address: str, roles: frozenset) -> bool:
    try:
        view = resolve(address.partition("?")[0].partition("#")[0]).func
    except Resolver404:
        return False
    permission = getattr(view, "permission", None)
    if permission is None:
        return True
    rule = access.table()[permission]
    return bool(roles & (rule.roles | set(rule.only)))


def calendar_file(link: CalendarLink) -> bytes:
    """In the person's language and the organisation's time zone; each date is a whole day."""
    with timezone.override(link.programme.organisation.zone), translation.override(link.person.language):
        book = Calendar()
        book.add("prodid", "-//Pilotage//EN")
        book.add("version", "2.0")
        book.add("x-wr-calname", str(link.programme))
        for item in dates_of(link):
            book.add_component(_event(item))
        return book.to_ical()


def _event(item: Deadline) -> Event:
    event, what = Event(), str(item.what)
    event.add("uid", hashlib.sha256(f"{item.url} {item.icon} {what}".encode()).hexdigest()[:32] + "@pilotage")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", item.on)
    event.add("dtend", item.on + datetime.timedelta(days=1))
    event.add("summary", what)
    event.add("url", f"{settings.SITE_URL}{item.url}")
    event.add("transp", "TRANSPARENT")
    return event
