"""Stretches of time as arrays of [from, to) in whole microseconds, and how much of one lies within another. All exact."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Spans = NDArray[np.int64]
NONE: Spans = np.empty((0, 2), dtype=np.int64)


def spans_of(pairs: Iterable[tuple[int, int]]) -> Spans:
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)


def merged(spans: Spans, start: int, end: int) -> Spans:
    """The same time in order, without overlaps, within [start, end)."""
    cut = np.clip(spans, start, end)
    cut = cut[cut[:, 0] < cut[:, 1]]
    if not len(cut):
        return NONE
    cut = cut[np.argsort(cut[:, 0], kind="stable")]
    reach = np.maximum.accumulate(cut[:, 1])
    first = np.concatenate(([True], cut[1:, 0] > reach[:-1]))
    last = np.concatenate((first[1:], [True]))
    return np.column_stack((cut[first, 0], reach[last]))


def both(one: Spans, other: Spans) -> Spans:
    """The time that lies in both; each in order and without overlaps."""
    if not len(one) or not len(other):
        return NONE
    edges = np.unique(np.concatenate((one.ravel(), other.ravel())))
    pieces = np.column_stack((edges[:-1], edges[1:]))
    keep = (within(pieces, one) > 0) & (within(pieces, other) > 0)
    kept = pieces[keep]
    return merged(kept, int(edges[0]), int(edges[-1])) if len(kept) else NONE


def before(points: Ints, spans: Spans) -> Ints:
    """How much of the spans lies before each moment."""
    if not len(spans):
        return np.zeros(len(points), dtype=np.int64)
    lengths = spans[:, 1] - spans[:, 0]
    ahead = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)))
    begun = np.searchsorted(spans[:, 0], points, side="left")
    inside = np.zeros(len(points), dtype=np.int64)
    has = begun > 0
    current = begun[has] - 1
    inside[has] = np.minimum(points[has] - spans[current, 0], lengths[current])
    whole: Ints = ahead[np.maximum(begun - 1, 0)]
    result: Ints = whole + inside
    return result


def within(stretches: Spans, spans: Spans) -> Ints:
    """How much of each stretch lies in the spans, which are in order and without overlaps."""
    return before(stretches[:, 1], spans) - before(stretches[:, 0], spans)


def covers(points: Ints, spans: Spans) -> NDArray[np.bool_]:
    """Whether each moment lies in the spans."""
    if not len(spans):
        return np.zeros(len(points), dtype=np.bool_)
    place = np.searchsorted(spans[:, 0], points, side="right") - 1
    found: NDArray[np.bool_] = (place >= 0) & (points < spans[np.maximum(place, 0), 1])
    return found


def length(spans: Spans) -> int:
    return int((spans[:, 1] - spans[:, 0]).sum())


def without(one: Spans, other: Spans) -> Spans:
    """The time of the first that does not lie in the second; each in order and without overlaps."""
    if not len(one) or not len(other):
        return one
    edges = np.unique(np.concatenate((one.ravel(), other.ravel())))
    pieces = np.column_stack((edges[:-1], edges[1:]))
    kept = pieces[(within(pieces, one) > 0) & (within(pieces, other) == 0)]
    return merged(kept, int(edges[0]), int(edges[-1])) if len(kept) else NONE


def between(spans: Spans, start: int, end: int) -> Spans:
    """What lies in [start, end); in order and without overlaps already."""
    return merged(spans, start, end)
