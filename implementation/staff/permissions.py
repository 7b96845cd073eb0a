from core.access import allow
from core.roles import EDITORS


def is_self(user, employee) -> bool:
    return getattr(employee, "user_id", None) == user.pk


allow("staff.view_employee", EDITORS)
allow("staff.edit_staff", EDITORS)
