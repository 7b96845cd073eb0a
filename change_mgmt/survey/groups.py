"""Who is asked, and the groups by which their answers will be told apart, as they are when a survey opens."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.elements import STATEMENTS, Element
from change_mgmt.survey.hiding import LEAST, OTHERS
from change_mgmt.survey.models import Statement, Survey
from core.evidence import in_every_language
from implementation.staff.models import Employee, Level


def people_asked(survey: Survey):
    """The people here whom the survey names, with their departments."""
    found = Employee.objects.filter(programme=survey.programme_id).reached(survey.departments, survey.levels)
    return found.select_related("department", "programme__organisation").order_by("name", "pk")


def _member(survey: Survey, employee: Employee) -> Any:
    return employee.department_id if survey.grouping == Survey.Grouping.DEPARTMENT else employee.level


def _name(survey: Survey, employee: Employee) -> Any:
    if survey.grouping == Survey.Grouping.LEVEL:
        return in_every_language(Level(employee.level).label)
    return employee.department.name if employee.department else in_every_language(_("Without a department"))


def grouped(survey: Survey, people: list[Employee]) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """The groups as they are frozen, and the key of each person's group by the person's number.

    Departments or levels with fewer people than can be told are one group from the beginning: a link or an answer never knows
    more than that.
    """
    by_member: dict[Any, list[Employee]] = defaultdict(list)
    for employee in people:
        by_member[_member(survey, employee)].append(employee)
    groups: dict[str, dict[str, Any]] = {}
    keys = {}
    for member, there in by_member.items():
        key = f"g{member}" if len(there) >= LEAST else OTHERS
        group = groups.setdefault(key, {"key": key, "members": [], "invited": 0})
        group["members"].append({"id": member, "name": _name(survey, there[0])})
        group["invited"] += len(there)
        keys |= {employee.pk: key for employee in there}
    return sorted(groups.values(), key=lambda group: (group["key"] == OTHERS, _first_name(group))), keys


def _first_name(group: dict[str, Any]) -> str:
    name = group["members"][0]["name"]
    return name if isinstance(name, str) else name["en"]


def questions_of(programme) -> list[dict[str, Any]]:
    """The statements in their order: for each element the product's own, then those of the programme."""
    own = defaultdict(list)
    for statement in Statement.objects.filter(programme=programme):
        own[statement.element].append(statement.texts)
    return [
        {"element": element.value, "texts": texts}
        for element in Element
        for texts in (in_every_language(STATEMENTS[element]), *own[element])
    ]
