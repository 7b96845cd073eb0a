"""Find probable duplicates: encode, block, compare, weigh. Knows no Django and no file.

encoder = Encoder(roles); encoder.add(number, cells, places) …
found = find(encoder.done())
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from implementation.data_readiness.duplicates.blocking import candidates
from implementation.data_readiness.duplicates.comparing import Bits, Field, Level, Levels
from implementation.data_readiness.duplicates.encoding import Column, Encoded, Encoder
from implementation.data_readiness.duplicates.roles import ColumnRole as R
from implementation.data_readiness.duplicates.weights import (
    CERTAIN,
    COMMON,
    COMMON_CEILING,
    KEPT_FROM,
    PLACE,
    SHARED,
    SWAPPED,
    prior,
)

CHUNK = 200_000
# Dates and numbers are compared without looking at their signs one by one; names and texts cost more.
CHEAPEST_FIRST = (
    R.BIRTH, R.ID, R.PHONE, R.NUMBER, R.POSTCODE, R.CITY, R.STATE, R.CATEGORY, R.GIVEN, R.SURNAME, R.EMAIL,
    R.NAME, R.COMPANY, R.ADDRESS,
)  # fmt: skip
SLACK = 0.01  # bits of rounding while fields are taken one after the other
ALL_COPIES = 12  # of so many equal rows every pair is named; of more, each with the first


@dataclass(frozen=True)
class Evidence:
    role: str
    level: Level
    bits: float


@dataclass(frozen=True)
class Pair:
    """Two rows (by number in the file), the bits that speak for them being one, and field by field why."""

    first: int
    second: int
    score: float
    evidence: tuple[Evidence, ...]
    first_file: int = 0
    second_file: int = 0


def roles_in(places: Iterable[Sequence[R]]) -> list[R]:
    return sorted({role for roles in places for role in roles}, key=list(R).index)


def places_of(roles: Sequence[R]) -> dict[R, list[int]]:
    """The columns of each role."""
    found: dict[R, list[int]] = {}
    for at, role in enumerate(roles):
        if role is not R.IGNORED:
            found.setdefault(role, []).append(at)
    return found


def find_in(rows: Iterable[tuple[int, Sequence[str]]], roles: Sequence[R]) -> list[Pair]:
    """The duplicates among rows of one table: ``(number, cells)`` each, a role for each column."""
    encoder, places = Encoder(roles_in([roles])), places_of(roles)
    for number, cells in rows:
        encoder.add(number, cells, places)
    return find(encoder.done())


def find(
    encoded: Encoded,
    *,
    kept_from: float = KEPT_FROM,
    across: bool = False,
    progress: Callable[[float], None] | None = None,
) -> list[Pair]:
    """All pairs of at least ``kept_from`` bits, best first; ``across`` keeps those between two files only."""
    rows = len(encoded.rows)
    if rows < 2 or not encoded.columns:
        return []
    chosen, group = distinct_rows(encoded)
    columns = {
        role: Column(role, c.vocabulary, [slot[chosen] for slot in c.slots]) for role, c in encoded.columns.items()
    }
    wanted = candidates(columns, len(chosen))
    judge = Judge(encoded.columns, columns, rows)
    members = Members(group, encoded.whole)
    found: list[Pair] = []
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        a, b, scores, seen = judge.weigh(chunk // len(chosen), chunk % len(chosen), kept_from)
        told = reasons(seen, len(a))
        for first, second, score, why in zip(a.tolist(), b.tolist(), scores.tolist(), told, strict=True):
            for one, two in crossed(members.of(first), members.of(second)):
                found += named(encoded, one, two, score, why, across)
        if progress:
            progress(min(1.0, (start + CHUNK) / max(len(wanted), 1)))
    found += copies(encoded, members, across, judge, kept_from)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def named(
    encoded: Encoded, one: int, two: int, score: float, why: tuple[Evidence, ...], across: bool
) -> Iterable[Pair]:
    files = int(encoded.source[one]), int(encoded.source[two])
    if across and files[0] == files[1]:
        return
    if encoded.whole[one] == encoded.whole[two] and files[0] == files[1]:
        score, why = CERTAIN, (Evidence("row", Level.COPY, CERTAIN),)
    (file_1, row_1), (file_2, row_2) = sorted(((files[0], int(encoded.rows[one])), (files[1], int(encoded.rows[two]))))
    yield Pair(row_1, row_2, round(score, 2), why, file_1, file_2)


def crossed(first: list[int], second: list[int]) -> Iterable[tuple[int, int]]:
    if len(first) * len(second) > ALL_COPIES**2:
        return [(first[0], second[0])]
    return [(one, two) for one in first for two in second]


def distinct_rows(encoded: Encoded) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """One row for all that are equal in every compared field, and for each row which of them it is."""
    codes = np.stack([slot for column in encoded.columns.values() for slot in column.slots], axis=1)
    seen = np.ascontiguousarray(codes).view(np.dtype((np.void, codes.dtype.itemsize * codes.shape[1]))).ravel()
    _values, first, back = np.unique(seen, return_index=True, return_inverse=True)
    return first, back.ravel()


class Members:
    """The rows behind each distinct row, those with the same cells next to each other."""

    def __init__(self, group: NDArray[np.int64], whole: NDArray[np.int64]) -> None:
        self.order = np.lexsort((whole, group))
        self.sizes = np.bincount(group)
        self.ends = np.cumsum(self.sizes)

    def of(self, where: int) -> list[int]:
        end = self.ends[where]
        rows: list[int] = self.order[end - self.sizes[where] : end].tolist()
        return rows

    def several(self) -> NDArray[np.int64]:
        """The distinct rows that stand for more than one."""
        return np.flatnonzero(self.sizes > 1)


def copies(encoded: Encoded, members: Members, across: bool, judge: "Judge", kept_from: float) -> list[Pair]:
    """Rows that are equal: certain where every cell is, else as much as equal fields weigh."""
    found: list[Pair] = []
    several = members.several()
    worth = judge.copies(several, kept_from) if len(several) else {}
    for where in several.tolist():
        rows = members.of(where)
        pairs = pairwise(rows) if len(rows) > ALL_COPIES else combinations(rows, 2)
        score, why = worth.get(where, (-np.inf, ()))
        for one, two in pairs:
            if score > -np.inf or encoded.whole[one] == encoded.whole[two]:
                found += named(encoded, one, two, score, why, across)
    return found


Rows = NDArray[np.int64]
Seen = dict[R, tuple[Levels, Bits]]


class Judge:
    """Weighs pairs of distinct rows, the cheap fields first; pairs that cannot reach the limit any more are let go early."""

    def __init__(self, all_rows: dict[R, Column], columns: dict[R, Column], rows: int) -> None:
        self.fields = {role: Field(column, rows) for role, column in all_rows.items()}
        self.columns = columns
        self.prior = prior(rows)
        self.order = [role for role in CHEAPEST_FIRST if role in self.fields]

    def _best(self, role: R, a: NDArray[np.int64], b: NDArray[np.int64]) -> Bits:
        slots = self.columns[role].slots
        bounds = [self.fields[role].best(one[a], two[b]) for one in slots for two in slots]
        if role in (R.GIVEN, R.SURNAME) and {R.GIVEN, R.SURNAME} <= self.fields.keys():
            other = self.columns[R.SURNAME if role is R.GIVEN else R.GIVEN].codes
            bounds += [self.fields[role].best(slots[0][a], other[b]), self.fields[role].best(other[a], slots[0][b])]
        best: Bits = np.maximum.reduce(bounds)
        return np.maximum(best, 0)

    def weigh(
        self, a: NDArray[np.int64], b: NDArray[np.int64], kept_from: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Bits, Seen]:
        bound = {role: self._best(role, a, b) for role in self.fields}
        total: Bits = (np.stack(list(bound.values())).sum(axis=0) + self.prior).astype(np.float32)
        least = kept_from - SLACK
        total, bound, a, b, seen = self._left(total >= least, total, bound, a, b, {})
        for role in self.order:
            if role in seen or not len(a):
                continue
            found = self._judged(role, a, b)
            for part, (_levels, bits) in found.items():
                total = total - bound[part] + bits
            total, bound, a, b, seen = self._left(total >= least, total, bound, a, b, seen | found)
        total = self._in_all(seen, len(a))
        total, _bound, a, b, seen = self._left(total >= kept_from, total, {}, a, b, seen)
        return a, b, total, seen

    def copies(self, rows: Rows, kept_from: float) -> dict[int, tuple[float, tuple[Evidence, ...]]]:
        """What equal fields weigh: for each of some distinct rows that reach the limit, bits and why."""
        kept, _same, scores, seen = self.weigh(rows, rows, kept_from)
        told = zip(scores.tolist(), reasons(seen, len(kept)), strict=True)
        return dict(zip(kept.tolist(), told, strict=True))

    def _judged(self, role: R, a: NDArray[np.int64], b: NDArray[np.int64]) -> Seen:
        """A field, with the fields that are weighed together with it."""
        if role in (R.GIVEN, R.SURNAME) and {R.GIVEN, R.SURNAME} <= self.fields.keys():
            return self._person(a, b)
        if role in PLACE:
            return self._place(a, b)
        return {role: self._compare(role, a, b)}

    def _in_all(self, seen: Seen, pairs: int) -> Bits:
        """All bits of pairs, always added in the same order."""
        self._hold_down(seen)
        bits = [seen[role][1].astype(np.float64) for role in R if role in seen]
        found: Bits = (self.prior + sum(bits, np.zeros(pairs))).astype(np.float32)
        return found

    @staticmethod
    def _hold_down(seen: Seen) -> None:
        """Where the names differ, what a household or a building shares counts less; ``seen`` is changed."""
        naming = next((role for role in (R.GIVEN, R.NAME, R.COMPANY) if role in seen), None)
        shared = [role for role in COMMON if role in seen and role is not naming]
        if naming is None or not shared:
            return
        sums = sum(np.maximum(seen[role][1], 0) for role in shared)
        differ = seen[naming][0] == Level.DIFFERENT
        kept = np.where(differ & (sums > COMMON_CEILING), COMMON_CEILING / np.maximum(sums, 1), 1).astype(np.float32)
        for role in shared:
            levels, bits = seen[role]
            seen[role] = levels, np.where(bits > 0, bits * kept, bits)

    @staticmethod
    def _left(
        keep: NDArray[np.bool_], total: Bits, bound: dict[R, Bits], a: Rows, b: Rows, seen: Seen
    ) -> tuple[Bits, dict[R, Bits], Rows, Rows, Seen]:
        if keep.all():
            return total, bound, a, b, seen
        return (
            total[keep],
            {role: bits[keep] for role, bits in bound.items()},
            a[keep],
            b[keep],
            {role: (levels[keep], bits[keep]) for role, (levels, bits) in seen.items()},
        )

    def _compare(self, role: R, a: NDArray[np.int64], b: NDArray[np.int64]) -> tuple[Levels, Bits]:
        """The best of all slots (two telephones): one that agrees is enough."""
        slots, field = self.columns[role].slots, self.fields[role]
        levels, bits = field.compare(slots[0][a], slots[0][b])
        for one in slots:
            for two in slots:
                if one is slots[0] and two is slots[0]:
                    continue
                other_levels, other = field.compare(one[a], two[b])
                better = (other_levels != Level.MISSING) & ((other > bits) | (levels == Level.MISSING))
                levels, bits = np.where(better, other_levels, levels), np.where(better, other, bits)
        return levels, bits

    def _person(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> Seen:
        """Given name and surname straight and crosswise; crosswise counts where it speaks louder."""
        given, surname = self.columns[R.GIVEN].codes, self.columns[R.SURNAME].codes
        straight = self._compare(R.GIVEN, a, b), self._compare(R.SURNAME, a, b)
        cross_1, cross_2 = (
            self.fields[R.SURNAME].compare(given[a], surname[b]),
            self.fields[R.SURNAME].compare(surname[a], given[b]),
        )
        crossed_bits = cross_1[1] + cross_2[1] + SWAPPED
        swapped = (
            (crossed_bits > straight[0][1] + straight[1][1])
            & (cross_1[0] < Level.PART) & (cross_2[0] < Level.PART)
            & ((cross_1[0] != Level.MISSING) | (cross_2[0] != Level.MISSING))
        )  # fmt: skip
        half = (crossed_bits / 2).astype(np.float32)
        return {
            role: (np.where(swapped, np.int8(Level.SWAPPED), levels), np.where(swapped, half, bits))
            for role, (levels, bits) in zip((R.GIVEN, R.SURNAME), straight, strict=True)
        }

    def _place(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> Seen:
        """City, postcode and state say nearly the same: the strongest counts in full, the others by a share."""
        seen = {role: self._compare(role, a, b) for role in PLACE if role in self.fields}
        bits = np.stack([bits for _levels, bits in seen.values()])
        strongest = (bits == bits.max(axis=0)) & (bits.max(axis=0) > 0)
        weakest = (bits == bits.min(axis=0)) & (bits.min(axis=0) < 0)
        full = (strongest.cumsum(axis=0) == 1) & strongest | (weakest.cumsum(axis=0) == 1) & weakest
        counted = np.where(full, bits, SHARED * bits).astype(np.float32)
        return {role: (levels, counted[at]) for at, (role, (levels, _bits)) in enumerate(seen.items())}


def reasons(seen: Seen, pairs: int) -> Iterator[tuple[Evidence, ...]]:
    """For each pair what was compared, strongest first."""
    fields = [(str(role), levels.tolist(), bits.tolist()) for role, (levels, bits) in seen.items()]
    for at in range(pairs):
        found = [
            Evidence(role, Level(levels[at]), round(bits[at], 1))
            for role, levels, bits in fields
            if levels[at] != Level.MISSING
        ]
        yield tuple(sorted(found, key=lambda evidence: (-evidence.bits, evidence.role)))
