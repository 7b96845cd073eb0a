"""One person at a time: added, changed, gone, back again, taken off the list, forgotten."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions
from core.models import OutgoingMail, User
from core.refusal import Refused
from implementation.staff.actions.accounts import account_for
from implementation.staff.models import Employee
from implementation.staff.registry import forget_everywhere

EDIT = "staff.edit_staff"


def add_employee(employee: Employee, *, by: User | None) -> Employee:
    employee.user_id = account_for(employee, employee.email)
    return actions.create(employee, permission=EDIT, by=by)


def change_employee(employee: Employee, *, by: User, seen_revision: int | None = None, **fields: Any) -> Employee:
    """Set fields; another address may be another account's."""
    _not_forgotten(employee)
    if "email" in fields:
        fields["user_id"] = account_for(employee, fields["email"])
    return actions.change(employee, permission=EDIT, by=by, seen_revision=seen_revision, **fields)


def mark_left(employee: Employee, *, by: User) -> Employee:
    """They are no longer asked, told or taught; what is on record about them stays."""
    return actions.change(employee, permission=EDIT, by=by, verb="left", has_left=True)


def bring_back(employee: Employee, *, by: User) -> Employee:
    _not_forgotten(employee)
    return actions.change(employee, permission=EDIT, by=by, verb="back", has_left=False)


def is_used(employee: Employee) -> bool:
    """Whether any record of the product names them, in whichever app."""
    return any(
        field.related_model._base_manager.filter(**{field.field.name: employee.pk}).exists() for field in _named_by()
    )


def _named_by() -> list[Any]:
    """Every foreign key that leads here, those without a name on this side too."""
    fields = Employee._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.one_to_many or field.one_to_one]


@transaction.atomic
def remove_employee(employee: Employee, *, by: User) -> None:
    """Take an entry off the list that was a mistake. Where something is recorded with it, it is not."""
    if is_used(employee):
        raise Refused(_("Something is recorded with this person. Mark them as left, or forget their name and address."))
    actions.remove(employee, permission=EDIT, by=by)


@transaction.atomic
def forget(employee: Employee, *, by: User) -> Employee:
    """Replace name and address for good; what was counted stays counted. Mails to the address lose it, too."""
    if not by.has_perm(EDIT, employee):
        raise PermissionDenied
    _not_forgotten(employee)
    forget_everywhere(employee)
    if employee.email and not _reached_otherwise(employee):
        OutgoingMail.objects.filter(to__iexact=employee.email).exclude(
            state__in=[OutgoingMail.State.QUEUED, OutgoingMail.State.SENDING]
        ).update(to="forgotten@invalid.example", subject="", body="")
    with translation.override(employee.programme.organisation.language):
        name = _("Forgotten person %(number)d") % {"number": employee.pk}
    fields = {"name": name, "email": "", "post": "", "language": "", "user": None, "has_left": True}
    return actions.change(employee, permission=EDIT, by=by, verb="forgotten", forgotten_at=timezone.now(), **fields)


def _reached_otherwise(employee: Employee) -> bool:
    """Whether the same address is an account's or stands on another list."""
    others = Employee.objects.filter(email__iexact=employee.email).exclude(pk=employee.pk)
    return others.exists() or User.objects.filter(email__iexact=employee.email).exists()


def _not_forgotten(employee: Employee) -> None:
    if employee.forgotten_at:
        raise Refused(_("This person was forgotten: there is nothing left to change."))
