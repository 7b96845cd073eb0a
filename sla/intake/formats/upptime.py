"""History of Upptime: the file of a site (YAML), or what ``git log -p history/`` says of all of them."""

import re
from collections.abc import Iterator

from sla.intake.formats.delimited import Lines
from sla.intake.formats.table import Cells, Table, checked
from sla.intake.reasons import Reason, Unusable, UnusableFile

COLUMNS = ["monitor", "time", "status", "http_code", "response_ms", "url"]
FIELDS = {"status": 2, "code": 3, "responseTime": 4, "url": 5, "lastUpdated": 1}
_FILE = re.compile(r"diff --git a/\S+ b/(?:\S*/)?([^/\s]+)\.ya?ml")
_PAIR = re.compile(r"([+ -]?)\s*(status|code|responseTime|url|lastUpdated):\s*(.*)")


def read(lines: Lines, *, name: str) -> Table:
    """``name`` is that of the file: of a single site it is the monitor's."""
    stem = re.sub(r"\.ya?ml$", "", name.rpartition("/")[2])
    return Table(list(COLUMNS), _rows(lines, stem))


def _rows(lines: Lines, stem: str) -> Iterator[tuple[int, Cells]]:
    cells, start, any_row = _blank(stem), 0, False
    for number, line in lines:
        if isinstance(line, Unusable):
            yield number, line
            continue
        found = _FILE.match(line)
        if found or line.strip() == "---" or line.startswith("commit "):
            if cells[1]:
                any_row = True
                yield start, checked(cells, len(COLUMNS))
            cells, start = _blank(found[1] if found else stem), number
            continue
        pair = _PAIR.fullmatch(line.rstrip())
        if pair and pair[1] != "-":
            start = start or number
            cells[FIELDS[pair[2]]] = pair[3].strip("\"' ")
    if cells[1]:
        any_row = True
        yield start, checked(cells, len(COLUMNS))
    if not any_row:
        raise UnusableFile(Reason.NO_ROWS)


def _blank(monitor: str) -> list[str]:
    return [monitor, "", "", "", "", ""]
