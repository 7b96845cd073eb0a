"""The rows of an upload, one after the other, whatever file they came in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.data_readiness.models import DataFile
from implementation.data_readiness.tables.text import Reading, lines_in

TEXT = "utf-8"


def columns_of(data_file: DataFile) -> list[str]:
    """The headings, in the order of the file."""
    return [column["name"] for column in data_file.columns]


def read_rows(data_file: DataFile) -> Iterator[tuple[int, list[str]]]:
    """(line, cells as text) of each row that holds anything, below the headings; as many cells as there are columns."""
    width, head = len(data_file.columns), data_file.header_row
    for line, cells in read_lines(data_file):
        if line > head:
            yield line, cells[:width] + [""] * (width - len(cells))


def read_lines(data_file: DataFile) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each line that holds anything, from the top. Raises ``Refused`` where the rows are
    deleted, and with the line for what is no table."""
    if not data_file.has_rows:
        raise Refused(_("The rows of this file are deleted. Upload it again."))
    sheet = next((sheet for sheet in data_file.sheets if sheet["name"] == data_file.sheet), None)
    reading = Reading(data_file.encoding or TEXT, data_file.delimiter or ",", data_file.spaced)
    with data_file.file.storage.open(data_file.file.name, "rb") as stream:
        yield from lines_in(
            stream, reading, offset=sheet["offset"] if sheet else 0, last=sheet["lines"] if sheet else None
        )
