"""Which rows are one record: pairs joined to clusters, best pairs first. The result parts the rows: every row is in one cluster.

A chain (a like b, b like c, c like d, and a unlike d) must not make one record of strangers. So two clusters are joined only
where at least ``LINKED`` of all pairs between them are linked; a pair that somebody judged “different” keeps its clusters apart.
"""

from collections.abc import Hashable, Iterable, Set
from typing import TypeVar

from implementation.data_readiness.duplicates.weights import CERTAIN

N = TypeVar("N", bound=Hashable)
LINKED = 1 / 3
LARGEST = 200


def clusters(
    edges: Iterable[tuple[N, N, float]],
    *,
    threshold: float,
    same: Iterable[tuple[N, N]] = (),
    different: Iterable[tuple[N, N]] = (),
) -> list[list[N]]:
    """Clusters of two and more, in the order of their first row. ``edges`` are (row, row, bits)."""
    home: dict[N, int] = {}
    members: dict[int, set[N]] = {}
    near: dict[N, set[N]] = {}
    apart = either_way(different)
    judged = {*same}
    linked = [(CERTAIN + 1, a, b) for a, b in judged]
    linked += [(score, a, b) for a, b, score in edges if score >= threshold and (a, b) not in judged]
    linked = [(score, a, b) for score, a, b in linked if b not in apart.get(a, ())]
    linked.sort(key=lambda edge: (-edge[0], edge[1], edge[2]))
    for _score, a, b in linked:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
        for row in (a, b):
            if row not in home:
                home[row] = len(members)
                members[len(members)] = {row}
    for score, a, b in linked:
        one, two = home[a], home[b]
        if one == two or not may_join(members[one], members[two], near, apart, certain=score >= CERTAIN):
            continue
        if len(members[one]) < len(members[two]):
            one, two = two, one
        for row in members[two]:
            home[row] = one
        members[one] |= members.pop(two)
    return sorted(sorted(rows) for rows in members.values() if len(rows) > 1)  # type: ignore[type-var]


def either_way(pairs: Iterable[tuple[N, N]]) -> dict[N, set[N]]:
    found: dict[N, set[N]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def may_join(one: Set[N], two: Set[N], near: dict[N, set[N]], apart: dict[N, set[N]], *, certain: bool) -> bool:
    small, large = sorted((one, two), key=len)
    if any(apart.get(row, set()) & large for row in small):
        return False
    if certain:
        return True
    if len(one) + len(two) > LARGEST:
        return False
    links = sum(len(near[row] & large) for row in small)
    return links >= LINKED * len(one) * len(two)
