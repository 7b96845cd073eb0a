"""Every date that something must happen by, in one register.

An app's ``deadlines.py`` registers its dates with :func:`deadline` and names with :func:`plain_date` those that nobody must
act on. A test fails when a model has a date that is in neither list.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Source:
    label: str
    field: str
    scope_path: str
    open: Q
    who: Callable[[Any], Iterable]
    what: Callable[[Any], Any]
    icon: str
    related: tuple[str, ...]
    prefetch: tuple[str, ...] = ()

    def records(self, scope) -> QuerySet:
        model = apps.get_model(self.label)
        found = model._default_manager.filter(self.open, **{self.scope_path: scope, f"{self.field}__isnull": False})
        found = found.select_related(*self.related) if self.related else found
        return found.prefetch_related(*self.prefetch)


@dataclass(frozen=True)
class Deadline:
    """Something that must happen by a day: what, by whom (user ids), and the page where it is done."""

    on: datetime.date | None
    what: Any
    who: frozenset[int]
    url: str
    icon: str


_sources: list[Source] = []
_plain: set[tuple[str, str]] = set()


def deadline(
    label: str,
    field: str,
    *,
    what: Callable[[Any], Any],
    who: Callable[[Any], Iterable],
    open: Q,
    scope_path: str = "programme",
    icon: str = "calendar-event",
    related: Iterable[str] = (),
    prefetch: Iterable[str] = (),
) -> None:
    """Register a date field. ``who(record)`` gives user ids; ``open`` says for which rows the date still matters."""
    _sources.append(Source(label.lower(), field, scope_path, open, who, what, icon, tuple(related), tuple(prefetch)))


def plain_date(label: str, *fields: str) -> None:
    """These dates say when something was or is planned to be; nobody must act by them."""
    _plain.update((label.lower(), field) for field in fields)


def registered() -> set[tuple[str, str]]:
    return {(source.label, source.field) for source in _sources} | _plain


def upcoming(scope, *, until: datetime.date) -> Iterator[Deadline]:
    """Open deadlines of a scope up to a day, overdue ones included; one query for each registered date."""
    for source in _sources:
        for record in source.records(scope).filter(**{f"{source.field}__lte": until}):
            on = getattr(record, source.field)
            yield Deadline(
                on=on.date() if isinstance(on, datetime.datetime) else on,
                what=source.what(record),
                who=frozenset(pk for pk in source.who(record) if pk),
                url=record.get_absolute_url(),
                icon=source.icon,
            )


_waits: list[Callable[[Any], Iterable[Deadline]]] = []


def waits(function):
    """Register ``function(scope) -> Iterable[Deadline]`` for steps that wait for somebody but have no date of their own."""
    _waits.append(function)
    return function


def waiting(scope) -> Iterator[Deadline]:
    for function in _waits:
        yield from function(scope)
