"""The records from above that a risk has to do with, found by their label alone: this app knows none of the apps above it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from core.access import view_permission
from core.models import Record, User
from implementation.programme.models import Programme
from risks.models import Risk, RiskLink
from risks.registry import linkables

#: Records of one kind that are offered.
MOST = 200


@dataclass(frozen=True)
class Linked:
    """A link with the record it leads to; None where the record is gone or this person may not see it."""

    link: RiskLink
    record: Record | None

    @property
    def kind(self) -> Any:
        return apps.get_model(self.link.source_label)._meta.verbose_name


def linked(risk: Risk, user: User) -> list[Linked]:
    """What the risk has to do with, one query for each kind."""
    links = list(risk.links.all())
    numbers = defaultdict(set)
    for link in links:
        numbers[link.source_label].add(link.source_id)
    found = {label: apps.get_model(label)._default_manager.in_bulk(pks) for label, pks in numbers.items()}
    return [Linked(link, _open_to(user, found[link.source_label].get(link.source_id))) for link in links]


def _open_to(user: User, record: Record | None) -> Record | None:
    return record if record is not None and user.has_perm(view_permission(record), record) else None


def offered(programme: Programme, user: User) -> Iterable[tuple[Any, list[Record]]]:
    """Records of this programme that a risk may be linked to and that the person may see, by kind."""
    for label, find in linkables().items():
        found = [record for record in list(find(programme))[:MOST] if _open_to(user, record)]
        if found:
            yield apps.get_model(label)._meta.verbose_name, found


def chosen(programme: Programme, user: User, value: str) -> Record | None:
    """The record that a form names (``vendors.vendor:7``), if it is one that is offered."""
    for _kind, records in offered(programme, user):
        for record in records:
            if f"{record.label}:{record.pk}" == value:
                return record
    return None
