from implementation.staff.models.employee import Employee, EmployeeQuerySet, Level
from implementation.staff.models.file import StaffFile

__all__ = ["Employee", "EmployeeQuerySet", "Level", "StaffFile"]
