"""A report's facts on paper and on screen: :func:`html`, :func:`pdf`, and :func:`document`, which makes page 1 fit its page."""

import datetime
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from core import pdf as engine
from core.evidence import sha256_of
from core.pdf import Pdf
from core.roles import Role
from core.text import listed
from implementation.reports import blocks
from implementation.reports.facts import Facts
from implementation.reports.models import TAGS


@dataclass(frozen=True)
class Room:
    """How much page 1 may show; what is cut there stands on the pages after it."""

    asks: int = 3
    events: int = 3
    briefs: int = 8


USUAL = Room(5, 6, briefs=4)
#: From the most down to what nearly always fits.
ROOMS = [Room(5, 6), USUAL, Room(4, 4, briefs=4), *(Room(briefs=n) for n in (4, 3, 2, 1, 0))]


def html(facts: Facts, language: str, *, room: Room = ROOMS[0], only_page_one: bool = False) -> str:
    """The document in a language, ready for :func:`pdf`."""
    with translation.override(language), timezone.override(ZoneInfo(facts["organisation"]["time_zone"])):
        context = _page_one(facts, room) | _margins(facts) | {"top": "h1", "section": "h2", "tag": TAGS[language]}
        if not only_page_one:
            context["details"] = blocks.details(facts, TAGS[language])
        return render_to_string("reports/report.html", context | {"only_page_one": only_page_one})


def pdf(markup: str, facts: Facts, language: str) -> Pdf:
    """The document as a tagged PDF."""
    with translation.override(language):
        title = f"{title_of(facts)}, {facts['programme']}, {facts['organisation']['name']}"
    return engine.render(markup, language=TAGS[language], title=title, author=facts["organisation"]["name"])


def document(facts: Facts, language: str) -> Pdf:
    """The report with as much on page 1 as one page takes."""
    return pdf(html(facts, language, room=_room_for(facts, language)), facts, language)


def _room_for(facts: Facts, language: str) -> Room:
    for room in ROOMS[:-1]:
        if pdf(html(facts, language, room=room, only_page_one=True), facts, language).pages == 1:
            return room
    return ROOMS[-1]


def sheet(facts: Facts) -> str:
    """Page 1 as part of a page of the product, in the language of the screen."""
    with timezone.override(ZoneInfo(facts["organisation"]["time_zone"])):
        context = _page_one(facts, USUAL) | {"top": "h2", "section": "h3"}
        return render_to_string("reports/_sheet.html", context)


def title_of(facts: Facts) -> str:
    return _("Progress report %(number)s") % {"number": facts["number"]}


def _page_one(facts: Facts, room: Room) -> dict[str, Any]:
    asks = [ask | {"who": listed(ask["who"]), "by": _day(ask["by"])} for ask in facts["asks"]]
    events = [event | {"on": _day(event["on"])} for event in facts["events"]]
    return {
        "facts": facts,
        "title": title_of(facts),
        "period": _("%(start)s to %(end)s")
        % {
            "start": formats.date_format(_day(facts["period_start"]), "SHORT_DATE_FORMAT"),
            "end": formats.date_format(_day(facts["period_end"]), "SHORT_DATE_FORMAT"),
        },
        "asks": asks[: room.asks],
        "all_asks": asks,
        "more_asks": max(0, len(asks) - room.asks),
        "events": events[: room.events],
        "all_events": events,
        "more_events": max(0, len(events) - room.events),
        "rows": blocks.rows(blocks.briefs(facts)[: room.briefs]),
    }


def _margins(facts: Facts) -> dict[str, Any]:
    """What stands in the margins of every page: who published it and the hash, and the words round the page numbers."""
    before, rest = _("Page {page} of {total}").split("{page}")
    between, after = rest.split("{total}")
    published, digest = facts["published"], sha256_of(facts)
    return {
        "page_words": (before, between, after),
        "read_at": datetime.datetime.fromisoformat(facts["read_at"]),
        "roles": listed([str(Role(role).label) for role in published["roles"]]) if published else "",
        "sha256": f"{digest[:4]} {digest[4:8]} … {digest[-4:]}",
    }


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text else None
