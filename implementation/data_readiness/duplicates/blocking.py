"""Which pairs are worth comparing: rows that share one of many keys. Growth is n log n, because the more rows share a key, the
fewer of them each one meets: all of a small block, its next neighbours in the order of the contents in a larger one, and nobody
where so many share a key that it tells nothing."""

from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from implementation.data_readiness.duplicates import text
from implementation.data_readiness.duplicates.encoding import Column
from implementation.data_readiness.duplicates.roles import ColumnRole as R

Key = NDArray[np.int64]  # one number for each row; 0: the row stays out of this pass
CAP = 6
#: (rows of a block at most, neighbours that a row of it meets)
REACH = ((1, 0), (CAP, CAP), (40, 2), (1_000, 1))
ALPHABETICAL = (R.GIVEN, R.SURNAME, R.NAME, R.COMPANY)
TOKENS = 3
VOWELS = str.maketrans("", "", "aeiouyhw")


def skeleton(value: str) -> str:
    """Sound without vowels and doubled letters, so that most slips fall away: “sondergeld” and “sonndergald” are one."""
    value = text.reading(value).replace(" ", "")
    head, tail = value[:1], value[1:].translate(VOWELS)
    return head + "".join(c for at, c in enumerate(tail) if c != (head + tail)[at])[:6]


def same(value: str) -> str:
    return value


def derived(column: Column, make: Callable[[str], str], slot: int = 0) -> Key:
    """The key of each row from its value, 0 where there is none; each distinct value is worked out once."""
    if make is same:
        return column.slots[slot].astype(np.int64)
    table = np.fromiter((key_of(make(value)) for value in column.values), np.int64, len(column.values))
    keys: Key = table[column.slots[slot]]
    return keys


def key_of(value: str) -> int:
    return (hash(value) or 1) if value else 0


def together(*keys: Key) -> Key:
    """One key out of several; a row that lacks one of them stays out."""
    mixed = keys[0].astype(np.uint64)
    missing = keys[0] == 0
    for key in keys[1:]:
        missing |= key == 0
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + key.astype(np.uint64) + np.uint64(0x7F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    out: Key = mixed.astype(np.int64)
    out[missing] = 0
    return out


def either_order(first: Key, second: Key) -> Key:
    return together(np.minimum(first, second), np.maximum(first, second))


def prefix(length: int) -> Callable[[str], str]:
    return lambda value: value.replace(" ", "")[:length]


def initial(value: str) -> str:
    return text.reading(value[:1])[:1]


def token_keys(column: Column) -> Iterator[Key]:
    """The rarest words of a text, one pass each, and the rarest together with each of the others."""
    counts: dict[str, int] = {}
    uses = np.bincount(column.codes, minlength=len(column.values))
    for value, used in zip(column.values, uses.tolist(), strict=True):
        for word in set(text.reading(value).split()):
            counts[word] = counts.get(word, 0) + used
    rarest = np.zeros((TOKENS, len(column.values)), np.int64)
    for at, value in enumerate(column.values):
        words = sorted(set(text.reading(value).split()), key=lambda word: (counts[word], word))
        for place, word in enumerate(words[:TOKENS]):
            rarest[place, at] = key_of(word)
    # A word may be the rarest of one text and the second rarest of its copy, so both stand in either order.
    first, *others = (table[column.codes] for table in rarest)
    yield first
    for key in others:
        yield either_order(first, key)
        yield key


def passes(columns: dict[R, Column]) -> Iterator[Key]:
    """Every pass over the rows, each a key by which rows are put together."""
    for role in (R.ID, R.PHONE, R.EMAIL):
        for slot in range(len(columns[role].slots) if role in columns else 0):
            yield derived(columns[role], same, slot)
    get: dict[tuple[R, str], Key] = {}
    for role, name, make in (
        (R.GIVEN, "same", same), (R.SURNAME, "same", same), (R.GIVEN, "sound", skeleton), (R.SURNAME, "sound", skeleton),
        (R.GIVEN, "initial", initial), (R.SURNAME, "initial", initial), (R.BIRTH, "same", same), (R.POSTCODE, "same", same),
        (R.NUMBER, "same", same), (R.ADDRESS, "start", prefix(5)), (R.ADDRESS, "same", same), (R.CITY, "same", same),
        (R.NAME, "start", prefix(6)), (R.COMPANY, "start", prefix(6)), (R.NAME, "sound", skeleton), (R.COMPANY, "sound", skeleton),
    ):  # fmt: skip
        if role in columns:
            get[role, name] = derived(columns[role], make)
    if (R.GIVEN, "same") in get and (R.SURNAME, "same") in get:
        yield either_order(get[R.GIVEN, "same"], get[R.SURNAME, "same"])
        yield either_order(get[R.GIVEN, "sound"], get[R.SURNAME, "sound"])
    for keys in (
        ((R.BIRTH, "same"),),
        ((R.SURNAME, "same"), (R.GIVEN, "initial")),
        ((R.SURNAME, "same"), (R.POSTCODE, "same")),
        ((R.SURNAME, "sound"), (R.POSTCODE, "same")),
        ((R.GIVEN, "same"), (R.POSTCODE, "same")),
        ((R.SURNAME, "same"), (R.CITY, "same")),
        ((R.NUMBER, "same"), (R.ADDRESS, "start")),
        ((R.NUMBER, "same"), (R.POSTCODE, "same")),
        ((R.NUMBER, "same"), (R.SURNAME, "sound")),
        ((R.ADDRESS, "same"),),
        ((R.NAME, "start"),),
        ((R.COMPANY, "start"),),
        ((R.NAME, "sound"),),
        ((R.COMPANY, "sound"),),
    ):
        if all(key in get for key in keys):
            yield together(*(get[key] for key in keys))
    for role in (R.NAME, R.COMPANY, R.ADDRESS):
        if role in columns:
            yield from token_keys(columns[role])


def content_order(columns: dict[R, Column]) -> NDArray[np.int64]:
    """The place of each row when rows are ordered by what they hold, names first; the order in the file plays no part."""
    ranks: list[Key] = []
    for role in sorted(columns, key=lambda role: (role not in (R.SURNAME, R.NAME, R.COMPANY), list(R).index(role))):
        table = place_of_each(columns[role].values, alphabetical=role in ALPHABETICAL)
        ranks += [table[slot] for slot in columns[role].slots]
    order = np.lexsort(ranks[::-1])
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def place_of_each(values: Sequence[str], *, alphabetical: bool) -> Key:
    """Of each value its place among all: names by the alphabet, so that slips stand side by side; others in some fixed order."""
    if not alphabetical:
        return np.fromiter((crc32(value.encode()) for value in values), np.int64, len(values))
    table = np.empty(len(values), np.int64)
    table[np.array(sorted(range(len(values)), key=values.__getitem__))] = np.arange(len(values))
    return table


def pairs_of(key: Key, places: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Pairs of rows of one pass as ``low * n + high``; ``places`` is the order within large blocks."""
    n = len(places)
    rows = np.flatnonzero(key)
    rows = rows[np.lexsort((places[rows], key[rows]))]
    keys = key[rows]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    reach = np.repeat(reach_in(sizes), sizes)
    met = reach > 0
    rows, keys, reach = rows[met], keys[met], reach[met]
    for step in range(1, min(CAP, len(rows))):
        hit = (keys[step:] == keys[:-step]) & (reach[:-step] >= step)
        if not hit.any():
            break
        a, b = rows[:-step][hit], rows[step:][hit]
        yield np.minimum(a, b) * n + np.maximum(a, b)


def reach_in(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many neighbours a row meets in blocks of these sizes."""
    most, reach = zip(*REACH, strict=True)
    found: NDArray[np.int64] = np.array([*reach, 0])[np.searchsorted(most, sizes)]
    return found


def candidates(columns: dict[R, Column], rows: int) -> NDArray[np.int64]:
    """All pairs worth comparing, each once."""
    if rows < 2 or not columns:
        return np.zeros(0, np.int64)
    places = content_order(columns)
    found = np.zeros(0, np.int64)
    waiting: list[NDArray[np.int64]] = []
    for key in passes(columns):
        waiting += pairs_of(key, places)
        if sum(map(len, waiting)) > 2_000_000:
            found, waiting = once([found, *waiting]), []
    return once([found, *waiting])


def once(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Sorted, each number once; by sorting, which is quicker here than by hashing."""
    ordered = np.sort(np.concatenate(parts))
    kept: NDArray[np.int64] = ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered
    return kept
