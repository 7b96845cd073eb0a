"""Every week of adoption on record as a table; brought back, it changes nothing."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_csv, write_xlsx
from implementation.programme.models import Programme
from implementation.rollout.adoption_import import TITLES
from implementation.rollout.models import AdoptionFigure

WIDTHS = {"week": 12, "module": 28, "department": 24, "pilot": 28}


def rows_of(programme: Programme) -> Iterator[list[Any]]:
    """Week, module, department, pilot (only where the figure is of a pilot as a whole), and the counts."""
    found = AdoptionFigure.objects.filter(module__programme=programme).select_related("module", "department", "pilot")
    for item in found.order_by("week", "module__order", "module_id", "department__name", "pk"):
        yield [
            item.week,
            item.module.name,
            item.department.name if item.department else None,
            None if item.department else item.pilot.name,
            item.active_users,
            item.staff,
            item.logins,
            item.records,
        ]


def as_csv(programme: Programme) -> bytes:
    return write_csv(list(TITLES.values()), rows_of(programme))


def as_xlsx(programme: Programme) -> bytes:
    columns = [Column(title, WIDTHS.get(name, 14)) for name, title in TITLES.items()]
    return write_xlsx([Page(_("Adoption"), columns, rows_of(programme), frozen=1)])
