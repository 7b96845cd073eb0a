"""The columns of the register: what a cell shows, and what a person means who writes that into one."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from change_mgmt.models import Attitude, Stakeholder
from change_mgmt.models.stakeholder import Degree
from core.models import User
from core.refusal import Refused
from core.roles import CONSULTANT, MANAGER, SPONSOR
from core.sheets import restored
from implementation.programme.actions import people_on
from implementation.programme.models import Department, Programme
from risks.imports.dates import parse

NOBODY = gettext_lazy("Nobody yet")
NOTHING = ("", "-", "–")


@dataclass(frozen=True)
class Column:
    """``kind``: text, date, choice (a word or number of a list), person or department. In the row where ``editable``."""

    name: str
    label: Any
    kind: str
    choices: Any = None
    editable: bool = True
    css: str = ""

    @property
    def most(self) -> int:
        return Stakeholder._meta.get_field(self.name).max_length


COLUMNS = {
    column.name: column
    for column in (
        Column("name", pgettext_lazy("of a person or group", "Name"), "text", editable=False),
        Column("group", gettext_lazy("Group"), "choice", Stakeholder.Group),
        Column("department", gettext_lazy("Department"), "department", editable=False),
        Column("influence", gettext_lazy("Influence"), "choice", Degree, css="nowrap"),
        Column("interest", gettext_lazy("Interest"), "choice", Degree, css="nowrap"),
        Column("attitude_now", gettext_lazy("Attitude now"), "choice", Attitude, css="nowrap"),
        Column("attitude_wanted", gettext_lazy("Attitude wanted"), "choice", Attitude, css="nowrap"),
        Column("looked_after_by", gettext_lazy("Looked after by"), "person"),
        Column("next_step", gettext_lazy("Next step"), "text", css="title"),
        Column("next_step_due", gettext_lazy("Next step due"), "date", css="nowrap"),
        Column("wins", gettext_lazy("What they win"), "text", editable=False),
        Column("loses", gettext_lazy("What they lose"), "text", editable=False),
    )
}
IN_THE_ROW = [column for column in COLUMNS.values() if column.editable]


@dataclass(frozen=True)
class Choices:
    """What cells may hold on one programme."""

    people: list[User]
    departments: list[Department]

    @classmethod
    def on(cls, programme: Programme) -> "Choices":
        people = people_on(programme, SPONSOR, MANAGER, CONSULTANT).order_by("name", "pk")
        return cls(list(people), list(Department.objects.filter(organisation=programme.organisation_id)))

    def of(self, column: Column) -> list[tuple[str, str]]:
        if column.kind == "person":
            return [("", str(NOBODY)), *((str(each.pk), each.name) for each in self.people)]
        if column.kind == "department":
            return [("", "–"), *((str(each.pk), each.name) for each in self.departments)]
        if column.kind == "choice":
            return [(str(value), str(label)) for value, label in column.choices.choices]
        return []

    def words(self, column: Column, value: Any) -> str:
        """A value as its cell shows it and as it is taken away."""
        if column.kind == "choice":
            return str(column.choices(value).label)
        if column.kind == "person":
            return value.name if value else str(NOBODY)
        if column.kind == "department":
            return value.name if value else ""
        return value.isoformat() if isinstance(value, datetime.date) else value or ""

    def sent(self, column: Column, raw: str) -> Any:
        """What an editor of the table sent: one of its choices, or text and dates as they are written."""
        if column.kind in ("text", "date"):
            return self.read(column, raw)
        if raw not in dict(self.of(column)):
            raise Refused(_("This cannot be saved: choose from the list, or open the page again."))
        return self._value(column, raw)

    def read(self, column: Column, text: str) -> Any:
        """The value that a person means; reading what ``words`` says changes nothing. Raises ``Refused`` with a sentence."""
        words = restored(text.strip())
        if column.kind == "text":
            return _text(column, words)
        if column.kind == "date":
            return _date(words)
        if words in NOTHING and column.kind in ("person", "department"):
            return None
        return self._value(column, self._matching(column, words))

    def _matching(self, column: Column, words: str) -> str:
        wanted, offered = words.casefold(), self.of(column)
        with override("en"):
            offered = [*offered, *self.of(column)]
        for value, label in offered:
            by_number = column.kind == "choice" and wanted == value.casefold()
            if by_number or wanted == label.casefold():
                return value
        mail = next((str(each.pk) for each in self.people if each.email.casefold() == wanted), None)
        if column.kind == "person" and mail:
            return mail
        raise Refused(_("“%(words)s” is not on the list of this column.") % {"words": words[:60]})

    def _value(self, column: Column, raw: str) -> Any:
        if column.kind == "choice":
            kind = type(column.choices.values[0])
            return kind(raw)
        among = self.people if column.kind == "person" else self.departments
        return next((each for each in among if str(each.pk) == raw), None)


def _text(column: Column, words: str) -> str:
    if "\0" in words:
        raise Refused(_("Null characters cannot be kept."))
    if len(words) > column.most:
        raise Refused(_("This is longer than %(most)s characters: shorten it.") % {"most": column.most})
    return words


def _date(words: str) -> datetime.date | None:
    if words in NOTHING:
        return None
    found = parse(words)
    if found is None or not 1990 <= found.year <= 2100:
        raise Refused(_("“%(words)s” is no date: write it like 2026-11-20.") % {"words": words[:60]})
    return found
