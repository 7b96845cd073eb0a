"""Hours and days as people write them: “09:00-12:00, 13:00-18:00”, “2026-10-01..2026-10-07 National Day”, and .ics files."""

import datetime
import itertools
import re

from django.utils.translation import gettext_lazy as _
from icalendar import Calendar

from core.refusal import Refused
from core.text import say

SPAN = re.compile(r"\s*(\d{1,2})[:：](\d{2})\s*[-–—~～至]\s*(\d{1,2})[:：](\d{2})\s*")
LINE = re.compile(
    r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s*(?:\.\.|to|bis|–|—|~|～|至|到)\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?)?"
    r"[\s,;:，；：]*(.*)"
)
#: Words of calendars that mark a day worked in exchange for another.
WORKED = re.compile(r"补班|上班|調班|补休日|[(（]班[)）]|working day|make-?up", re.IGNORECASE)
DAY_MINUTES, MOST_SPANS, MOST_DAYS, LONGEST_RUN = 24 * 60, 6, 2000, 60
MOST_BYTES = 1024 * 1024
FIRST_YEAR, LAST_YEAR = 2000, 2100

Days = list[tuple[datetime.date, str]]


def read_spans(text: str) -> list[list[int]]:
    """Minutes of the day, [from, to], in order. Raises Refused for what is no span, or overlaps another."""
    parts = [part for part in re.split(r"[,;，；、]", text) if part.strip()]
    if len(parts) > MOST_SPANS:
        raise Refused(_("A day has six spans at most."))
    found = sorted(_span(part) for part in parts)
    for (_begin, end), (begin, _end) in itertools.pairwise(found):
        if begin < end:
            raise Refused(_("Two spans of this day overlap: end one before the other begins."))
    return [list(span) for span in found]


def _span(text: str) -> tuple[int, int]:
    match = SPAN.fullmatch(text)
    if match is None:
        raise Refused(say(_("“{text}” is no span of time. Write it like 09:00-17:30."), text=text.strip()[:40]))
    begin, end = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
    if int(match[2]) > 59 or int(match[4]) > 59 or end > DAY_MINUTES:
        raise Refused(say(_("“{text}”: the day ends at 24:00."), text=text.strip()[:40]))
    if begin >= end:
        raise Refused(
            say(
                _("“{text}” ends before it begins. Write the part after midnight on the next day."),
                text=text.strip()[:40],
            )
        )
    return begin, end


def write_spans(spans) -> str:
    return ", ".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_days(text: str) -> Days:
    """A day or a run of days in each line, then its name. Raises Refused with the number of the line."""
    found: Days = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found += _run(line, number)
        if len(found) > MOST_DAYS:
            raise Refused(_("These are more than 2,000 days. Enter those of a few years."))
    return found


def _run(line: str, number: int) -> Days:
    match = LINE.fullmatch(line)
    try:
        first = datetime.date(*(int(part) for part in match.group(1, 2, 3))) if match else None
        last = datetime.date(*(int(part) for part in match.group(4, 5, 6))) if match and match[4] else first
    except ValueError:
        first = None
    if first is None or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        raise Refused(say(_("Line {n} names no day. Begin it like 2026-10-01."), n=number))
    if not first <= last or (last - first).days >= LONGEST_RUN:
        raise Refused(say(_("Line {n}: the last day lies before the first, or more than 60 days behind it."), n=number))
    name = match[7].strip()[:120]
    return [(first + datetime.timedelta(days=n), name) for n in range((last - first).days + 1)]


def read_ics(data: bytes) -> tuple[Days, Days]:
    """(holidays, days worked in exchange) of a calendar file: its events of whole days."""
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than 1 MiB. Export the years that you need."))
    try:
        book = Calendar.from_ical(data.decode("utf-8-sig"))
        events = [(event, event.decoded("dtstart"), event.decoded("dtend", None)) for event in book.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise Refused(_("This is no calendar file that can be read. Export it as .ics (iCalendar).")) from error
    holidays: Days = []
    worked: Days = []
    for event, start, end in events:
        if isinstance(start, datetime.datetime) or not isinstance(start, datetime.date):
            continue
        name = " ".join(str(event.get("summary", "")).split())[:120]
        last = end - datetime.timedelta(days=1) if isinstance(end, datetime.date) and end > start else start
        if not FIRST_YEAR <= start.year <= LAST_YEAR or (last - start).days >= LONGEST_RUN:
            continue
        days = [(start + datetime.timedelta(days=n), name) for n in range((last - start).days + 1)]
        (worked if WORKED.search(name) else holidays).extend(days)
        if len(holidays) + len(worked) > MOST_DAYS:
            raise Refused(_("These are more than 2,000 days. Enter those of a few years."))
    if not holidays and not worked:
        raise Refused(_("The file holds no event that lasts whole days."))
    return holidays, worked
