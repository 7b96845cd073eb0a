"""Answers of Prometheus to a range query: ``data.result[].metric`` and ``.values`` (or ``.value`` of an instant query)."""

from collections.abc import Iterable, Iterator

from sla.intake.formats.json_leaves import as_text, leaves
from sla.intake.formats.table import Cells, Table, checked
from sla.intake.reasons import Reason, UnusableFile

COLUMNS = ["time", "value", "metric", "instance", "target", "job", "series"]
MOST_LABELS = 100


def read(pieces: Iterable[str]) -> Table:
    return Table(list(COLUMNS), _rows(pieces))


def _rows(pieces: Iterable[str]) -> Iterator[tuple[int, Cells]]:
    number, series, at = 0, None, ""
    labels: dict[str, str] = {}
    told: list[str] = []
    for path, value in leaves(pieces):
        if path == ("error",):
            raise UnusableFile(Reason.WRONG_SHAPE, as_text(value))
        if path[:2] != ("data", "result") or len(path) < 5:
            continue
        if path[2] != series:
            series, labels, told = path[2], {}, []
        if path[3] == "metric" and len(path) == 5:
            if len(labels) >= MOST_LABELS:
                raise UnusableFile(Reason.WRONG_SHAPE)
            labels[str(path[4])] = as_text(value)[:200]
        elif path[3] in ("values", "value"):
            if path[-1] == 0:
                at = as_text(value)
            elif path[-1] == 1:
                number += 1
                told = told or _told(labels)
                yield number, checked([at, as_text(value), *told], len(COLUMNS))
    if not number:
        raise UnusableFile(Reason.NO_ROWS)


def _told(labels: dict[str, str]) -> list[str]:
    """What the columns say of a series: its name, its usual labels, and all of them together."""
    name = labels.get("__name__", "")
    rest = ",".join(f"{key}={value}" for key, value in sorted(labels.items()) if key != "__name__")
    series = f"{name}{{{rest}}}"[:200] if rest else name
    return [name, labels.get("instance", ""), labels.get("target", ""), labels.get("job", ""), series]
