"""The status of a programme as people see it: computed, overridden, stale, and what it asks for.

``registry.statuses`` is the computation alone; everything that shows or freezes a status reads it from here.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from implementation.programme import registry
from implementation.programme.memory import remembered
from implementation.programme.models import ExceptionNote, Programme, StatusOverride
from implementation.programme.tolerances import NO_DATA, OFF_TRACK, Limits, worst

#: Days without a fresh record behind a dimension after which its status is stale.
STALE_AFTER = 30


@dataclass(frozen=True)
class Overridden:
    """The manager's word beside the computed status: which level, why, who, and the last day on which it holds."""

    level: str
    reason: str
    until: datetime.date
    by: str


@dataclass(frozen=True)
class Standing:
    """How one dimension stands. ``stale_since`` is the day of its last record where that is too long ago."""

    name: str
    label: Any
    computed: str
    reason: Any
    url: str
    limits: Limits
    override: Overridden | None = None
    stale_since: datetime.date | None = None

    @property
    def level(self) -> str:
        return self.override.level if self.override else self.computed

    @property
    def is_beyond(self) -> bool:
        """Off track by the figures or by the manager's word: no override talks an exception away."""
        return OFF_TRACK in (self.computed, self.level)


def statuses(programme: Programme) -> list[Standing]:
    """Every dimension as of now, in its order."""
    overrides = {item.dimension: item for item in programme.statusoverrides.in_force().select_related("by")}
    limits, last = registry.limits_on(programme), _last_records(programme)
    found = []
    for item in registry.dimensions():
        status = item.compute(programme, limits[item.name])
        found.append(
            Standing(
                name=item.name,
                label=item.label,
                computed=status.level,
                reason=status.reason,
                url=status.url,
                limits=limits[item.name],
                override=_overridden(overrides.get(item.name)),
                stale_since=_stale_since(status.level, [last.get(label) for label in item.records]),
            )
        )
    return found


def _overridden(override: StatusOverride | None) -> Overridden | None:
    return override and Overridden(override.level, override.reason, override.until, override.by.name)


def _last_records(programme: Programme) -> dict[str, datetime.date]:
    """The day on which each kind of record was last made or changed; one query for all dimensions."""
    kinds = {label for item in registry.dimensions() for label in item.records}
    entries = AuditEntry.objects.filter(chain__scope_key=programme.scope_key, label__in=kinds).order_by()
    found = entries.values_list("label").annotate(last=Max("at"))
    return {label: timezone.localdate(last) for label, last in found}


def _stale_since(level: str, days: Iterable[datetime.date | None]) -> datetime.date | None:
    last = max((day for day in days if day), default=None)
    if level == NO_DATA or last is None or (timezone.localdate() - last).days <= STALE_AFTER:
        return None
    return last


def on_page(programme: Programme) -> list[Standing]:
    """The same for pages: worked out once until something on the programme changes, in the language of the screen."""
    return remembered(programme, "statuses", lambda: [_said(item) for item in statuses(programme)])


def _said(item: Standing) -> Standing:
    return replace(item, label=str(item.label), reason=str(item.reason))


def overall(found: Iterable[Standing]) -> str:
    """The worst dimension wins."""
    return worst(item.level for item in found)


@dataclass(frozen=True)
class ExceptionWanted:
    """A dimension beyond its tolerance that no exception note covers; ``url`` is where the note is written."""

    name: str
    label: Any
    reason: Any
    url: str


def exceptions_wanted(programme: Programme, found: Iterable[Standing] | None = None) -> list[ExceptionWanted]:
    """The dimensions that are off track and that no submitted or accepted exception note covers.

    ``found`` are the statuses where the caller has them already.
    """
    if programme.state != Programme.State.UNDER_WAY:
        return []
    found = statuses(programme) if found is None else found
    beyond = [item for item in found if item.is_beyond]
    if not beyond:
        return []
    covered = set(programme.exceptionnotes.covering().values_list("dimension", flat=True))
    in_hand = {
        note.dimension: note.get_absolute_url()
        for note in programme.exceptionnotes.filter(state__in=[ExceptionNote.State.DRAFT, ExceptionNote.State.REJECTED])
    }
    return [
        ExceptionWanted(
            name=item.name,
            label=item.label,
            reason=item.reason,
            url=in_hand.get(item.name) or reverse("new_exception_note", args=[programme.pk, item.name]),
        )
        for item in beyond
        if item.name not in covered
    ]
