"""The plan as a table: brought away, and brought back as drafts."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.communication.actions.plan import Planned
from change_mgmt.communication.counts import Tally, tallies
from change_mgmt.communication.forms.plan import people_called
from change_mgmt.communication.listing import with_audience
from change_mgmt.communication.models import Message
from change_mgmt.communication.wording import LANGUAGES, MOST_BODY, MOST_TITLE, written
from core.evidence import in_every_language
from core.models import User
from core.roles import INSIDERS, Role
from core.sheets import Column as Wide
from core.sheets import Page, write_xlsx
from implementation.goals.files import cells
from implementation.goals.files.table import Cells, Column, Table, read_table
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.staff.models import Level

EMPTY, NO_DAY = "empty", cells.NO_DAY
CHOICE, NOBODY, UNKNOWN, LONG, HALF = "choice", "nobody", "unknown", "long", "half"
#: Why a cell cannot be used; what to do about it.
REASONS = {
    EMPTY: _("The cell is empty: fill it in, or leave the row out."),
    NO_DAY: _("Write the day year first, like 2026-11-20."),
    CHOICE: _("Write one of the words that the form of a message offers."),
    NOBODY: _("Nobody on this programme is called that: write the name or the e-mail address."),
    UNKNOWN: _("Nothing of this programme is called that: write its name as the product shows it."),
    LONG: _("The text is too long: shorten it."),
    HALF: _("A text needs a title and words: write both, or neither."),
}
COLUMNS = {
    "what": Column(_("What they hear"), ("message", "what", "消息", "訊息"), needed=True),
    "why": Column(_("Why they hear it"), ("why", "purpose", "目的"), needed=True),
    "due_on": Column(_("Due on"), ("due", "date", "when", "日期"), needed=True),
    "channel": Column(_("Channel"), ("by", "渠道")),
    "aim": Column(_("What it works on"), ("element",)),
    "sender": Column(_("From whom"), ("sender", "from")),
    "owner": Column(_("Owner"), ("responsible",)),
    "departments": Column(_("Departments"), ("department",)),
    "levels": Column(pgettext_lazy("of people", "Levels"), ("level",)),
    "roles": Column(_("Roles on the programme"), ("roles",)),
    "go_live": Column(_("Pilot or wave"), ("pilot", "wave")),
    "people": Column(_("Single people"), ("people",)),
}


def heading(name: str) -> str:
    """A text column is named by its language too."""
    if name in COLUMNS:
        return str(COLUMNS[name].title)
    part, code = name.split("_", 1)
    return f"{pgettext_lazy('message', 'Title') if part == 'title' else _('Words')} {LANGUAGES[code]}"


def _columns() -> dict[str, Column]:
    found = dict(COLUMNS)
    for code, language in LANGUAGES.items():
        for part, words in (("title", pgettext_lazy("message", "Title")), ("body", _("Words"))):
            also = tuple(f"{word} {language}" for word in in_every_language(words).values())
            found[f"{part}_{code}"] = Column(f"{part} {code}", also)
    return found


READ = [*COLUMNS, *(f"{part}_{code}" for code in LANGUAGES for part in ("title", "body"))]
WIDTHS = {"what": 36, "why": 36, "departments": 24, "people": 24} | {f"body_{code}": 50 for code in LANGUAGES}


def as_xlsx(programme: Programme) -> bytes:
    """Every message with its text; what stands behind the last column that is read is for people."""
    found = list(with_audience(Message.objects.filter(programme=programme)).defer(None))
    counted = tallies(found)
    told = [_("State"), _("Gone out on"), _("People reached"), pgettext_lazy("message", "Opened"), _("Acknowledged")]
    columns = [Wide(heading(name), WIDTHS.get(name, 16)) for name in READ] + [Wide(label, 14) for label in told]
    rows = ([*_cells(item), *_told(item, counted.get(item.pk))] for item in found)
    return write_xlsx([Page(_("Communication"), columns, rows, frozen=1)])


def _cells(item: Message) -> list[Any]:
    chosen = item.whom == Message.Whom.CHOSEN
    texts = [item.texts.get(code, {}).get(part, "") for code in LANGUAGES for part in ("title", "body")]
    return [
        item.what,
        item.why,
        item.due_on,
        str(item.get_channel_display()),
        str(item.get_aim_display()) if item.aim else "",
        item.sender.email,
        item.owner.email,
        "\n".join(place.name for place in item.departments.all()) if chosen else "",
        "\n".join(str(Level(level).label) for level in item.levels) if chosen else "",
        "\n".join(str(Role(role).label) for role in item.roles) if chosen else "",
        str(item.go_live or "") if chosen else "",
        "\n".join(person.email or person.name for person in item.people.all()) if chosen else "",
        *texts,
    ]


def _told(item: Message, tally: Tally | None) -> list[Any]:
    shown = tally or Tally()
    sent = item.sent_at is not None
    return [
        str(item.get_state_display()),
        item.done_on,
        item.reached,
        shown.opened if sent else None,
        shown.acknowledged if sent else None,
    ]


@dataclass
class Look:
    """What a file holds: messages to plan, rows that are in the plan already, cells that cannot be used."""

    table: Table
    planned: list[Planned] = field(default_factory=list)
    known: int = 0

    @property
    def problems(self) -> list[tuple[str, str, str, Any]]:
        """(cell, column, what stands there, what to do)"""
        return [(item.cell, heading(item.column), item.found, REASONS[item.reason]) for item in self.table.problems]


@dataclass(frozen=True)
class Names:
    """What words in a file may name; two spellings of the same are one."""

    people: dict[str, User]
    departments: dict[str, Any]
    go_lives: dict[str, Any]
    channels: dict[str, str]
    aims: dict[str, str]
    levels: dict[str, str]
    roles: dict[str, str]

    @classmethod
    def on(cls, programme: Programme) -> "Names":
        people = {}
        for user in people_on(programme, *INSIDERS):
            people[cells.same(user.name)] = people[cells.same(user.email)] = user
        return cls(
            people,
            {cells.same(place.name): place for place in programme.organisation.departments.all()},
            {cells.same(thing.name): thing for thing in (*programme.pilots.all(), *programme.waves.all())},
            _words(Message.Channel),
            _words(Message.Aim),
            _words(Level),
            {word: role for word, role in _words(Role).items() if role in INSIDERS},
        )


def _words(choices) -> dict[str, str]:
    """Each choice by its key and by its words in every language."""
    return {
        cells.same(word): str(choice.value)
        for choice in choices
        for word in (choice.value, *in_every_language(choice.label).values())
    }


def look_into(programme: Programme, name: str, data: bytes, *, by: User) -> Look:
    """Reads everything and writes nothing. Raises ``Unreadable`` for the file as a whole."""
    look = Look(read_table(_columns(), name, data))
    if look.table.missing:
        return look
    names = Names.on(programme)
    there = set(Message.objects.filter(programme=programme).values_list("what", "due_on"))
    for row in look.table.rows:
        planned = _planned(programme, row, names, by)
        if planned is None:
            continue
        key = (planned.message.what, planned.message.due_on)
        if key in there:
            look.known += 1
            continue
        there.add(key)
        look.planned.append(planned)
    return look


def _planned(programme: Programme, row: Cells, names: Names, by: User) -> Planned | None:
    before = len(row.table.problems)
    what, why, due = row.text("what"), row.text("why"), row.read("due_on", cells.day)
    for column, value, most in (("what", what, 200), ("why", why, 1000)):
        if not value or len(value) > most:
            row.wrong(column, LONG if value else EMPTY)
    if due is None and len(row.table.problems) == before:
        row.wrong("due_on", EMPTY)
    departments = [names.departments.get(word) for word in _several(row, "departments", names.departments)]
    levels = [names.levels[word] for word in _several(row, "levels", names.levels)]
    roles = [names.roles[word] for word in _several(row, "roles", names.roles)]
    go_live = _one(row, "go_live", names.go_lives, UNKNOWN)
    people = _people(programme, row)
    texts = _texts(row)
    message = Message(
        programme=programme,
        what=what,
        why=why,
        due_on=due or datetime.date.max,
        channel=_one(row, "channel", names.channels, CHOICE) or Message.Channel.MAIL,
        aim=_one(row, "aim", names.aims, CHOICE) or "",
        sender=_one(row, "sender", names.people, NOBODY) or by,
        owner=_one(row, "owner", names.people, NOBODY) or by,
        levels=levels,
        roles=roles,
        texts=texts,
        whom=Message.Whom.CHOSEN if any((departments, levels, roles, go_live, people)) else Message.Whom.ALL,
        **({go_live._meta.model_name: go_live} if go_live else {}),
    )
    return Planned(message, departments, people) if len(row.table.problems) == before else None


def _one(row: Cells, column: str, known: dict, reason: str):
    word = cells.same(row.raw(column))
    if word and word not in known:
        row.wrong(column, reason)
    return known.get(word) if word else None


def _several(row: Cells, column: str, known: dict) -> list[str]:
    words = [cells.same(word) for word in _parts(row, column)]
    if any(word not in known for word in words):
        row.wrong(column, UNKNOWN)
        return []
    return list(dict.fromkeys(words))


def _parts(row: Cells, column: str) -> Iterable[str]:
    raw = row.raw(column)
    found = re.split(r"[\n;；]", str(raw)) if raw is not None else []
    return [word.strip() for word in found if word.strip()]


def _people(programme: Programme, row: Cells) -> list:
    try:
        return people_called(programme, {word.casefold(): word for word in _parts(row, "people")})
    except ValidationError:
        row.wrong("people", NOBODY)
        return []


def _texts(row: Cells) -> dict:
    given = {code: (row.text(f"title_{code}"), _lines(row.raw(f"body_{code}"))) for code in LANGUAGES}
    found = written(given)
    for code, text in found.items():
        if not text["title"] or not text["body"]:
            row.wrong(f"title_{code}" if not text["title"] else f"body_{code}", HALF)
        if len(text["title"]) > MOST_TITLE or len(text["body"]) > MOST_BODY:
            row.wrong(f"body_{code}", LONG)
    return found


def _lines(raw: Any) -> str:
    return "" if raw is None else str(raw).replace("\r\n", "\n")
