"""One session as a calendar entry that is put in, moved and taken out again (RFC 5545)."""

from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vText


@dataclass(frozen=True)
class Entry:
    """``number`` names the session for good; ``sequence`` grows whenever it changes."""

    number: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    where: str
    about: str
    url: str
    cancelled: bool
    now: datetime


def written(entry: Entry) -> bytes:
    """The file. A cancelled session takes the entry out of the calendar that has it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pilotage//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.cancelled else "PUBLISH")
    event = Event()
    event.add("uid", entry.number)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.now)
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    event["location"] = vText(entry.where)
    event.add("description", entry.about)
    if entry.url:
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
