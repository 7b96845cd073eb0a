"""Who may open which page of the list of employees."""

from core.roles import EDITORS
from tests.staff.factories import make_employee


def programme_only(programme):
    return {"programme": programme.pk}


def one(programme):
    return {"programme": programme.pk, "pk": make_employee(programme).pk}


def file(programme):
    """A table belongs to whoever brought it: the manager's is nobody else's."""
    from implementation.staff.models import StaffFile
    from tests.factories import user_as

    rows = [[2, {"name": "Employee 1"}]]
    made = StaffFile.objects.create(programme=programme, by=user_as("manager", programme), rows=rows)
    return {"programme": programme.pk, "pk": made.pk}


PAGES = {
    "staff": (EDITORS, programme_only),
    "export_staff": (EDITORS, programme_only),
    "new_employee": (EDITORS, programme_only),
    "import_staff": (EDITORS, programme_only),
    "staff_file": ({"manager"}, file),
    "drop_staff_file": ({"manager"}, file, "post"),
    "employee": (EDITORS, one),
    "edit_employee": (EDITORS, one),
    "employee_left": (EDITORS, one, "post"),
    "remove_employee": (EDITORS, one),
    "forget_employee": (EDITORS, one),
}
