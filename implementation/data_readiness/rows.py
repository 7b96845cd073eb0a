"""The rows of an upload, one after the other, whatever file they came in."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.data_readiness.models import DataFile

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
    """(line, cells) of each line that holds anything, from the top. Raises ``Refused`` where the rows are deleted."""
    if not data_file.has_rows:
        raise Refused(_("The rows of this file are deleted. Upload it again."))
    sheet = next((sheet for sheet in data_file.sheets if sheet["name"] == data_file.sheet), None)
    with data_file.file.storage.open(data_file.file.name, "rb") as raw:
        raw.seek(sheet["offset"] if sheet else 0)
        text = io.TextIOWrapper(raw, encoding=data_file.encoding or TEXT, newline="")
        last = sheet["lines"] if sheet else None
        yield from lines_of(text, data_file.delimiter or ",", spaced=data_file.spaced, last=last)


def lines_of(
    text: Iterable[str], delimiter: str, *, spaced: bool = False, last: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    """(line, cells without blanks around them) of a table of text, up to the ``last`` line."""
    reader = csv.reader(text, delimiter=delimiter, skipinitialspace=spaced)
    line = 1
    for found in reader:
        here, line = line, reader.line_num + 1
        if last is not None and here > last:
            return
        cells = [cell.strip() for cell in found]
        if any(cells):
            yield here, cells
