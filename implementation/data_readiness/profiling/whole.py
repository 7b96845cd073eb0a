"""Rules about whole columns, worked out from the marks (64-bit hashes) of their cells. 0 is the mark of an empty cell."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Marks: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


def counts(marks: Marks) -> tuple[int, int]:
    """(different values, rows whose value stands in another row too), empty cells left out."""
    _values, times = np.unique(marks[marks != 0], return_counts=True)
    return len(times), int(times[times > 1].sum())


def repeated(marks: Marks) -> Mask:
    """Rows whose value stands in another row too."""
    values, times = np.unique(marks[marks != 0], return_counts=True)
    return np.isin(marks, values[times > 1])


def together(first: Marks, second: Marks) -> Marks:
    """One mark for two cells."""
    left: NDArray[np.uint64] = first.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    right: NDArray[np.uint64] = second.view(np.uint64)
    right = (right ^ np.right_shift(right, np.uint64(29))) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed: NDArray[np.uint64] = left + right
    mixed = mixed ^ np.right_shift(mixed, np.uint64(31))
    found: Marks = mixed.view(np.int64)
    return found


def contradicting(first: Marks, second: Marks) -> Mask:
    """Rows whose second value is not the one that most rows of the same first value have; where none leads, all of them."""
    both = (first != 0) & (second != 0)
    bad: Mask = np.zeros(len(first), dtype=np.bool_)
    places = np.flatnonzero(both)
    if not len(places):
        return bad
    keys, group = np.unique(first[places], return_inverse=True)
    pairs, pair, times = np.unique(together(first[places], second[places]), return_inverse=True, return_counts=True)
    owner = np.empty(len(pairs), dtype=np.int64)
    owner[pair] = group
    most = np.zeros(len(keys), dtype=np.int64)
    np.maximum.at(most, owner, times)
    leads = times == most[owner]
    leaders = np.bincount(owner[leads], minlength=len(keys))
    right = leads & (leaders[owner] == 1)
    bad[places] = ~right[pair]
    return bad


def orphans(marks: Marks, known: Marks) -> Mask:
    """Filled rows whose value is not known elsewhere."""
    found: Mask = (marks != 0) & ~np.isin(marks, known)
    return found


def disagreeing(keys: Marks, values: Marks, known_keys: Marks, known_values: Marks) -> tuple[Mask, Mask]:
    """(rows whose key is known elsewhere, those of them whose value is another one there)."""
    shared = (keys != 0) & np.isin(keys, known_keys[known_keys != 0])
    known = np.unique(together(known_keys, known_values))
    return shared, shared & ~np.isin(together(keys, values), known)
