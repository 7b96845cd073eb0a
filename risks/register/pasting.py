"""Cells copied from a spreadsheet: read, shown with the fate of every row, and written at one go."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.evidence import plain, sha256_of
from core.models import User
from core.refusal import Refused, Stale
from implementation.programme.models import Programme
from risks.actions import enter_risk
from risks.models import Risk
from risks.register.bulk import CHANGED, NEW, REFUSED, SAME, Change, counts, fate, risks_with
from risks.register.columns import COLUMNS, Column
from risks.register.saving import say_change, write
from risks.register.undoing import keep
from risks.register.values import Choices, shown

MOST_ROWS, MOST_LETTERS = 500, 500_000


@dataclass(frozen=True)
class Place:
    """Where a paste begins: these risks downwards, these columns to the right. Without risks every row is a new one."""

    numbers: tuple[int, ...] = ()
    columns: tuple[str, ...] = ("title",)


@dataclass(frozen=True)
class Line:
    """One pasted row: the risk it changes, None for a new one, and what becomes of it."""

    number: int
    cells: tuple[str, ...]
    kind: str
    risk: Risk | None = None
    values: dict[str, Any] = field(default_factory=dict)
    step: str = ""
    said: tuple[Any, ...] = ()
    problems: tuple[tuple[Any, str], ...] = ()

    @property
    def title(self) -> str:
        return str(self.risk) if self.risk else str(self.values.get("title", "") or self.cells[0])


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


def copied(risks: Sequence[Risk], columns: Sequence[Column], choices: Choices) -> str:
    """What the clipboard gets for these rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows([shown(choices, column, risk) for column in columns] for risk in risks)
    return out.getvalue()


def headings(rows: list[list[str]], columns: Sequence[Column]) -> list[str] | None:
    """The columns that a first row names, when at least the title and every other filled cell is a name of one."""
    names = {str(column.label).casefold(): column.name for column in columns} | {"title": "title"}
    found = [names.get(cell.strip().casefold()) for cell in rows[0]]
    filled = [name for name, cell in zip(found, rows[0], strict=True) if cell.strip()]
    return [name or "" for name in found] if filled and all(filled) and "title" in filled else None


def preview(programme: Programme, text: str, place: Place, *, choices: Choices, by: User) -> list[Line]:
    """The fate of every row; nothing is written. Raises ``Refused`` for what is no table at all."""
    rows = rows_of(text)
    names = headings(rows, list(COLUMNS.values()))
    body = rows[1:] if names else rows
    names = names or list(place.columns)
    known = {risk.pk: risk for risk in risks_with(programme, list(place.numbers))}
    order = [known[number] for number in place.numbers if number in known]
    lines = []
    for index, cells in enumerate(body):
        risk = order[index] if index < len(order) else None
        lines.append(_line(index + 1, cells, names, risk, choices, by))
    return lines


def _line(number: int, cells: list[str], names: list[str], risk: Risk | None, choices: Choices, by: User) -> Line:
    values, step, problems = {}, "", []
    if any(cell.strip() for cell in cells[len(names) :]):
        problems.append((cells[len(names)], _("There are more cells than columns to the right of where you began.")))
    for name, cell in zip(names, cells, strict=False):
        column = COLUMNS.get(name)
        if column is None or (risk is not None and cell == shown(choices, column, risk)):
            continue
        try:
            if not column.editable:
                _ask_follows(column, cell, risk)
            elif column.kind == "step":
                step = choices.read(column, cell, risk) if cell.strip() else ""
            elif risk is not None or cell.strip():
                values[name] = choices.read(column, cell, risk)
        except Refused as refusal:
            problems.append((column.label, str(refusal)))
    if problems:
        return Line(number, tuple(cells), REFUSED, risk, values, problems=tuple(problems))
    return (
        _new(number, cells, values, choices)
        if risk is None
        else _changed(number, cells, risk, values, step, choices, by)
    )


def _ask_follows(column: Column, cell: str, risk: Risk | None) -> None:
    """What follows from others is not written; a new row may bring it along."""
    if risk is not None and cell.strip():
        raise Refused(_("This column is not changed here: it follows from others, or has its own page."))


def _new(number: int, cells: list[str], values: dict, choices: Choices) -> Line:
    if not values.get("title"):
        return Line(number, tuple(cells), REFUSED, problems=((COLUMNS["title"].label, _("A risk needs a title.")),))
    said = [say_change(choices, name, _empty(name), value) for name, value in values.items() if name != "title"]
    return Line(number, tuple(cells), NEW, values=values, said=tuple(said))


def _empty(name: str) -> Any:
    return Risk._meta.get_field(name).get_default() if COLUMNS[name].kind in ("choice", "text") else None


def _changed(number, cells, risk, values, step, choices, by) -> Line:
    found = fate(risk, Change(values, step), choices, by)
    problems = ((COLUMNS["step"].label if step else "", str(found.why)),) if found.why else ()
    return Line(number, tuple(cells), found.kind, risk, found.fields, found.step, found.said, problems)


def digest(lines: list[Line]) -> str:
    """Marks what a preview showed."""
    return sha256_of(
        [
            [line.kind, line.risk and line.risk.pk, line.risk and line.risk.revision, plain(_keys(line.values))]
            for line in lines
        ]
    )


def _keys(values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "pk", value) for name, value in values.items()}


@transaction.atomic
def paste(
    programme: Programme, text: str, place: Place, *, by: User, choices: Choices, seen: str, without_refused: bool
) -> list[Line]:
    """Write what the preview showed, all or nothing; one undo takes it back.

    Raises ``Stale`` when the register changed since, ``Refused`` for rows that are refused and not left out on purpose.
    """
    if not by.has_perm("risks.edit_risk", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    lines = preview(programme, text, place, choices=choices, by=by)
    if digest(lines) != seen:
        raise Stale(_("The register has changed since you looked. Look at the rows again."))
    if counts(lines)[REFUSED] and not without_refused:
        raise Refused(_("Some rows are refused. Mend them in the spreadsheet, or say that they stay out."))
    with keep(programme, by) as kept:
        for line in lines:
            try:
                _write(programme, line, kept, by=by, choices=choices)
            except (ValidationError, Refused) as error:
                why = " ".join(getattr(error, "messages", [str(error)]))
                raise Refused(_("Line %(line)s: %(why)s") % {"line": line.number, "why": why}) from error
    return lines


def _write(programme: Programme, line: Line, kept, *, by: User, choices: Choices) -> None:
    if line.kind == CHANGED:
        kept.touch(line.risk)
        write(line.risk, by=by, choices=choices, changed=line.values, step=line.step)
    elif line.kind == NEW:
        kept.made(enter_risk(Risk(programme=programme, **line.values), by=by))


__all__ = ["CHANGED", "NEW", "REFUSED", "SAME", "Line", "Place", "copied", "digest", "paste", "preview", "rows_of"]
