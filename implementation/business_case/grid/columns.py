"""The columns of a line, and which of them mean something for which shape."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import say
from implementation.business_case.models import BusinessCase, Line
from implementation.business_case.words import YEAR

RECURRING = (Line.Shape.MONTHLY, Line.Shape.YEARLY)


@dataclass(frozen=True)
class Column:
    """``kind``: text, choice, amount, percent or month. ``year`` is set for the amount of a year."""

    name: str
    label: Any
    kind: str
    css: str = "num nowrap"
    year: int | None = None


COLUMNS = (
    Column("title", _("Line"), "text", "title"),
    Column("category", _("Category"), "choice", ""),
    Column("shape", _("When"), "choice", "nowrap"),
    Column("low", pgettext_lazy("amount", "Low"), "amount"),
    Column("likely", pgettext_lazy("amount", "Likely"), "amount"),
    Column("high", pgettext_lazy("amount", "High"), "amount"),
    Column("growth", _("Growth, % a year"), "percent"),
    Column("start_month", _("Start month"), "month"),
    Column("end_month", _("End month"), "month"),
    Column("goal", _("Goal"), "choice", ""),
)


def columns(case: BusinessCase) -> list[Column]:
    years = [Column(f"y{year}", say(YEAR, n=year), "amount", year=year) for year in case.years]
    return [*COLUMNS, *years]


def is_open(shape: str, column: Column) -> bool:
    """Whether a line of this shape has something to write here."""
    if column.year is not None:
        return shape == Line.Shape.YEARS
    if column.name == "likely":
        return shape != Line.Shape.YEARS
    if column.name == "start_month":
        return shape != Line.Shape.YEARS
    if column.name in ("growth", "end_month"):
        return shape in RECURRING
    return True
