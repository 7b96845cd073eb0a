"""What every row would do: new, changed, as it is, or to mend; and who of the list is not in the file. Nothing is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from core.text import say
from implementation.programme.models import Department, Programme
from implementation.staff.models import Employee
from implementation.staff.table.columns import FIELDS, folded, heading, languages, levels

NEW, CHANGED, SAME, BAD = "new", "changed", "same", "bad"
LONGEST = {"name": 120, "email": 254, "department": 80, "post": 120}


@dataclass
class Line:
    """One row: what it gives, whom it is about, what differs, what is wrong."""

    number: int
    values: dict[str, str]
    employee: Employee | None = None
    #: (field, before, after) as people read them
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[Any] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.errors:
            return BAD
        return NEW if self.employee is None else CHANGED if self.changes else SAME

    @property
    def told(self) -> list[tuple[Any, str, str]]:
        return [(heading(name), before, after) for name, before, after in self.changes]


@dataclass
class Plan:
    lines: list[Line]
    #: Names of departments that the organisation does not have yet.
    departments: list[str]
    #: On the list, here, and not in the file.
    missing: list[Employee]

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(line.kind for line in self.lines)
        return {kind: counted[kind] for kind in (NEW, CHANGED, SAME, BAD)}

    @property
    def mark(self) -> str:
        """Another mark means that the list changed since this was looked at."""
        return "-".join(str(n) for n in [*self.counts.values(), len(self.departments), len(self.missing)])

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]


class _Known:
    """The list as it stands: whom an address or a name with a department means."""

    def __init__(self, programme: Programme) -> None:
        found = Employee.objects.filter(programme=programme, forgotten_at=None).select_related("department")
        self.everybody = list(found.order_by("pk"))
        self.by_email = {person.email.lower(): person for person in self.everybody if person.email}
        self.by_place: dict[tuple[str, str], list[Employee]] = {}
        for person in self.everybody:
            self.by_place.setdefault(_place(person.name, department_of(person)), []).append(person)


def department_of(person: Employee) -> str:
    return person.department.name if person.department else ""


def _place(name: str, department: str) -> tuple[str, str]:
    return (folded(name), folded(department))


def plan(programme: Programme, rows: Iterable[tuple[int, dict[str, str]]]) -> Plan:
    """An address says who is meant; where there is none, name and department do. An empty cell leaves what is there."""
    known, met, lines = _Known(programme), set(), []
    names = {folded(place.name): place.name for place in Department.objects.filter(organisation=programme.organisation)}
    new: dict[str, str] = {}
    for number, values in rows:
        line = Line(number, {name: values[name] for name in FIELDS if values.get(name)})
        _check(line)
        if department := line.values.get("department"):
            line.values["department"] = names.get(folded(department)) or new.setdefault(folded(department), department)
        _find(line, known)
        _once(line, met)
        if line.employee and not line.errors:
            line.changes = list(_changes(line))
        lines.append(line)
    found = {line.employee.pk for line in lines if line.employee}
    missing = [person for person in known.everybody if not person.has_left and person.pk not in found]
    return Plan(lines, sorted(new.values()), missing)


def _check(line: Line) -> None:
    values = line.values
    if "name" not in values:
        line.errors.append(_("The row names nobody."))
    for name, most in LONGEST.items():
        if len(values.get(name, "")) > most or "\x00" in values.get(name, ""):
            line.errors.append(say(_("{field}: longer than {most} characters."), field=heading(name), most=most))
    if "email" in values and not _is_address(values["email"]):
        line.errors.append(say(_("“{email}” is no e-mail address."), email=values["email"][:80]))
    for name, words in (("level", levels()), ("language", languages())):
        if name not in values:
            continue
        found = words.get(folded(values[name]))
        if found is None:
            line.errors.append(say(_("{field}: “{value}” is not known."), field=heading(name), value=values[name][:80]))
        else:
            values[name] = found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _find(line: Line, known: _Known) -> None:
    email, here = line.values.get("email", "").lower(), None
    if email in known.by_email:
        line.employee = known.by_email[email]
        return
    here = known.by_place.get(_place(line.values.get("name", ""), line.values.get("department", "")), [])
    if email:
        here = [person for person in here if not person.email]
    if len(here) > 1:
        line.errors.append(_("Several people of this department have this name: give the e-mail address."))
    elif here:
        line.employee = here[0]


def _once(line: Line, met: set[Any]) -> None:
    values = line.values
    mark = values.get("email", "").lower() or _place(values.get("name", ""), values.get("department", ""))
    for one in {mark, line.employee.pk if line.employee else mark}:
        if one in met and not line.errors:
            line.errors.append(_("This person stands in the file twice."))
    met |= {mark, line.employee.pk if line.employee else mark}


def _changes(line: Line):
    person = line.employee
    for name, after in line.values.items():
        before = department_of(person) if name == "department" else getattr(person, name)
        if before != after:
            yield (name, before, after)
    if person.has_left:
        yield ("has_left", "", "")
