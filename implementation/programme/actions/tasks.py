"""Tasks: who does what by when, about which record."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import actions
from core.models import Record, User
from implementation.programme.actions.people import people_on
from implementation.programme.models import Programme, Task


def add_task(
    programme: Programme,
    *,
    text: str,
    owner: User,
    due: datetime.date,
    by: User | None,
    about: Record | None = None,
    details: str = "",
    note: str = "",
) -> Task:
    """Give somebody on the programme something to do. ``by`` is None where the product itself asks for it."""
    task = Task(programme=programme, text=text[:200], details=details, owner=owner, due=due, by=by)
    if about is not None:
        task.about, task.about_words, task.about_url = about, str(about)[:250], about.get_absolute_url()
    return save_task(task, by=by, note=note)


def save_task(task: Task, *, by: User | None, note: str = "") -> Task:
    _must_be_on(task, task.owner)
    task.by = by
    return actions.create(task, permission="programme.add_task", by=by, note=note)


def change_task(task: Task, *, by: User, seen_revision: int | None = None, **fields: Any) -> Task:
    if "owner" in fields and fields["owner"].pk != Task.objects.values_list("owner", flat=True).get(pk=task.pk):
        _must_be_on(task, fields["owner"])
    return actions.change(task, permission="programme.do_task", by=by, seen_revision=seen_revision, **fields)


def _must_be_on(task: Task, person: User) -> None:
    """A task of somebody who has left would wait for nobody; nor is it told to who may not read what it is about."""
    if not people_on(task.programme).filter(pk=person.pk).exists():
        raise ValidationError(
            {"owner": _("%(name)s is not on this programme: choose someone who is.") % {"name": person}}
        )
    if not task.roles_of(person):
        raise ValidationError({"owner": _("%(name)s may not read what this is about.") % {"name": person}})
