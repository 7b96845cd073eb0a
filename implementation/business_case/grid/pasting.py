"""Cells copied from a spreadsheet: read, shown with the fate of every row, and written at one go."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import say
from implementation.business_case.grid.columns import Column, columns
from implementation.business_case.grid.fates import Fate, fate_of, fate_of_new
from implementation.business_case.grid.values import Choices
from implementation.business_case.models import Line
from implementation.business_case.worth import Worth

MOST_ROWS, MOST_LETTERS = 60, 200_000


def rows_of(text: str) -> list[list[str]]:
    """The rows and cells of a clipboard: tabs between cells, quotes around those that hold more than one line."""
    if len(text) > MOST_LETTERS:
        raise Refused(_("This is too much for one paste: import it as a file."))
    try:
        rows = [row for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter="\t") if any(row)]
    except csv.Error:
        raise Refused(_("This cannot be read as rows and cells: copy it from the spreadsheet again.")) from None
    if not rows:
        raise Refused(_("There is nothing to paste: copy some cells first."))
    if len(rows) > MOST_ROWS:
        raise Refused(_("More than %(most)s rows are better imported as a file.") % {"most": MOST_ROWS})
    return rows


def preview(worth: Worth, text: str, *, column: str, numbers: Sequence[int], kind: str, choices: Choices) -> list[Fate]:
    """The fate of every row: the lines with these ``numbers`` downwards, beyond them new lines of this ``kind``."""
    all_columns = columns(worth.case)
    names = [item.name for item in all_columns]
    right = all_columns[names.index(column) if column in names else 0 :]
    rows = {row.line.pk: row for row in worth.rows}
    order = [rows[number] for number in numbers if number in rows]
    found = []
    for place, cells in enumerate(rows_of(text)):
        where = str(say(_("Row {n}"), n=place + 1))
        sent = {item.name: cell for item, cell in zip(right, cells, strict=False)}
        if len(cells) > len(right):
            found.append(_too_wide(where, cells[0], right))
        elif place < len(order):
            found.append(fate_of(order[place], sent, all_columns, choices, where=where))
        else:
            found.append(fate_of_new(worth.scenario, _kind(kind), sent, all_columns, choices, where=where))
    return found


def _kind(kind: str) -> str:
    return kind if kind in Line.Kind.values else Line.Kind.COST


def _too_wide(where: str, title: str, right: list[Column]) -> Fate:
    words = _("There are more cells than columns to the right of where you began.")
    return Fate(where, title[:120], "refused", problems=((right[-1].name, words),))
