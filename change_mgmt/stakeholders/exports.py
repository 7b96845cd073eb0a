"""The register as files; read again, they change nothing."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.columns import COLUMNS, Choices
from core.sheets import Column, Page, write_csv, write_xlsx

WIDTHS = {"name": 32, "next_step": 40, "wins": 40, "loses": 40}


def workbook(stakeholders: Iterable[Stakeholder], choices: Choices) -> bytes:
    columns = [Column(column.label, WIDTHS.get(column.name, 16)) for column in COLUMNS.values()]
    return write_xlsx([Page(_("Stakeholders"), columns, _rows(stakeholders, choices), frozen=1)])


def text_table(stakeholders: Iterable[Stakeholder], choices: Choices) -> bytes:
    return write_csv([column.label for column in COLUMNS.values()], _rows(stakeholders, choices))


def _rows(stakeholders: Iterable[Stakeholder], choices: Choices) -> Iterator[list]:
    for each in stakeholders:
        values = [(column, getattr(each, column.name)) for column in COLUMNS.values()]
        yield [
            value if column.kind == "date" else choices.words(column, value) if value is not None else None
            for column, value in values
        ]
