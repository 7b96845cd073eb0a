"""Two values of a field: how alike (a level) and what that weighs (bits). Whole arrays of pairs at a time."""

import math
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from implementation.data_readiness.duplicates import text
from implementation.data_readiness.duplicates.encoding import Codes, Column
from implementation.data_readiness.duplicates.roles import ColumnRole as R
from implementation.data_readiness.duplicates.weights import WEIGHING

Bits = NDArray[np.float32]
Levels = NDArray[np.int8]


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


class Field:
    """A column with how often its values occur, ready to compare rows by their codes."""

    def __init__(self, column: Column, rows: int) -> None:
        self.role, self.column, self.weighing = column.role, column, WEIGHING[column.role]
        uses = sum(np.bincount(slot, minlength=len(column.values)) for slot in column.slots)
        # What is seen once or twice may be the record and its copy: it counts as rare as people at large make it.
        share = np.maximum(uses - 2, 0) / max(rows, 1)
        u = np.maximum(share, max(self.weighing.rare, 1 / max(rows, 2_000)))
        self.same_bits: Bits = np.minimum(np.log2(self.weighing.same / u), self.weighing.ceiling).astype(np.float32)
        near = np.minimum(u * self.weighing.near, 1.0)
        self.close_bits: Bits = np.clip(np.log2(self.weighing.close / near), 0, self.weighing.ceiling).astype(np.float32)
        self.texts = text_field(column.role)
        if self.texts:
            self.words = Words(column, rows)

    def best(self, a: Codes, b: Codes) -> Bits:
        """The most that two codes can weigh: as equal if they are, as a slip if not."""
        other = np.maximum(self.close_bits[a], self.close_bits[b])
        if self.texts:
            other = np.maximum(other, 0.9 * np.maximum(self.same_bits[a], self.same_bits[b])).astype(np.float32)
        bits = np.where(a == b, self.same_bits[a], other)
        return np.where((a == 0) | (b == 0), np.float32(0), bits)

    def compare(self, a: Codes, b: Codes) -> tuple[Levels, Bits]:
        """Levels and bits of pairs of codes; each distinct pair is worked out once."""
        size = len(self.column.values)
        distinct, back = np.unique(np.minimum(a, b).astype(np.int64) * size + np.maximum(a, b), return_inverse=True)
        x, y = distinct // size, distinct % size
        levels = np.full(len(distinct), Level.DIFFERENT, np.int8)
        bits = np.full(len(distinct), self.weighing.differ, np.float32)
        equal, missing = x == y, (x == 0) | (y == 0)
        levels[equal], bits[equal] = Level.SAME, self.same_bits[x[equal]]
        levels[missing], bits[missing] = Level.MISSING, 0
        open_ = np.flatnonzero(~equal & ~missing)
        if len(open_):
            levels[open_], bits[open_] = self._unequal(x[open_], y[open_])
        return levels[back], bits[back]

    def _unequal(self, x: NDArray[np.int64], y: NDArray[np.int64]) -> tuple[Levels, Bits]:
        values = self.column.values
        left, right = [values[at] for at in x.tolist()], [values[at] for at in y.tolist()]
        if self.texts:
            return self.words.compare(left, right, np.minimum(self.same_bits[x], self.same_bits[y]), self.weighing.differ)
        close = np.minimum(self.close_bits[x], self.close_bits[y])
        levels = np.full(len(x), Level.DIFFERENT, np.int8)
        bits = np.full(len(x), self.weighing.differ, np.float32)
        slip = slips(self.role, left, right)
        levels[slip], bits[slip] = Level.CLOSE, close[slip]
        if self.role in (R.GIVEN, R.SURNAME):
            for at in np.flatnonzero(~slip).tolist():
                level = name_level(left[at], right[at])
                if level is Level.READING:
                    levels[at], bits[at] = level, min(self.same_bits[x[at]], self.same_bits[y[at]]) - 1
                elif level is Level.PART:
                    levels[at], bits[at] = level, 0.5
        return levels, bits


def text_field(role: R) -> bool:
    return role in (R.NAME, R.COMPANY, R.ADDRESS)


def slips(role: R, left: Sequence[str], right: Sequence[str]) -> NDArray[np.bool_]:
    """Whether two different values are a slip apart: one edit (two in long ones), or alike from the front."""
    edits = cpdist(left, right, scorer=OSA.distance, dtype=np.int16, workers=1)
    lengths = np.fromiter((max(len(a), len(b)) for a, b in zip(left, right, strict=True)), np.int16, len(left))
    if role in (R.NUMBER, R.POSTCODE):
        return (edits == 1) & (lengths >= 3)
    if role in (R.PHONE, R.ID, R.BIRTH):
        return edits <= np.where((lengths >= 7) & (role is not R.PHONE), 2, 1)
    han = np.fromiter((text.is_han(a[:1]) or text.is_han(b[:1]) for a, b in zip(left, right, strict=True)), bool, len(left))
    alike = cpdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float32, workers=1)
    near = ((edits == 1) & (lengths >= 4)) | ((edits <= 2) & (lengths >= 6)) | ((alike >= 0.9) & (lengths >= 5))
    return np.where(han, (edits == 1) & (lengths >= 5), near)


def name_level(a: str, b: str) -> Level:
    """Of two names that are no slip apart: read alike, an initial or part of one another, or different."""
    if not (a.isascii() and b.isascii()) and text.reading(a).replace(" ", "") == text.reading(b).replace(" ", ""):
        return Level.READING
    short, long = sorted((a, b), key=len)
    if (len(short) == 1 and long[0] == short) or short in long.split():
        return Level.PART
    return Level.DIFFERENT


class Words:
    """Texts of several words. A word weighs by how rare it is; words match that are equal, a slip apart, cut short or an initial."""

    def __init__(self, column: Column, rows: int) -> None:
        self.rows = max(rows, 1_000)
        counts: dict[str, int] = {}
        uses = np.bincount(column.codes, minlength=len(column.values)).tolist()
        for value, used in zip(column.values, uses, strict=True):
            for word in value.split():
                counts[word] = counts.get(word, 0) + used
        self.bits = {word: min(math.log2(self.rows / max(used - 1, 1)), 12.0) + 0.5 for word, used in counts.items()}

    def compare(self, left: list[str], right: list[str], most: Bits, differ: float) -> tuple[Levels, Bits]:
        levels = np.full(len(left), Level.DIFFERENT, np.int8)
        bits = np.full(len(left), differ, np.float32)
        alike = cpdist(
            [value.replace(" ", "") for value in left],
            [value.replace(" ", "") for value in right],
            scorer=OSA.normalized_similarity,
            dtype=np.float32,
            workers=1,
        ).tolist()
        for at, (a, b) in enumerate(zip(left, right, strict=True)):
            levels[at], bits[at] = self._pair(a, b, alike[at], float(most[at]), differ)
        return levels, bits

    def _pair(self, a: str, b: str, alike: float, most: float, differ: float) -> tuple[Level, float]:
        one, two = a.split(), b.split()
        if sorted(one) == sorted(two):
            return Level.SAME, most - 0.2
        if not (a.isascii() and b.isascii()):
            first, second = text.reading(a), text.reading(b)
            if sorted(first.split()) == sorted(second.split()):
                return Level.READING, most - 1
            if text.is_han(a.replace(" ", "")) and text.is_han(b.replace(" ", "")):
                return han_level(a, b, alike, most, differ)
        matched, shorter, longer = self._matched(one, two)
        if alike >= 0.9 and len(a) >= 6:
            return Level.CLOSE, 0.85 * most
        whole, part = matched / longer, matched / shorter
        reach = min(most, matched)
        if whole >= 0.85:
            return Level.CLOSE, 0.85 * reach
        if part >= 0.95 and matched >= 4:
            return Level.PART, 0.55 * reach
        if whole >= 0.65 or alike >= 0.8:
            return Level.MOSTLY, 0.45 * reach
        if whole >= 0.45:
            return Level.PARTLY, min(0.0, differ + 3.0)
        return Level.DIFFERENT, differ

    def _matched(self, one: list[str], two: list[str]) -> tuple[float, float, float]:
        """Bits of the words that match, of the text that has fewer, and of the text that has more."""
        totals = [sum(self.bits[word] for word in words) for words in (one, two)]
        rest = list(two)
        matched = 0.0
        left_over = []
        for word in one:
            if word in rest:
                rest.remove(word)
                matched += self.bits[word]
            else:
                left_over.append(word)
        for word in left_over:
            best = max(rest, key=lambda other: likeness(word, other), default="")
            share = likeness(word, best) if best else 0.0
            if share:
                rest.remove(best)
                matched += share * min(self.bits[word], self.bits[best])
        return matched, max(min(totals), 0.1), max(*totals, 0.1)


def han_level(a: str, b: str, alike: float, most: float, differ: float) -> tuple[Level, float]:
    """Chinese texts have no blanks: a sign is a word. Short names that differ by a sign are different names."""
    short, long = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    if len(short) >= 5 and alike >= 0.8:
        return Level.CLOSE, 0.7 * most
    if len(short) >= 4 and short in long:
        return Level.PART, 0.55 * most
    if len(short) >= 5 and alike >= 0.65:
        return Level.PARTLY, min(0.0, differ + 3.0)
    return Level.DIFFERENT, differ


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
