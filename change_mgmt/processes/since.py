"""What differs between a process as it was frozen and as it is. Plain Python over frozen facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NEW, GONE, CHANGED = "new", "gone", "changed"


@dataclass(frozen=True)
class Change:
    """One difference. ``part`` is head, as_is, to_be, fates or lanes; ``name`` the field, empty for a whole row."""

    kind: str
    part: str
    title: str
    name: str = ""
    was: Any = None
    now: Any = None


#: What two sets of facts are compared by; figures and warnings follow from it.
ROWS = ("as_is", "to_be", "fates", "lanes")


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every difference in the head first, then row by row; rows are known again by their ``key``."""
    found = [
        Change(CHANGED, "head", "", name, old["head"].get(name), new["head"].get(name))
        for name in {**old["head"], **new["head"]}
        if old["head"].get(name) != new["head"].get(name)
    ]
    for part in ROWS:
        found += _rows(part, old[part], new[part])
    return found


def _rows(part: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    before, after = ({row["key"]: row for row in rows} for rows in (old, new))
    for key, row in after.items():
        if key not in before:
            yield Change(NEW, part, row["title"])
            continue
        for name in row:
            if name not in ("key", "title") and row[name] != before[key].get(name):
                yield Change(CHANGED, part, row["title"], name, before[key].get(name), row[name])
        if row["title"] != before[key]["title"]:
            yield Change(CHANGED, part, row["title"], "title", before[key]["title"], row["title"])
    for key, row in before.items():
        if key not in after:
            yield Change(GONE, part, row["title"])
