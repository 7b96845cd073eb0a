"""Exports of Uptime Kuma: heartbeats wherever they stand in the JSON, and the names of their monitors."""

from collections.abc import Iterable, Iterator
from typing import Any

from sla.intake.formats.json_leaves import as_text, leaves
from sla.intake.formats.table import Cells, Table, checked
from sla.intake.reasons import Reason, UnusableFile

COLUMNS = ["monitor", "time", "status", "ping"]
WHOSE = ("monitorID", "monitor_id", "monitorId", "monitor")
MOST_MONITORS = 10_000
#: As Uptime Kuma itself counts them: pending is not up, maintenance is no fault.
WORDS = {"0": "down", "1": "up", "2": "down", "3": "up"}


def monitor_names(pieces: Iterable[str]) -> dict[str, str]:
    """id -> name of everything that has both."""
    found: dict[str, str] = {}
    for _path, item in _objects(pieces):
        if "id" in item and item.get("name") and "status" not in item:
            if len(found) >= MOST_MONITORS:
                raise UnusableFile(Reason.WRONG_SHAPE)
            found[as_text(item["id"])] = as_text(item["name"])[:200]
    return found


def read(pieces: Iterable[str], *, names: dict[str, str]) -> Table:
    return Table(list(COLUMNS), _rows(pieces, names))


def _rows(pieces: Iterable[str], names: dict[str, str]) -> Iterator[tuple[int, Cells]]:
    number = 0
    for path, item in _objects(pieces):
        if "status" not in item or "time" not in item:
            continue
        number += 1
        whose = next((as_text(item[key]) for key in WHOSE if item.get(key) is not None), "")
        whose = whose or next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
        cells = [names.get(whose, whose), as_text(item["time"]), as_text(item["status"]), as_text(item.get("ping"))]
        yield number, checked(cells, len(COLUMNS))
    if not number:
        raise UnusableFile(Reason.NO_ROWS)


def _objects(pieces: Iterable[str]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Objects as far as they are flat, in the order of the file."""
    where: tuple[Any, ...] | None = None
    item: dict[str, Any] = {}
    for path, value in leaves(pieces):
        parent = path[:-1]
        if parent != where:
            if where is not None:
                yield where, item
            where, item = parent, {}
        if path and isinstance(path[-1], str) and len(item) < 200:
            item[path[-1]] = value
    if where is not None:
        yield where, item
