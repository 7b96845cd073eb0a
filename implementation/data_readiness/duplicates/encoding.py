"""Rows as whole numbers: for each field, which of its distinct values a row holds. Only distinct values are kept as text."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from implementation.data_readiness.duplicates import text
from implementation.data_readiness.duplicates.roles import ColumnRole as R

Codes = NDArray[np.int32]
MISSING = 0


@dataclass
class Vocabulary:
    """Distinct values of a field, 0 being “nothing”, and the words of each where words are compared."""

    values: list[str] = field(default_factory=lambda: [""])
    at: dict[str, int] = field(default_factory=lambda: {"": 0})

    def code(self, value: str) -> int:
        found = self.at.get(value)
        if found is None:
            found = self.at[value] = len(self.values)
            self.values.append(value)
        return found


def joined(parts: Callable[[str], list[str]]) -> Callable[[str], str]:
    return lambda raw: " ".join(parts(raw))


NORMAL: dict[R, Callable[[str], str]] = {
    R.GIVEN: joined(text.words),
    R.SURNAME: joined(text.words),
    R.NAME: joined(text.name_words),
    R.COMPANY: joined(text.company_words),
    R.NUMBER: text.identifier,
    R.CITY: joined(text.words),
    R.POSTCODE: text.identifier,
    R.STATE: joined(text.words),
    R.PHONE: text.phone,
    R.EMAIL: text.email,
    R.BIRTH: text.birth,
    R.ID: text.identifier,
    R.CATEGORY: joined(text.words),
}
MOST_RAW = 100_000  # spellings remembered for a field, so that a repeated one is made comparable once
SEVERAL = (R.PHONE, R.EMAIL, R.ID)  # any of several columns may agree; the columns of other roles are read as one text


@dataclass
class Column:
    """One field of all rows: a code for each row and slot, and what the codes stand for."""

    role: R
    vocabulary: Vocabulary
    slots: list[Codes]

    @property
    def codes(self) -> Codes:
        return self.slots[0]

    @property
    def values(self) -> list[str]:
        return self.vocabulary.values


@dataclass
class Encoded:
    rows: NDArray[np.int64]  # row numbers in the file
    source: NDArray[np.int8]  # which of the files a row is from
    whole: NDArray[np.int64]  # equal where all cells of two rows are equal
    columns: dict[R, Column]


class Encoder:
    """Takes rows one by one and keeps codes; the rows themselves are let go."""

    def __init__(self, roles: Iterable[R]) -> None:
        used: list[R] = [role for role in R if role in set(roles) and role is not R.IGNORED]
        self.roles: list[R] = [role for role in used if role is not R.ADDRESS]
        self.addressed = R.ADDRESS in used
        if self.addressed:
            self.roles += [R.ADDRESS] + ([] if R.NUMBER in used else [R.NUMBER])
        self.numbers_apart = R.NUMBER in used
        shared = Vocabulary()  # of given names and surnames, so that swapped ones are seen
        self.vocabularies = {role: shared if role in (R.GIVEN, R.SURNAME) else Vocabulary() for role in self.roles}
        self.slots: dict[R, list[array[int]]] = {role: [] for role in self.roles}
        self.seen: dict[R, dict[str, int]] = {role: {} for role in self.roles}
        self.addresses: dict[str, tuple[int, int]] = {}
        self.rows: array[int] = array("q")
        self.whole: array[int] = array("q")
        self.source: array[int] = array("b")

    def add(self, number: int, cells: Sequence[str], places: dict[R, list[int]], source: int = 0) -> None:
        row = len(self.rows)
        self.rows.append(number)
        self.source.append(source)
        stripped = tuple(cell.strip() for cell in cells)
        self.whole.append(hash(stripped) if any(stripped) else -2 - row)
        for role in self.roles:
            if role is R.ADDRESS or (role is R.NUMBER and not self.numbers_apart):
                continue
            raws = [stripped[at] for at in places.get(role, ()) if at < len(stripped)]
            if role in SEVERAL:
                for slot, raw in enumerate(raws):
                    self._put(role, slot, row, self._code(role, raw))
            else:
                self._put(role, 0, row, self._code(role, " ".join(raws) if len(raws) != 1 else raws[0]))
        if self.addressed:
            self._address(row, " ".join(stripped[at] for at in places.get(R.ADDRESS, ()) if at < len(stripped)))

    def _code(self, role: R, raw: str) -> int:
        seen = self.seen[role]
        found = seen.get(raw)
        if found is None:
            if len(seen) >= MOST_RAW:
                seen.clear()
            found = seen[raw] = self.vocabularies[role].code(NORMAL[role](raw))
        return found

    def _address(self, row: int, raw: str) -> None:
        found = self.addresses.get(raw)
        if found is None:
            if len(self.addresses) >= MOST_RAW:
                self.addresses.clear()
            number, parts = text.address_words(raw)
            if self.numbers_apart:
                codes = (self.vocabularies[R.ADDRESS].code(" ".join([number, *parts]).strip()), 0)
            else:
                codes = (self.vocabularies[R.ADDRESS].code(" ".join(parts)), self.vocabularies[R.NUMBER].code(number))
            found = self.addresses[raw] = codes
        self._put(R.ADDRESS, 0, row, found[0])
        if not self.numbers_apart:
            self._put(R.NUMBER, 0, row, found[1])

    def _put(self, role: R, slot: int, row: int, code: int) -> None:
        slots = self.slots[role]
        while len(slots) <= slot:
            slots.append(array("i"))
        kept = slots[slot]
        if len(kept) < row:
            kept.extend([MISSING] * (row - len(kept)))
        kept.append(code)

    def done(self) -> Encoded:
        total = len(self.rows)
        columns: dict[R, Column] = {}
        for role in self.roles:
            for kept in self.slots[role]:
                kept.extend([MISSING] * (total - len(kept)))
            slots = [np.frombuffer(kept, dtype=np.int32).copy() for kept in self.slots[role]]
            if any(slot.any() for slot in slots):
                columns[role] = Column(role, self.vocabularies[role], slots)
        self.seen, self.addresses = {}, {}
        for vocabulary in self.vocabularies.values():
            vocabulary.at.clear()
        return Encoded(
            np.frombuffer(self.rows, dtype=np.int64).copy() if total else np.zeros(0, np.int64),
            np.frombuffer(self.source, dtype=np.int8).copy() if total else np.zeros(0, np.int8),
            np.frombuffer(self.whole, dtype=np.int64).copy() if total else np.zeros(0, np.int64),
            columns,
        )
