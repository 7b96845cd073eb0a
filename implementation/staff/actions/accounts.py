"""Which account belongs to which employee: the one with the same e-mail address, on the same programme."""

from core.models import User
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.staff.models import Employee


def accounts_by_address(programme: Programme) -> dict[str, int]:
    """E-mail address in small letters -> account, of everybody on the programme."""
    return {email.lower(): pk for pk, email in people_on(programme).values_list("pk", "email")}


def account_for(employee: Employee, email: str) -> int | None:
    """The account with this address that nobody else of the programme is linked with."""
    if not email:
        return None
    found = accounts_by_address(employee.programme).get(email.lower())
    taken = Employee.objects.filter(programme=employee.programme_id, user=found).exclude(pk=employee.pk)
    return None if found is None or taken.exists() else found


def employee_of(programme: Programme, user: User) -> Employee | None:
    """Who on the list this account is: by the link, else by the address (somebody who joined after the list was made)."""
    listed = Employee.objects.filter(programme=programme)
    linked = listed.filter(user=user).first()
    if linked or not user.email:
        return linked
    return listed.filter(email__iexact=user.email, user=None).first()
