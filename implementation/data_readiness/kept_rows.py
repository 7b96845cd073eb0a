"""The rows that the pairs of a search name, kept beside the uploads, so that a review need not read those from the top.

They are rows of people like the uploads themselves: the same rules delete them, on the same day.
"""

import json
import struct
import tempfile
from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

import numpy as np
from django.core.files.base import File
from django.core.files.storage import default_storage

from implementation.data_readiness.models import DataFile, DuplicateRun
from implementation.data_readiness.models.file import FOLDER
from implementation.data_readiness.rows import read_rows

Row = tuple[int, int]  # which of the two files, line
INDEX = np.dtype([("key", "<i8"), ("at", "<i8")])
END = struct.Struct("<q")


def _key(row: Row) -> int:
    return row[0] << 40 | row[1]


def write(stream: BinaryIO, rows: Iterable[tuple[Row, list[str]]]) -> None:
    """A row to a line in the order of the keys, then where each begins, then where that list begins."""
    index = []
    for row, cells in rows:
        index.append((_key(row), stream.tell()))
        stream.write(json.dumps(cells).encode() + b"\n")
    end = stream.tell()
    stream.write(np.array(index, INDEX).tobytes() + END.pack(end))


def read(stream: BinaryIO, wanted: Collection[Row]) -> dict[Row, list[str]]:
    """The cells of those rows that are there; nothing else is read."""
    end = stream.seek(-END.size, 2)
    start = END.unpack(stream.read())[0]
    stream.seek(start)
    index = np.frombuffer(stream.read(end - start), INDEX)
    found = {}
    for row in sorted(wanted):
        place = int(np.searchsorted(index["key"], _key(row)))
        if place < len(index) and index["key"][place] == _key(row):
            stream.seek(int(index["at"][place]))
            found[row] = json.loads(stream.readline())
    return found


def keep(run: DuplicateRun, wanted: Collection[Row]) -> str:
    """Copy rows out of the uploads, each read once; the name of what is kept."""
    with tempfile.TemporaryFile() as stream:
        write(stream, _in_files(run, wanted))
        stream.seek(0)
        return default_storage.save(run._meta.get_field("rows_file").generate_filename(run, FOLDER), File(stream))


def rows_at(run: DuplicateRun, wanted: Collection[Row]) -> dict[Row, list[str]]:
    """The cells of some rows; nothing of a file whose rows are deleted."""
    if not run.rows_file:
        return dict(_in_files(run, wanted))
    there = {row for row in wanted if _file(run, row[0]).has_rows}
    with run.rows_file.storage.open(run.rows_file.name, "rb") as stream:
        return read(stream, there)


def forget(data_file: DataFile) -> None:
    """Take from disk what searches kept of an upload."""
    for run in (data_file.duplicate_runs.all() | data_file.duplicate_runs_with.all()).exclude(rows_file=""):
        default_storage.delete(run.rows_file.name)
        DuplicateRun.objects.filter(pk=run.pk).update(rows_file="")


def _file(run: DuplicateRun, which: int) -> DataFile | None:
    return run.other_file if which else run.data_file


def _in_files(run: DuplicateRun, wanted: Collection[Row]) -> Iterator[tuple[Row, list[str]]]:
    for which in (0, 1):
        lines = {line for at, line in wanted if at == which}
        data_file = _file(run, which)
        if data_file is None or not lines or not data_file.has_rows:
            continue
        last = max(lines)
        for line, cells in read_rows(data_file):
            if line in lines:
                yield (which, line), cells
            if line >= last:
                break
