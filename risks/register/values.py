"""What a cell shows, and what a person means who writes that into one: ``read(column, shown(column, risk))`` changes nothing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.models import User
from core.refusal import Refused
from core.text import day, say
from core.workflow import open_steps, steps_of
from risks.imports.dates import parse
from risks.models import Risk
from risks.register.columns import COLUMNS, Column
from risks.scale import Scale

NOBODY, NOT_RATED = gettext_lazy("Nobody yet"), gettext_lazy("Not rated")
NOTHING = ("", "-", "–")


@dataclass(frozen=True)
class Choices:
    """What cells may hold in one programme: its organisation's scale, its people."""

    scale: Scale
    people: list[User]

    def of(self, column: Column) -> list[tuple[str, str]]:
        """Every value of a column with its words; what is empty first."""
        if column.kind == "person":
            return [("", str(NOBODY)), *((str(person.pk), person.name) for person in self.people)]
        if column.kind == "part":
            return [("", str(NOT_RATED)), *((str(n), f"{n} {word}") for n, word in self._parts(column))]
        if column.kind == "choice":
            empty = [] if Risk._meta.get_field(column.field).blank is False else [("", "–")]
            return [*empty, *((value, str(label)) for value, label in column.choices.choices)]
        return []

    def _parts(self, column: Column) -> list[tuple[int, Any]]:
        return self.scale.likelihood_choices if column.field.endswith("likelihood") else self.scale.impact_choices

    def words(self, column: Column, value: Any) -> Any:
        """A value as its cell shows it."""
        if column.kind == "step":
            return Risk.State(value).label
        if column.kind == "person":
            return value.name if value else NOBODY
        if column.kind == "part":
            return NOT_RATED if value is None else say("{n} {word}", n=value, word=dict(self._parts(column))[value])
        if column.kind == "level":
            return NOT_RATED if value is None else say("{n} {word}", n=value, word=self.scale.level_word(value))
        if column.kind == "choice":
            return column.choices(value).label if value else "–"
        if column.kind == "date":
            return day(value) if value else "–"
        return value

    def sent(self, column: Column, raw: str) -> Any:
        """The value that an editor sent: one of its choices, or text and dates as they are written."""
        if column.kind == "step":
            if raw and raw not in steps_of(Risk):
                raise Refused(_("This cannot be saved: choose from the list, or open the page again."))
            return raw
        if column.kind in ("text", "date"):
            return self.read(column, raw)
        if raw not in dict(self.of(column)):
            raise Refused(_("This cannot be saved: choose from the list, or open the page again."))
        if column.kind == "person":
            return next((person for person in self.people if str(person.pk) == raw), None)
        if column.kind == "part":
            return int(raw) if raw else None
        return raw

    def read(self, column: Column, text: str, risk: Risk | None = None) -> Any:
        """The value that a person means. Raises ``Refused`` with a sentence that says what would do.

        A state is answered by the step that leads there, empty where the risk is in it already.
        """
        words = " ".join(text.split()) if column.kind != "text" else text.strip()
        if column.kind == "text":
            return _text(column, words)
        if column.kind == "date":
            return _date(words)
        if column.kind == "step":
            return _step(words, risk)
        return self._chosen(column, words)

    def _chosen(self, column: Column, words: str) -> Any:
        if words in NOTHING and any(not value for value, _label in self.of(column)):
            return None if column.kind != "choice" else ""
        found = self._matching(column, words)
        if found is None:
            raise Refused(_("“%(words)s” is not on the list of this column.") % {"words": words[:60]})
        if column.kind == "person":
            return next((person for person in self.people if str(person.pk) == found), None)
        if column.kind == "part":
            return int(found) if found else None
        return found

    def _matching(self, column: Column, words: str) -> str | None:
        """By the value, the words in the reader's language or in English, or an e-mail address."""
        wanted = words.casefold()
        ours, english = self.of(column), []
        with override("en"):
            english = self.of(column)
        for value, label in [*ours, *english]:
            if wanted in (label.casefold(), value.casefold() if column.kind != "person" else label.casefold()):
                return value
        if column.kind == "part":
            return next((v for v, label in [*ours, *english] if v and label[2:].casefold() == wanted), None)
        if column.kind == "person":
            return next((str(one.pk) for one in self.people if one.email.casefold() == wanted), None)
        return None


def _text(column: Column, words: str) -> str:
    most = Risk._meta.get_field(column.field).max_length
    if column.field == "title" and not words:
        raise Refused(_("A risk needs a title."))
    if "\0" in words:
        raise Refused(_("Null characters cannot be kept."))
    if len(words) > most:
        raise Refused(_("This is longer than %(most)s characters: shorten it.") % {"most": most})
    return words


def _date(words: str) -> datetime.date | None:
    if words in NOTHING:
        return None
    found = parse(words)
    if found is None or not 1990 <= found.year <= 2100:
        raise Refused(_("“%(words)s” is no date: write it like 2026-11-20.") % {"words": words[:60]})
    return found


def _step(words: str, risk: Risk | None) -> str:
    wanted = words.casefold()
    states = {value for value, label in Risk.State.choices if wanted in (value, label.casefold())}
    with override("en"):
        states |= {value for value, label in Risk.State.choices if wanted == str(label).casefold()}
    if not states:
        raise Refused(_("“%(words)s” is no state of a risk.") % {"words": words[:60]})
    state = states.pop()
    if risk is None or risk.state == state:
        return ""
    for name in steps_of(risk):
        method = getattr(risk, name)._django_fsm
        if method.has_transition(risk.state) and method.get_transition(risk.state).target == state:
            return name
    text = _("From “%(now)s” no step leads to “%(then)s”.")
    raise Refused(text % {"now": risk.get_state_display(), "then": Risk.State(state).label})


def value_of(column: Column, risk: Risk) -> Any:
    if column.kind == "step":
        return risk.state
    return risk.level(column.field) if column.kind == "level" else getattr(risk, column.field)


def plain_steps(risk: Risk, user: User) -> Iterable[str]:
    """The steps that a cell may take: those that ask for nothing."""
    return [s.name for s in open_steps(risk, user) if not (s.closed or s.note or s.confirm or s.page)]


def target(risk: Risk, step: str) -> str:
    """The state that a step leads to."""
    return getattr(risk, step)._django_fsm.get_transition(risk.state).target


def shown(choices: Choices, column: Column, risk: Risk) -> str:
    """The words that copying takes; a date as every program reads it."""
    value = value_of(column, risk)
    if column.kind == "date" and value:
        return value.isoformat()
    return str(choices.words(column, value))


__all__ = ["COLUMNS", "Choices", "plain_steps", "shown", "target", "value_of"]
