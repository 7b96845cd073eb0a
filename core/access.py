"""One permission question: may this person do this to this record?

Each app's ``permissions.py`` adds rows to one table with :func:`allow`. ``user.has_perm("risks.accept_risk", risk)`` asks
which roles the person has where the record lives and looks them up. A permission that no table names raises ``LookupError``:
a misspelling must never answer no (or yes) by accident.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from core.roles import Role


@dataclass(frozen=True)
class Rule:
    roles: frozenset[Role]
    # Roles that hold the permission only for some records: role -> (user, record) -> bool
    only: dict[Role, Callable] = field(default_factory=dict)


_table: dict[str, Rule] = {}


def allow(permission: str, roles: Iterable[Role], *, only: dict[Role, Callable] | None = None) -> None:
    """Add a row: these roles hold the permission; those in ``only`` hold it where their function says so."""
    if permission in _table:
        raise ValueError(f"{permission} is in the permission table twice")
    _table[permission] = Rule(frozenset(roles), dict(only or {}))


def table() -> dict[str, Rule]:
    return dict(sorted(_table.items()))


class RoleBackend(BaseBackend):
    """Answers ``has_perm`` from the table and the person's roles; knows no login."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user_obj, perm, obj=None):
        if obj is None:
            return False
        rule = _table.get(perm)
        if rule is None:
            raise LookupError(f"No permissions.py names {perm!r}")
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        return held(perm, user_obj, obj, roles=obj.roles_of(user_obj))


def held(permission: str, user, record, *, roles: frozenset) -> bool:
    """Whether a person with these roles where the record lives has the permission for it."""
    rule, roles = _table[permission], record.open_to_person(roles, user)
    return bool(roles & rule.roles) or any(role in roles and test(user, record) for role, test in rule.only.items())


def view_permission(record) -> str:
    return f"{record._meta.app_label}.view_{record._meta.model_name}"


def hidden_kinds(roles: frozenset[Role]) -> list[type]:
    """The kinds of record that none of these roles may see without exception (a stakeholder, for staff)."""
    from core.models import Record

    kinds = [model for model in apps.get_models() if issubclass(model, Record)]
    return [model for model in kinds if not roles & _table[view_permission(model)].roles]


def kept_rows(roles: frozenset[Role], user=None) -> dict[type, QuerySet]:
    """The kinds of record of which these roles may see some rows only, each with the rows that are kept from them.

    With a person, rows that name them as a reader are open.
    """
    from core.models import Record

    kinds = [model for model in apps.get_models() if issubclass(model, Record)]
    found = {model: model.kept_from_person(roles, user) if user else model.kept_from(roles) for model in kinds}
    return {model: rows for model, rows in found.items() if rows is not None}


def require(user, permission: str, record) -> None:
    """Outsiders get 404, insiders without the role 403."""
    if not record.roles_of(user):
        raise Http404
    if not user.has_perm(permission, record):
        raise PermissionDenied


def find_record(label: str, pk: int, user):
    """The record that a generic page (steps, comments, files) is asked for, if this person may see it.

    A comment or a file is no such record: who may see it is asked of what it stands beside.
    """
    from core.models import Record
    from core.models.notes import NoteBeside

    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not issubclass(model, Record) or issubclass(model, NoteBeside):
        raise Http404
    record = model._default_manager.filter(pk=pk).first()
    if record is None:
        raise Http404
    require(user, view_permission(record), record)
    return record
