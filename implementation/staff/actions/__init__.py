"""What people do with the list of those whom the programme reaches."""

from implementation.staff.actions.accounts import account_for, accounts_by_address, employee_of
from implementation.staff.actions.people import (
    add_employee,
    bring_back,
    change_employee,
    forget,
    is_used,
    mark_left,
    remove_employee,
)

__all__ = [
    "account_for",
    "accounts_by_address",
    "add_employee",
    "bring_back",
    "change_employee",
    "employee_of",
    "forget",
    "is_used",
    "mark_left",
    "remove_employee",
]
