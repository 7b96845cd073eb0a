"""Rules that give what is made without an owner to somebody."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access, actions, audit, notifications
from core.models import Record, User
from core.roles import MANAGER
from core.text import say
from implementation.programme.actions.people import people_on
from implementation.programme.actions.tasks import add_task
from implementation.programme.assignable import Assignable, kind_of
from implementation.programme.models import AssignmentRule, Programme, ProgrammeRecord


def save_rule(rule: AssignmentRule, *, by: User) -> AssignmentRule:
    """As the last one in the order."""
    _ask(rule.programme, rule.kind, rule.category, rule.person, rule.task_days)
    last = rule.programme.assignmentrules.order_by("-number").first()
    rule.number = last.number + 1 if last else 1
    return actions.create(rule, permission="programme.edit_rules", by=by)


def change_rule(rule: AssignmentRule, *, by: User, seen_revision: int | None = None, **fields: Any) -> AssignmentRule:
    names = ("kind", "category", "person", "task_days")
    _ask(rule.programme, *(fields.get(name, getattr(rule, name)) for name in names))
    return actions.change(rule, permission="programme.edit_rules", by=by, seen_revision=seen_revision, **fields)


def _ask(programme: Programme, kind: str, category: str, person: User, task_days: int | None) -> None:
    found = kind_of(kind)
    if found is None or (category and category not in {str(code) for code, _words in found.choices(programme)}):
        raise ValidationError({"what": _("Choose from the list.")})
    if not people_on(programme).filter(pk=person.pk).exists():
        raise ValidationError(
            {"person": _("%(name)s is not on this programme: choose someone who is.") % {"name": person}}
        )
    if not found.owner and not task_days:
        raise ValidationError(
            {"task_days": _("This kind has no owner, so the rule needs a task: write a number of days.")}
        )


@transaction.atomic
def move_rule(rule: AssignmentRule, *, up: bool, by: User) -> None:
    """Change places with the rule before it, or the one after it."""
    audit.lock(rule.scope_key)
    others = rule.programme.assignmentrules
    if up:
        other = others.filter(number__lt=rule.number).order_by("-number").first()
    else:
        other = others.filter(number__gt=rule.number).order_by("number").first()
    if other is None:
        return
    numbers = rule.number, other.number
    for item, number in ((rule, numbers[1]), (other, numbers[0])):
        actions.change(item, permission="programme.edit_rules", by=by, verb="moved", number=number)


def remove_rule(rule: AssignmentRule, *, by: User) -> None:
    actions.remove(rule, permission="programme.edit_rules", by=by)


@actions.after_create
def apply_rules(record: Record, by: User | None) -> None:
    """In the transaction that makes a record: the first rule that fits gives it away."""
    kind = kind_of(record.label)
    if kind is None or not isinstance(record, ProgrammeRecord) or not kind.is_free(record):
        return
    rule = _first_that_fits(record, kind)
    if rule is None:
        return
    if not rule.person.has_perm(access.view_permission(record), record) or not rule.person.is_active:
        _tell_managers(rule, record)
        return
    _give(record, rule, kind)


def _first_that_fits(record: ProgrammeRecord, kind: Assignable) -> AssignmentRule | None:
    rules = AssignmentRule.objects.filter(
        programme=record.programme_id, kind=kind.label, category__in=["", str(kind.category(record))]
    )
    return rules.select_related("person", "programme__organisation").first()


def _give(record: ProgrammeRecord, rule: AssignmentRule, kind: Assignable) -> None:
    with translation.override(rule.programme.organisation.language):
        note = _("By rule %(n)d.") % {"n": rule.number}
        text = _("Look at it: %(name)s") % {"name": record}
    if kind.owner:
        actions.change(record, permission="", by=None, verb="assigned", note=note, **{kind.owner: rule.person})
    if rule.task_days:
        due = timezone.localdate() + datetime.timedelta(days=rule.task_days)
        add_task(rule.programme, text=text, owner=rule.person, due=due, by=None, about=record, note=note)
    audit.entry(rule, "applied", by=None, after={"label": record.label, "object_id": record.pk})


def _tell_managers(rule: AssignmentRule, record: ProgrammeRecord) -> None:
    """The person left the programme, or may not see it: the record stays without an owner, and who runs it hears so."""
    audit.entry(rule, "not applied", by=None, after={"label": record.label, "object_id": record.pk})
    text = say(
        gettext_lazy("Rule {n} gives to {name}, who may not see it any more: {record} has nobody yet."),
        n=rule.number,
        name=rule.person.name,
        record=record,
    )
    for manager in people_on(rule.programme, MANAGER):
        notifications.send(manager, text, url=record.get_absolute_url(), scope_key=record.scope_key)
