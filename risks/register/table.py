"""One table for one person: which risks on which page, in which columns, with what the cells may hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from core.models import AuditChain, AuditEntry, User
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from risks.exposure import cells_of
from risks.models import Risk
from risks.register.columns import Column
from risks.register.filters import Filter
from risks.register.looks import Look, look
from risks.register.rows import Row, row, with_parts
from risks.register.values import Choices
from risks.scale import scale_of

PER_PAGE = 100


def choices_for(programme: Programme) -> Choices:
    return Choices(scale_of(programme.organisation), list(people_on(programme).order_by("name", "pk")))


@dataclass(frozen=True)
class Table:
    programme: Programme
    user: User
    chosen: Filter
    look: Look

    @classmethod
    def of(cls, params, programme: Programme, user: User) -> "Table":
        return cls(programme, user, Filter.of(params), look(params, programme, user))

    @property
    def columns(self) -> list[Column]:
        return self.look.columns

    @cached_property
    def choices(self) -> Choices:
        return choices_for(self.programme)

    @cached_property
    def may_edit(self) -> bool:
        return self.user.has_perm("risks.edit_risk", self.programme)

    @property
    def seen(self):
        return Risk.objects.seen_by(self.user, self.programme)

    def page(self, number: str | None) -> Page:
        """The numbers of the risks on one page: only their rows are read whole."""
        found = self.chosen.apply(self.seen, self.user, cells_of(self.choices.scale.grid)).values_list("pk", flat=True)
        return Paginator(found, PER_PAGE).get_page(number)

    def rows(self, numbers: Iterable[int], **more: Any) -> list[Row]:
        """The rows of these risks, in this order; those that the person may not see are left out."""
        order = list(numbers)
        found = {risk.pk: risk for risk in with_parts(self.seen.filter(pk__in=order))}
        return [row(found[pk], self.user, self.columns, self.choices, **more) for pk in order if pk in found]

    @property
    def options(self) -> dict[str, list[tuple[str, str]]]:
        """What the editors of the cells offer, once for the page."""
        return {column.name: self.choices.of(column) for column in self.columns if column.editable}

    @property
    def mark(self) -> int:
        """How long the audit trail is: what came after it is news."""
        chain = AuditChain.objects.filter(scope_key=self.programme.scope_key).values_list("length", flat=True)
        return chain.first() or 0

    def news(self, since: int) -> list[Row]:
        """The rows that others changed since that mark, each with who did."""
        entries = AuditEntry.objects.filter(
            chain__scope_key=self.programme.scope_key, number__gt=since, label="risks.risk"
        ).exclude(actor=self.user)
        last = dict(entries.order_by("number").values_list("object_id", "actor_name")[:500])
        return [replace(item, changed_by=last[item.risk.pk]) for item in self.rows(list(last)[-PER_PAGE:])]
