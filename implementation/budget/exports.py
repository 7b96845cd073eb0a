"""The costs as a table to take away; filled in further, it can be brought back."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_csv, write_xlsx
from implementation.budget.cost_import import TITLES
from implementation.budget.models import ActualCost

WIDTHS = {"on": 12, "category": 24, "amount": 14, "supplier": 28, "reference": 18, "note": 40, "package": 28}


def _headings() -> dict[str, Any]:
    return {**TITLES, "state": _("State"), "by": _("Entered by")}


def _rows(costs: Iterable[ActualCost]) -> Iterator[list[Any]]:
    for cost in costs:
        yield [
            cost.on,
            str(cost.get_category_display()),
            cost.amount,
            cost.supplier,
            cost.reference,
            cost.note,
            cost.package.name if cost.package else None,
            str(cost.get_state_display()),
            cost.by.name,
        ]


def as_csv(costs: Iterable[ActualCost]) -> bytes:
    return write_csv(list(_headings().values()), _rows(costs))


def as_xlsx(costs: Iterable[ActualCost]) -> bytes:
    columns = [Column(title, WIDTHS.get(name, 16)) for name, title in _headings().items()]
    return write_xlsx([Page(_("Actual costs"), columns, _rows(costs), frozen=1)])
