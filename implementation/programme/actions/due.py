"""What a stage owes: adding to it, changing it, and who reviews."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.text import listed
from implementation.programme.models import Deliverable
from implementation.programme.models.deliverable import READERS
from implementation.programme.models.programme import roles_in


@transaction.atomic
def add_deliverable(
    deliverable: Deliverable, *, by: User, reviewers: Iterable[User] = (), note: str = ""
) -> Deliverable:
    _ask_readers(deliverable, reviewers)
    actions.create(deliverable, permission="programme.edit_plan", by=by, note=note)
    name_reviewers(deliverable, reviewers, by=by)
    return deliverable


@transaction.atomic
def change_deliverable(
    deliverable: Deliverable,
    *,
    by: User,
    seen_revision: int | None = None,
    reviewers: Iterable[User] | None = None,
    note: str = "",
    **fields: Any,
) -> Deliverable:
    """Change what is due, and who reads and reviews it. Who reads it is for who runs or decides the programme."""
    if set(fields) & set(READERS.values()) and not by.has_perm("programme.set_readers", deliverable):
        raise PermissionDenied
    for name, value in fields.items():
        setattr(deliverable, name, value)
    people = list(deliverable.reviewers.all() if reviewers is None else reviewers)
    _ask_readers(deliverable, people)
    actions.change(
        deliverable, permission="programme.edit_plan", by=by, note=note, seen_revision=seen_revision, **fields
    )
    name_reviewers(deliverable, people, by=by)
    return deliverable


@transaction.atomic
def name_reviewers(deliverable: Deliverable, people: Iterable[User], *, by: User) -> None:
    """One audit entry where the list is another one."""
    if not by.has_perm("programme.edit_plan", deliverable):
        raise PermissionDenied
    new, old = list(people), list(deliverable.reviewers.all())
    if {person.pk for person in new} == {person.pk for person in old}:
        return
    audit.lock(deliverable.scope_key)
    deliverable.reviewers.set(new)
    audit.entry(
        deliverable,
        "reviewers named",
        by=by,
        before={"reviewers": listed(old)},
        after={"reviewers": listed(new)},
    )


def _ask_readers(deliverable: Deliverable, reviewers: Iterable[User]) -> None:
    """Nobody owns or reviews what their role may not read, nor what belongs to a programme they are not on."""
    for field, people in (("owner", [deliverable.owner]), ("reviewers", reviewers)):
        for person in filter(None, people):
            if not roles_in(deliverable.programme_id, person) & deliverable.readers:
                raise ValidationError(
                    {
                        field: _("%(name)s may not read this: let their role read it, or choose someone else.")
                        % {"name": person}
                    }
                )
