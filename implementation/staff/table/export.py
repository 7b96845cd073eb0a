"""The list as a file; brought back, it changes nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_csv, write_xlsx
from implementation.staff.models import Employee
from implementation.staff.table.columns import FIELDS, heading

WIDTHS = {"name": 28, "email": 34, "department": 24, "post": 28}


def rows_of(people: Iterable[Employee]) -> Iterator[list[Any]]:
    for person in people:
        yield [
            person.name,
            person.email,
            person.department.name if person.department else "",
            str(person.get_level_display()),
            person.post,
            str(person.get_language_display()),
        ]


def as_csv(people: Iterable[Employee]) -> bytes:
    return write_csv([heading(name) for name in FIELDS], rows_of(people))


def as_xlsx(people: Iterable[Employee]) -> bytes:
    columns = [Column(heading(name), WIDTHS.get(name, 16)) for name in FIELDS]
    return write_xlsx([Page(_("People of the organisation"), columns, rows_of(people), frozen=1)])
