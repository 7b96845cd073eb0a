"""What one record would hold: for each column a suggested value and the row it comes from."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from implementation.data_readiness.duplicates.text import fold

N = TypeVar("N", bound=Hashable)


@dataclass(frozen=True)
class Suggested(Generic[N]):
    value: str
    source: N


@dataclass(frozen=True)
class Merge(Generic[N]):
    kept: N
    others: tuple[N, ...]
    values: tuple[Suggested[N] | None, ...]


def merge(rows: Sequence[tuple[N, Sequence[str]]]) -> Merge[N]:
    """Keep the row that says most; for each column take what most rows say, the kept row's where none has more."""
    width = max(len(cells) for _key, cells in rows)
    ranked = sorted(rows, key=lambda row: -sum(bool(cell) for cell in row[1]))
    kept = ranked[0][0]
    values = tuple(
        suggested([(key, cells[at]) for key, cells in ranked if at < len(cells) and cells[at]]) for at in range(width)
    )
    return Merge(kept, tuple(key for key, _cells in rows if key != kept), values)


def suggested(found: Sequence[tuple[N, str]]) -> Suggested[N] | None:
    if not found:
        return None
    counts = Counter(fold(value) for _key, value in found)
    most = max(counts.values())
    key, value = next((key, value) for key, value in found if counts[fold(value)] == most)
    return Suggested(value, key)
