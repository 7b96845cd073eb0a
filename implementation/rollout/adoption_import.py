"""Taking in a file of weekly figures: looked at first, then written in whole or not at all, and undone on request."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import sheets
from core.evidence import in_every_language, words_of
from implementation.programme.models import Programme
from implementation.rollout.adoption_file import rows as reading
from implementation.rollout.adoption_file.cells import is_day_first, plain
from implementation.rollout.adoption_file.changes import Changes, changes
from implementation.rollout.adoption_file.headings import FIELDS, NAMES, REQUIRED, find_header, guess_columns
from implementation.rollout.adoption_file.rows import Known, Line, Reading, read_rows
from implementation.rollout.models import AdoptionFigure, Module, Pilot

LIMITS = sheets.Limits(file_bytes=5_000_000, rows=20_000, columns=60, cell_length=500)
#: What a person chooses for a name whose rows are not wanted.
LEAVE_OUT = 0

#: What the columns are called, on the page and in an export.
TITLES = {
    "week": _("Week"),
    "module": _("Module"),
    "department": _("Department"),
    "pilot": _("Pilot"),
    "active": _("Active in that week"),
    "staff": _("People who could use it"),
    "logins": _("Logins"),
    "records": _("Records made"),
}
#: Where the counts of a line are kept.
KEPT_AS = {"active": "active_users", "staff": "staff", "logins": "logins", "records": "records"}

#: Why a row cannot be used; what to do about it.
REASONS = {
    reading.NO_WEEK: _("The row names no week."),
    reading.BAD_WEEK: _("Write the week as a day, like 2026-11-16."),
    reading.IN_THE_FUTURE: _("The week lies in the future."),
    reading.NO_NUMBER: _("A number is missing."),
    reading.BAD_NUMBER: _("Write a whole number from 0 on."),
    reading.NOBODY: _("With nobody who could use it there is no share: leave the row out."),
    reading.TOO_MANY: _("More people are active than could use it: look at both numbers."),
    reading.NO_NAME: _("The row names no module."),
    reading.NO_PLACE: _("The row names neither a department nor a pilot."),
    reading.UNKNOWN_NAME: _("Nobody on this programme knows this name: say below what it stands for."),
    reading.OTHER_MODULE: _("This pilot is of another module."),
}


@dataclass
class Look:
    """What a file holds and what it would change."""

    sheet: sheets.Sheet
    sheet_names: list[str]
    mapping: dict[str, Any]
    reading: Reading
    changes: Changes
    missing: list[str] = field(default_factory=list)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The columns to choose from, named as spreadsheets do and by their heading."""
        place = self.mapping["header"]
        cells = self.sheet.rows[place].cells if place < len(self.sheet.rows) else []
        found = []
        for column in range(self.sheet.width):
            text = str(cells[column] if column < len(cells) and cells[column] is not None else "")[:60]
            name = sheets.address(1, column)[:-1]
            found.append((column, f"{name}: {text}" if text else name))
        return found

    @property
    def problems(self) -> list[dict[str, Any]]:
        found = [
            {"line": item.line, "column": item.column, "reason": item.reason, "value": item.value}
            for item in self.reading.problems
        ]
        return sorted(found, key=lambda item: item["line"])


def own_headings() -> dict[str, set[str]]:
    """What the product itself writes above the columns, in each of its languages."""
    return {name: set(in_every_language(title).values()) for name, title in TITLES.items()}


def look_into(programme: Programme, name: str, data: bytes, mapping: dict[str, Any] | None = None) -> Look:
    """Read a file against what is on record; without a mapping its columns are guessed. Raises ``Unreadable``."""
    found = sheets.read(name, data, limits=LIMITS)
    chosen = mapping or _guess(found)
    sheet = found[min(chosen["sheet"], len(found) - 1)]
    missing = [name for name in REQUIRED if name not in chosen["columns"]]
    if not {"department", "pilot"} & set(chosen["columns"]):
        missing.append("department")
    if not {"module", "pilot"} & set(chosen["columns"]):
        missing.append("module")
    reading, would = Reading(), Changes()
    if not missing:
        reading = read_rows(
            sheet.rows[chosen["header"] + 1 :],
            columns=chosen["columns"],
            known=known_to(programme, chosen["names"]),
            as_of=timezone.localdate(),
            day_first=chosen["order"] != "month",
        )
        would = changes(_on_record(programme, reading.lines), reading.lines)
    return Look(sheet, [item.name for item in found], chosen, reading, would, missing)


def _guess(found: list[sheets.Sheet]) -> dict[str, Any]:
    """The sheet with most known headings, its headings, and how its days are written."""
    own = own_headings()
    heads = [find_header(sheet.rows, own) for sheet in found]
    columns = [guess_columns(sheet.rows[head].cells, own) for sheet, head in zip(found, heads, strict=True)]
    best = max(range(len(found)), key=lambda place: (len(columns[place]), -place))
    week = columns[best].get("week")
    days = [row.cells[week] for row in found[best].rows if week is not None and week < len(row.cells)]
    return {
        "sheet": best,
        "header": heads[best],
        "columns": columns[best],
        "order": "day" if is_day_first(days) else "month",
        "names": {},
    }


def known_to(programme: Programme, chosen: dict[str, dict[str, int]]) -> Known:
    """The programme's modules, departments and pilots by name, and what the person chose for other names."""
    modules = list(programme.modules.all())
    pilots = list(programme.pilots.all())
    names: dict[str, dict[str, int]] = {
        "module": {plain(module.name): module.pk for module in modules}
        | {plain(words): module.pk for module in modules for words in _catalogue(module)},
        "department": {plain(place.name): place.pk for place in programme.organisation.departments.all()},
        "pilot": {plain(pilot.name): pilot.pk for pilot in reversed(pilots)},
    }
    allowed = {name: set(found.values()) | {LEAVE_OUT} for name, found in names.items()}
    usable = {name: {word: pk for word, pk in chosen.get(name, {}).items() if pk in allowed[name]} for name in NAMES}
    return Known(names, {pilot.pk: pilot.module_id for pilot in pilots}, usable)


def _catalogue(module: Module) -> Iterable[str]:
    """The usual name of a module in each language, and its key."""
    return [*words_of(module, "key").values(), module.key]


def _on_record(programme: Programme, lines: list[Line]) -> dict[reading.Key, dict[str, int | None]]:
    return {key_of(figure): counts_of(figure) for figure in figures_of(programme, {line.week for line in lines})}


def figures_of(programme: Programme, weeks: set[datetime.date]):
    if not weeks:
        return AdoptionFigure.objects.none()
    return AdoptionFigure.objects.filter(
        module__programme=programme, week__gte=min(weeks), week__lte=max(weeks)
    ).select_related("module")


def key_of(figure: AdoptionFigure) -> reading.Key:
    department = figure.department_id or 0
    return (figure.module_id, department, 0 if department else figure.pilot_id, figure.week)


def counts_of(figure: AdoptionFigure) -> dict[str, int | None]:
    return {name: getattr(figure, column) for name, column in KEPT_AS.items()}


def pilots_in(programme: Programme) -> list[tuple[Pilot, set[int]]]:
    """Every pilot that has started, with where it runs, the earliest first."""
    everywhere = {place.pk for place in programme.organisation.departments.all()}
    started = programme.pilots.exclude(actual_start=None).order_by("actual_start", "pk").prefetch_related("departments")
    return [
        (pilot, everywhere if pilot.way == Pilot.Way.PART else {place.pk for place in pilot.departments.all()})
        for pilot in started
    ]


def pilot_at(line: Line, pilots: list[tuple[Pilot, set[int]]]) -> int | None:
    """The pilot whose people a department's figure is of: it ran there in that week."""
    sunday = line.week + datetime.timedelta(days=6)
    for pilot, places in pilots:
        runs = pilot.actual_start <= sunday and (pilot.actual_end is None or pilot.actual_end >= line.week)
        if pilot.module_id == line.module and line.department in places and runs:
            return pilot.pk
    return None


__all__ = ["FIELDS", "LEAVE_OUT", "REASONS", "TITLES", "Look", "look_into"]
