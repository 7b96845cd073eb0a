"""People of the organisation, with or without an account."""

from implementation.programme.models import Department
from implementation.staff.models import Employee
from tests.factories import number


def make_employee(programme, **fields) -> Employee:
    """In the first department unless told otherwise, with an address that nobody else has."""
    place = number()
    values = {
        "name": f"Employee {place}",
        "email": f"employee{place}@example.org",
        "department": Department.objects.filter(organisation=programme.organisation).first(),
    }
    return Employee.objects.create(programme=programme, **(values | fields))
