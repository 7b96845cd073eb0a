"""Rows with faults, to be handed back: the values come from the upload as long as it is there."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.sheets import Column, Page, write_xlsx
from core.text import gap
from implementation.data_readiness.models import DataFile, Profile
from implementation.data_readiness.rows import columns_of, read_rows
from implementation.data_readiness.words import REASONS


@dataclass(frozen=True)
class BadRow:
    line: int
    cells: list[str]
    #: By heading, why the cell cannot be right.
    reasons: dict[str, list[Any]]

    def paired(self, columns: list[str]) -> list[tuple[str, list[Any]]]:
        return [(cell, self.reasons.get(name, [])) for name, cell in zip(columns, self.cells, strict=True)]


def bad_rows(data_file: DataFile, profile: Profile, *, first: int = 0, most: int | None = None) -> Iterator[BadRow]:
    """The rows that the profile remembers, from the ``first`` on, as they stand in the upload."""
    wanted = profile.samples[first : None if most is None else first + most]
    reasons = dict(wanted)
    if not reasons:
        return
    last = max(reasons)
    for line, cells in read_rows(data_file):
        if line in reasons:
            by_column: dict[str, list[Any]] = {}
            for column, reason in reasons[line]:
                by_column.setdefault(column, []).append(REASONS.get(reason, reason))
            yield BadRow(line, cells, by_column)
        if line >= last:
            return


def as_xlsx(data_file: DataFile, profile: Profile) -> bytes:
    """A sheet of the rows with a column “why” beside each column that has faults."""
    names = columns_of(data_file)
    faulty = {column for _line, told in profile.samples for column, _reason in told}
    columns = [Column(pgettext("of a file", "Line"), 8)]
    for name in names:
        columns.append(Column(name, 22))
        if name in faulty:
            columns.append(Column(_("What is wrong: %(column)s") % {"column": name}, 34))

    def rows() -> Iterator[list[Any]]:
        for row in bad_rows(data_file, profile):
            cells: list[Any] = [row.line]
            for name, cell in zip(names, row.cells, strict=True):
                cells.append(cell or None)
                if name in faulty:
                    cells.append(gap().join(str(reason) for reason in row.reasons.get(name, [])) or None)
            yield cells

    return write_xlsx([Page(_("Rows with faults"), columns, rows(), frozen=1)])


def file_name(data_file: DataFile, on: datetime.date) -> str:
    return f"rows-with-faults-{data_file.pk}-{on.isoformat()}.xlsx"
