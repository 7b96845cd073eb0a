"""Which column is about what: by its heading, and by what stands in it."""

from collections.abc import Sequence

from sla.intake.guessing.evidence import looks_like_time
from sla.intake.headings import HEADINGS, ROLES_OF, plain, roles_of
from sla.intake.words import meaning_of

CERTAIN = {"status", "state", "状态", "狀態", "监控状态", "監控狀態", "运行状态", "運行狀態"}
_PLACE = {
    role: {word.strip(): place for place, word in enumerate(text.replace("\n", "").split("|"))}
    for role, text in HEADINGS.items()
}
Rows = Sequence[list[str]]


def about_of(columns: list[str], rows: Rows) -> str:
    """States, values or tickets."""
    candidates = [set(roles_of(name)) for name in columns]
    there = set().union(*candidates) if candidates else set()
    if "opened" in there and there & {"answered", "solved"} and "key" in there:
        return "tickets"
    if any(_is_status(name, column(rows, place)) for place, name in enumerate(columns)):
        return "states"
    return "values" if "value" in there else "states"


def columns_of(about: str, columns: list[str], rows: Rows) -> dict[str, str]:
    """role -> column, each column once, as far as it can be told."""
    found: dict[str, str] = {}
    for role in _by_need(about):
        free = [(place, name) for place, name in enumerate(columns) if name not in found.values()]
        fitting = [(_PLACE[role][plain(name)], place, name) for place, name in free if role in roles_of(name)]
        fitting = [item for item in fitting if _holds(role, item[2], column(rows, item[1]))]
        if fitting:
            found[role] = min(fitting)[2]
    _by_content(about, columns, rows, found)
    return found


def _by_need(about: str) -> tuple[str, ...]:
    """What cannot be missing is given its column first."""
    first = {"states": ("time", "status"), "values": ("time", "value"), "tickets": ("key", "opened")}[about]
    return (*first, *(role for role in ROLES_OF[about] if role not in first))


def column(rows: Rows, place: int) -> list[str]:
    return [row[place] for row in rows if place < len(row)]


def _is_status(name: str, cells: list[str]) -> bool:
    return "status" in roles_of(name) and (plain(name) in CERTAIN or _known_share(cells) >= 0.5)


def _known_share(cells: list[str]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(meaning_of(cell) is not None for cell in filled) / len(filled) if filled else 0.0


def _time_share(cells: list[str]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(looks_like_time(cell) for cell in filled) / len(filled) if filled else 0.0


def _holds(role: str, name: str, cells: list[str]) -> bool:
    """Whether what stands in the column agrees with its heading."""
    if role == "status":
        return _is_status(name, cells)
    if role in ("time", "opened") and any(cell.strip() for cell in cells):
        return _time_share(cells) > 0.2
    return True


def _by_content(about: str, columns: list[str], rows: Rows, found: dict[str, str]) -> None:
    """A time looks like one, a state like one, whatever stands above it."""
    when = "opened" if about == "tickets" else "time"
    free = [(place, name) for place, name in enumerate(columns) if name not in found.values()]
    if when not in found and not {"day", "clock"} <= found.keys():
        best = max(free, key=lambda item: _time_share(column(rows, item[0])), default=None)
        if best and _time_share(column(rows, best[0])) > 0.5:
            found[when] = best[1]
            free.remove(best)
    if about == "states" and "status" not in found:
        best = max(free, key=lambda item: _known_share(column(rows, item[0])), default=None)
        if best and _known_share(column(rows, best[0])) > 0.8:
            found["status"] = best[1]
            free.remove(best)
    if "monitor" not in found and all(name.isdigit() for name in columns):
        named = [name for place, name in free if _is_name(column(rows, place))]
        found |= {"monitor": named[0]} if named else {}


def _is_name(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and not any(cell.replace(".", "").isdigit() or looks_like_time(cell) for cell in filled)
