"""Rows brought in, pasted or as a file: shown with the fate of each, and written at one go."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from change_mgmt.actions.stakeholders import EDIT, change_stakeholder, create_stakeholder
from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.columns import COLUMNS, IN_THE_ROW, Choices, Column
from core import audit
from core.evidence import plain, sha256_of
from core.models import User
from core.refusal import Refused, Stale
from core.sheets import Limits, read
from implementation.programme.models import Programme
from risks.register.pasting import MOST_ROWS, rows_of

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
NEEDED = ("name", "group")
LIMITS = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=MOST_ROWS + 1, columns=40, cells=20_000)


@dataclass(frozen=True)
class Place:
    """Where a paste into the table begins: these rows downwards, from this column to the right."""

    numbers: tuple[int, ...] = ()
    column: str = ""


@dataclass(frozen=True)
class Line:
    """One row: the stakeholder that it changes, None for a new one, and what becomes of it."""

    number: int
    name: str
    kind: str
    stakeholder: Stakeholder | None = None
    values: dict[str, Any] = field(default_factory=dict)
    said: tuple[Any, ...] = ()
    problems: tuple[tuple[Any, str], ...] = ()


def text_of_file(name: str, data: bytes) -> str:
    """The first sheet as the clipboard would hold it. Raises ``Unreadable``."""
    rows = read(name, data, limits=LIMITS)[0].rows
    return "\n".join("\t".join(_quoted(_words(cell)) for cell in row.cells) for row in rows)


def _words(cell: Any) -> str:
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if set(text) & set('"\t\r\n') else text


def preview(programme: Programme, text: str, place: Place, *, by: User, choices: Choices) -> list[Line]:
    """What would become of each row; nothing is written."""
    rows = rows_of(text)
    known = list(Stakeholder.objects.seen_by(by, programme).select_related("looked_after_by", "department"))
    if place.numbers:
        return _into_rows(rows, place, {each.pk: each for each in known}, choices)
    columns, rows, first = _headed(rows)
    by_name = {each.name.casefold(): each for each in known}
    lines = []
    for number, cells in enumerate(rows, start=first):
        line = _line(number, cells, columns, by_name, choices)
        lines.append(line)
        if line.kind == NEW:
            by_name[line.name.casefold()] = Stakeholder(name=line.name)
    return lines


def _into_rows(rows: list[list[str]], place: Place, known: dict[int, Stakeholder], choices: Choices) -> list[Line]:
    names = [column.name for column in IN_THE_ROW]
    if place.column not in names:
        raise Refused(_("Put the cursor into a cell that can be changed, then paste."))
    columns = IN_THE_ROW[names.index(place.column) :]
    if len(rows) > len(place.numbers):
        raise Refused(_("There are more rows to paste than rows below this cell."))
    lines = []
    for number, (cells, pk) in enumerate(zip(rows, place.numbers, strict=False), start=1):
        if pk not in known:
            raise Refused(_("The register has changed since you looked. Look at the rows again."))
        values, problems = _values(cells, columns, choices)
        lines.append(_fate(number, known[pk].name, known[pk], values, problems, choices))
    return lines


def _headed(rows: list[list[str]]) -> tuple[list[Column | None], list[list[str]], int]:
    """The column of each cell: by a first row of names, or else in their order."""
    known: dict[str, Column] = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            known |= {str(column.label).casefold(): column for column in COLUMNS.values()}
    found = [known.get(cell.strip().casefold()) for cell in rows[0]] if rows else []
    if COLUMNS["name"] in found and sum(1 for column in found if column) > 1:
        return found, rows[1:], 2
    return list(COLUMNS.values()), rows, 1


def _values(
    cells: Sequence[str], columns: Sequence[Column | None], choices: Choices
) -> tuple[dict[str, Any], list[tuple[Any, str]]]:
    values, problems = {}, []
    for column, cell in zip(columns, cells, strict=False):
        if column is None or (column.kind == "choice" and not cell.strip()):
            continue
        try:
            values[column.name] = choices.read(column, cell)
        except Refused as refusal:
            problems.append((column.label, str(refusal)))
    return values, problems


def _line(number, cells, columns, by_name: dict[str, Stakeholder], choices: Choices) -> Line:
    values, problems = _values(cells, columns, choices)
    name = values.pop("name", "")
    if not name:
        problems = problems or [(COLUMNS["name"].label, _("A stakeholder needs a name."))]
        return Line(number, "", REFUSED, problems=tuple(problems))
    found = by_name.get(name.casefold())
    if found is not None and found.pk is None:
        return Line(number, name, REFUSED, problems=(("", _("This name stands here twice.")),))
    if found is None and "group" not in values and not problems:
        problems.append((COLUMNS["group"].label, _("A new stakeholder needs a group.")))
    return _fate(number, name, found, values if found else {"name": name, **values}, problems, choices)


def _fate(number, name, found: Stakeholder | None, values, problems, choices: Choices) -> Line:
    if problems:
        return Line(number, name, REFUSED, found, problems=tuple(problems))
    if found is None:
        return _checked(Line(number, name, NEW, None, values, tuple(_said(values, choices))))
    differing = {key: value for key, value in values.items() if getattr(found, key) != value}
    if not differing:
        return Line(number, name, SAME, found)
    return _checked(Line(number, name, CHANGED, found, differing, tuple(_said(differing, choices))))


def _checked(line: Line) -> Line:
    """Refused where a date of a step has no step."""
    get = {**({} if line.stakeholder is None else line.stakeholder.__dict__), **line.values}.get
    if get("next_step_due") and not str(get("next_step") or "").strip():
        problem = (COLUMNS["next_step"].label, _("Say what is to be done by that day."))
        return Line(line.number, line.name, REFUSED, line.stakeholder, problems=(problem,))
    return line


def _said(values: dict[str, Any], choices: Choices):
    for key, value in values.items():
        column = COLUMNS[key]
        if key != "name" and value not in ("", None):
            yield f"{column.label}: {choices.words(column, value)}"


def counts(lines: list[Line]) -> dict[str, int]:
    by_kind = Counter(line.kind for line in lines)
    return {kind: by_kind[kind] for kind in (NEW, CHANGED, SAME, REFUSED)}


def digest(lines: list[Line]) -> str:
    """Marks what a preview showed: the same rows with the same fate for the same revisions."""

    def told(line: Line):
        values = {key: getattr(value, "pk", value) for key, value in line.values.items()}
        pk, revision = (line.stakeholder.pk, line.stakeholder.revision) if line.stakeholder else (None, None)
        return [line.number, line.name, line.kind, pk, revision, plain(values)]

    return sha256_of([told(line) for line in lines])


@transaction.atomic
def bring_in(programme: Programme, text: str, place: Place, *, by: User, choices: Choices, seen: str) -> list[Line]:
    """Write what the preview with the mark ``seen`` showed; refused rows stay out. ``Stale`` when anything changed since."""
    if not by.has_perm(EDIT, programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    lines = preview(programme, text, place, by=by, choices=choices)
    if digest(lines) != seen:
        raise Stale(_("The register has changed since you looked. Look at the rows again."))
    for line in lines:
        try:
            if line.kind == NEW:
                create_stakeholder(Stakeholder(programme=programme, **line.values), by=by)
            elif line.kind == CHANGED:
                change_stakeholder(line.stakeholder, by=by, **line.values)
        except ValidationError as error:
            raise Refused(f"{line.name}: {' '.join(error.messages)}") from error
    return lines
