"""Two values of a field: how alike (a level) and what that weighs (bits). Whole arrays of pairs at a time."""

import math
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from implementation.data_readiness.duplicates import text
from implementation.data_readiness.duplicates.encoding import Codes, Column
from implementation.data_readiness.duplicates.roles import ColumnRole as R
from implementation.data_readiness.duplicates.weights import PRIOR_FLOOR, WEIGHING

Bits = NDArray[np.float32]
Levels = NDArray[np.int8]
Rows = NDArray[np.int64]


class Level(IntEnum):
    MISSING = 0
    SAME = 1
    READING = 2  # other signs or script, read alike
    CLOSE = 3  # a slip apart
    PART = 4  # one holds the other, or an initial
    MOSTLY = 5  # most words alike
    PARTLY = 6  # some words alike
    DIFFERENT = 7
    SWAPPED = 8  # given name and surname in each other's place
    COPY = 9  # every cell of the row


CLOSE, PART, MOSTLY, PARTLY, DIFFERENT = Level.CLOSE, Level.PART, Level.MOSTLY, Level.PARTLY, Level.DIFFERENT

BLOCK = 50_000
FEW_VALUES = 20_000
BLANK = ord(" ")
SPREAD = np.uint64(0x9E3779B97F4A7C15)
NUMBERS_APART = 0.79  # how alike texts with different numbers are at most: no slip


class Field:
    """A column with how often its values occur, ready to compare rows by their codes."""

    def __init__(self, column: Column, rows: int) -> None:
        self.role, self.column, self.weighing = column.role, column, WEIGHING[column.role]
        uses = sum(np.bincount(slot, minlength=len(column.values)) for slot in column.slots)
        # What is seen once or twice may be the record and its copy: it counts as rare as people at large make it.
        share = np.maximum(uses - 2, 0) / max(rows, PRIOR_FLOOR)
        u = np.maximum(share, max(self.weighing.rare, 1 / max(rows, 2_000)))
        self.same_bits: Bits = np.minimum(np.log2(self.weighing.same / u), self.weighing.ceiling).astype(np.float32)
        near = np.minimum(u * self.weighing.near, 1.0)
        self.close_bits: Bits = np.clip(np.log2(self.weighing.close / near), 0, self.weighing.ceiling).astype(
            np.float32
        )
        self.texts = text_field(column.role)
        self.traits = Traits(column.values)
        if self.texts:
            self.words = Words(column, rows, self.traits)

    def best(self, a: Codes, b: Codes) -> Bits:
        """The most that two codes can weigh: as equal if they are, as a slip if not."""
        other = np.maximum(self.close_bits[a], self.close_bits[b])
        if self.texts:
            other = np.maximum(other, 0.9 * np.maximum(self.same_bits[a], self.same_bits[b])).astype(np.float32)
        bits = np.where(a == b, self.same_bits[a], other)
        return np.where((a == 0) | (b == 0), np.float32(0), bits)

    def compare(self, a: Codes, b: Codes) -> tuple[Levels, Bits]:
        """Levels and bits of pairs of codes."""
        levels = np.full(len(a), Level.MISSING, np.int8)
        bits = np.zeros(len(a), np.float32)
        filled = (a != 0) & (b != 0)
        equal, open_ = filled & (a == b), np.flatnonzero(filled & (a != b))
        levels[equal], bits[equal] = Level.SAME, self.same_bits[a[equal]]
        if len(open_):
            one, two = a[open_].astype(np.int64), b[open_].astype(np.int64)
            levels[open_], bits[open_] = self._once_each(np.minimum(one, two), np.maximum(one, two))
        return levels, bits

    def _once_each(self, x: Rows, y: Rows) -> tuple[Levels, Bits]:
        """Where a field has few values, each two of them are compared once."""
        size = len(self.column.values)
        if size > FEW_VALUES:
            return self._unequal(x, y)
        distinct, back = np.unique(x * size + y, return_inverse=True)
        levels, bits = self._unequal(distinct // size, distinct % size)
        return levels[back], bits[back]

    def _unequal(self, x: Rows, y: Rows) -> tuple[Levels, Bits]:
        traits = self.traits
        if self.texts:
            return self.words.compare(x, y, np.minimum(self.same_bits[x], self.same_bits[y]), self.weighing.differ)
        levels = np.full(len(x), Level.DIFFERENT, np.int8)
        bits = np.full(len(x), self.weighing.differ, np.float32)
        if self.role in (R.GIVEN, R.SURNAME):
            part = traits.part(x, y)
            levels[part], bits[part] = Level.PART, 0.5
        slip = slips(self.role, traits, x, y)
        levels[slip], bits[slip] = Level.CLOSE, np.minimum(self.close_bits[x], self.close_bits[y])[slip]
        if self.role in (R.GIVEN, R.SURNAME, R.CITY, R.STATE):
            read = (traits.reading[x] == traits.reading[y]) & (traits.han[x] | traits.han[y])
            levels[read] = Level.READING
            bits[read] = np.maximum(np.minimum(self.same_bits[x], self.same_bits[y])[read] - 1, 0)
        return levels, bits


def text_field(role: R) -> bool:
    return role in (R.NAME, R.COMPANY, R.ADDRESS)


Marks = NDArray[np.int64]


def marks(texts: Iterable[str], total: int) -> Marks:
    """Numbers that are equal where the texts are; 64 bits, so that two texts of a file never share one."""
    return np.fromiter(map(hash, texts), np.int64, total)


class Traits:
    """What is asked of every distinct value more than once: worked out at once, where a field asks for it at all."""

    def __init__(self, values: Sequence[str]) -> None:
        self.values = values
        self.total = len(values)
        self.bare = [value.replace(" ", "") if " " in value else value for value in values]

    @cached_property
    def size(self) -> NDArray[np.int32]:
        return np.fromiter(map(len, self.values), np.int32, self.total)

    @cached_property
    def length(self) -> NDArray[np.int32]:
        """Without blanks."""
        return np.fromiter(map(len, self.bare), np.int32, self.total)

    @cached_property
    def han(self) -> NDArray[np.bool_]:
        return np.fromiter((not v.isascii() and text.is_han(v) for v in self.bare), bool, self.total)

    @cached_property
    def reading(self) -> Marks:
        return marks((text.reading(v) for v in self.bare), self.total)

    @cached_property
    def words(self) -> Marks:
        """Equal where the same words stand in another order."""
        return marks((" ".join(sorted(text.reading(v).split())) if " " in v else v for v in self.values), self.total)

    @cached_property
    def numbers(self) -> Marks:
        """Numbers tell apart what else looks like a slip: “store 12” and “store 13”, ann1@ and ann2@."""
        return marks((text.digits(v) for v in self.values), self.total)

    @cached_property
    def first(self) -> NDArray[np.int32]:
        return np.fromiter((ord(v[0]) if v else 0 for v in self.values), np.int32, self.total)

    @cached_property
    def several(self) -> NDArray[np.bool_]:
        return np.fromiter((" " in v for v in self.values), bool, self.total)

    @cached_property
    def signs(self) -> NDArray[np.uint64]:
        """Which signs a value holds, blanks apart, as a set of 64 bits (several signs share one)."""
        found = np.zeros(self.total, np.uint64)
        for start in range(0, self.total, BLOCK):
            size = self.size[start : start + BLOCK]
            all_signs = np.frombuffer("".join(self.values[start : start + BLOCK]).encode("utf-32-le"), np.uint32)
            bits = np.uint64(1) << (all_signs.astype(np.uint64) * SPREAD >> np.uint64(58))
            bits[all_signs == BLANK] = 0
            filled = np.flatnonzero(size)
            if len(filled):
                found[start + filled] = np.bitwise_or.reduceat(bits, (np.cumsum(size) - size)[filled])
        return found

    @cached_property
    def some_words(self) -> NDArray[np.uint64]:
        """Which words a value holds, in the same way."""
        return np.fromiter((bits_of(value.split()) for value in self.values), np.uint64, self.total)

    def apart(self, x: Rows, y: Rows) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many signs at least of the first value are not in the second, and the other way round."""
        one, two = self.signs[x], self.signs[y]
        return np.bitwise_count(one & ~two).astype(np.int32), np.bitwise_count(two & ~one).astype(np.int32)

    def share_words(self, x: Rows, y: Rows) -> NDArray[np.bool_]:
        """Whether two values may have a word in common."""
        found: NDArray[np.bool_] = (self.some_words[x] & self.some_words[y]) != 0
        return found

    def part(self, x: Rows, y: Rows) -> NDArray[np.bool_]:
        """Whether one is an initial of the other or one of its words."""
        initial: NDArray[np.bool_] = (
            (np.minimum(self.length[x], self.length[y]) == 1) & (self.first[x] == self.first[y]) & ~self.han[x]
        )
        for at in np.flatnonzero(self.several[x] | self.several[y]).tolist():
            short, long = sorted((self.values[x[at]], self.values[y[at]]), key=len)
            initial[at] = initial[at] or short in long.split()
        return initial


def bits_of(words: Iterable[str]) -> int:
    found = 0
    for word in words:
        found |= 1 << (hash(word) & 63)
    return found


def slips(role: R, traits: Traits, x: Rows, y: Rows) -> NDArray[np.bool_]:
    """Whether two different values are a slip apart: one edit (two in long ones), or alike from the front."""
    values, longer = traits.values, np.maximum(traits.length[x], traits.length[y])
    most = 1 if role in (R.NUMBER, R.POSTCODE, R.PHONE) else 2
    found = np.zeros(len(x), bool)
    names = role not in (R.NUMBER, R.POSTCODE, R.PHONE, R.ID, R.BIRTH)
    gap = np.abs(traits.length[x] - traits.length[y])
    open_ = np.flatnonzero((gap <= most) | (names & (longer >= 5) & (traits.first[x] == traits.first[y])))
    only_one, only_two = traits.apart(x[open_], y[open_])
    few = np.maximum(only_one, only_two) <= most  # each of them costs an edit
    edited = open_[few]
    edits = alike(values, x[edited], y[edited], OSA.distance, score_cutoff=3, dtype=np.int16)
    lengths = longer[edited]
    if role in (R.NUMBER, R.POSTCODE):
        found[edited] = (edits == 1) & (lengths >= 3)
        return found
    if not names:
        found[edited] = edits <= np.where(lengths >= 7, most, 1)
        return found
    han = traits.han[x] | traits.han[y]
    near = ((edits == 1) & (lengths >= 4)) | ((edits <= 2) & (lengths >= 6))
    found[edited] = np.where(han[edited], (edits == 1) & (lengths >= 5), near)
    # Jaro-Winkler 0.9 needs a Jaro of 5/6, and that three quarters of the signs in common, one value with the other.
    one, two = traits.size[x[open_]], traits.size[y[open_]]
    common = np.minimum(one - only_one, two - only_two)
    shares = common / np.maximum(one, 1) + common / np.maximum(two, 1)
    rest = open_[(shares >= 1.5 - 1e-6) & (longer[open_] >= 5) & ~found[open_] & ~han[open_]]
    found[rest] = alike(values, x[rest], y[rest], JaroWinkler.similarity, score_cutoff=0.9, dtype=np.float32) >= 0.9
    found &= traits.numbers[x] == traits.numbers[y]
    return found


def alike(values: Sequence[str], x: Rows, y: Rows, scorer: Any, **how: Any) -> NDArray[Any]:
    """What a scorer says of pairs of values."""
    left, right = [values[at] for at in x.tolist()], [values[at] for at in y.tolist()]
    found: NDArray[Any] = cpdist(left, right, scorer=scorer, workers=1, **how)
    return found


class Words:
    """Texts of several words. A word weighs by how rare it is; words match that are equal, a slip apart, cut short or an initial."""

    def __init__(self, column: Column, rows: int, traits: Traits) -> None:
        self.rows, self.traits = max(rows, 1_000), traits
        counts: dict[str, int] = {}
        uses = np.bincount(column.codes, minlength=len(column.values)).tolist()
        for value, used in zip(column.values, uses, strict=True):
            for word in value.split():
                counts[word] = counts.get(word, 0) + used
        self.bits = {word: min(math.log2(self.rows / max(used - 1, 1)), 12.0) + 0.5 for word, used in counts.items()}

    def compare(self, x: Rows, y: Rows, most: Bits, differ: float) -> tuple[Levels, Bits]:
        traits = self.traits
        levels = np.full(len(x), Level.DIFFERENT, np.int8)
        bits = np.full(len(x), differ, np.float32)
        same = traits.words[x] == traits.words[y]
        read = ~same & (traits.reading[x] == traits.reading[y])
        levels[same], bits[same] = Level.SAME, most[same] - 0.2
        levels[read], bits[read] = Level.READING, most[read] - 1
        open_ = np.flatnonzero(~same & ~read & self._may_be_alike(x, y))
        if not len(open_):
            return levels, bits
        one, two = x[open_].tolist(), y[open_].tolist()
        shares = alike(traits.bare, x[open_], y[open_], OSA.normalized_similarity, dtype=np.float32)
        han = traits.han[x[open_]] & traits.han[y[open_]]
        apart = traits.numbers[x[open_]] != traits.numbers[y[open_]]
        shares = np.where(apart, np.minimum(shares, NUMBERS_APART), shares)
        values = traits.values
        shared = traits.share_words(x[open_], y[open_])
        for at in np.flatnonzero(np.where(han, shares >= 0.4, (shares >= 0.5) | shared)).tolist():
            where = open_[at]
            judge = han_level if han[at] else self._pair
            levels[where], bits[where] = judge(
                values[one[at]], values[two[at]], float(shares[at]), float(most[where]), differ
            )
        return levels, bits

    def _may_be_alike(self, x: Rows, y: Rows) -> NDArray[np.bool_]:
        """Whether two texts share a word, or signs enough for two fifths of them to stand in both."""
        traits = self.traits
        apart = np.maximum(*traits.apart(x, y))
        enough: NDArray[np.bool_] = apart <= 0.6 * np.maximum(traits.length[x], traits.length[y]) + 1e-6
        return enough | traits.share_words(x, y)

    def _pair(self, a: str, b: str, alike: float, most: float, differ: float) -> tuple[Level, float]:
        if alike >= 0.9 and len(a) >= 6:
            return CLOSE, 0.85 * most
        one, two = a.split(), b.split()
        if alike < 0.5 and not set(one) & set(two):
            return DIFFERENT, differ
        matched, shorter, longer = self._matched(one, two)
        whole, part = matched / longer, matched / shorter
        reach = min(most, matched)
        if whole >= 0.85:
            return CLOSE, 0.85 * reach
        if part >= 0.95 and matched >= 4:
            return PART, 0.55 * reach
        if whole >= 0.65 or alike >= 0.8:
            return MOSTLY, 0.45 * reach
        if whole >= 0.45:
            return PARTLY, min(0.0, differ + 3.0)
        return DIFFERENT, differ

    def _matched(self, one: list[str], two: list[str]) -> tuple[float, float, float]:
        """Bits of the words that match, of the text that has fewer, and of the text that has more."""
        bits = self.bits
        totals = [sum([bits[word] for word in words]) for words in (one, two)]
        rest = list(two)
        matched = 0.0
        left_over = []
        for word in one:
            if word in rest:
                rest.remove(word)
                matched += bits[word]
            else:
                left_over.append(word)
        for word in left_over:
            shares = [likeness(word, other) for other in rest]
            if shares and (share := max(shares)):
                other = rest.pop(shares.index(share))
                matched += share * min(bits[word], bits[other])
        return matched, max(min(totals), 0.1), max(*totals, 0.1)


def han_level(a: str, b: str, alike: float, most: float, differ: float) -> tuple[Level, float]:
    """Chinese texts have no blanks: a sign is a word. Short names that differ by a sign are different names."""
    short, long = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    if len(short) >= 5 and alike >= 0.8:
        return CLOSE, 0.7 * most
    if len(short) >= 4 and short in long:
        return PART, 0.55 * most
    if len(short) >= 5 and alike >= 0.65:
        return PARTLY, min(0.0, differ + 3.0)
    return DIFFERENT, differ


def likeness(a: str, b: str) -> float:
    """How far a word stands for another: a slip 0.9, cut short 0.8, an initial 0.4; nothing for numbers."""
    if a[0] != b[0] and (len(a) < 5 or len(b) < 5):
        return 0.0
    if a[0].isdigit() or b[0].isdigit():
        return 0.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1 and not text.is_han(short):
        return 0.4 if long[0] == short else 0.0
    if len(short) >= 3 and long.startswith(short):
        return 0.8
    edits = OSA.distance(a, b, score_cutoff=2)
    return 0.9 if edits <= (2 if len(long) >= 7 else 1) and len(long) >= 4 else 0.0
