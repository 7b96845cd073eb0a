"""From a kept file to staged rows, never more than a batch of them in memory."""

import gc
import os
from collections.abc import Iterable
from contextlib import contextmanager
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from sla.intake.formats import open_table
from sla.intake.mapping import Mapping, from_json
from sla.intake.reasons import Reason, Unusable, UnusableFile
from sla.intake.records import Reader
from sla.intake.runs import Beat
from sla.intake.staging import BATCH, Staging
from sla.intake.tally import Tally
from sla.intake.tickets import TicketRow
from sla.models import EventImport


def zone_of(batch: EventImport, mapping: Mapping):
    """That of the mapping; without one, the contract's."""
    try:
        return ZoneInfo(mapping.zone) if mapping.zone else batch.agreement.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return batch.agreement.zone


def read_rows(batch: EventImport, live: Iterable[int], *, beat: Beat) -> tuple[Tally, dict]:
    """Stage every good row; the counts, and what was noticed besides. Raises UnusableFile, core.sheets.Unreadable, Stopped."""
    mapping, tally = from_json(batch.mapping), Tally()
    staging = Staging(batch, live, tally)
    put = staging.put_tickets if mapping.about == "tickets" else staging.put
    with batch.file.open("rb") as stream:
        table = open_table(stream, mapping, name=batch.file_name)
        reader = Reader(mapping, table.columns, zone=zone_of(batch, mapping), as_of=timezone.now())
        size = os.fstat(stream.fileno()).st_size

        def sign() -> None:
            beat(done=tally.rows, total=_estimated(tally.rows, stream.tell(), size))

        with _quiet_collector():
            for rows in _batches(table.rows, reader, tally):
                put(rows, beat=sign)
    if not tally.rows:
        raise UnusableFile(Reason.NO_ROWS)
    return tally, _noticed(reader, tally)


@contextmanager
def _quiet_collector():
    """Rows make no cycles, yet so many of them have everything else that is in memory looked through again and again.

    What is there now is set aside for the while; measured, that halves the work.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _estimated(rows: int, read: int, size: int) -> int:
    return max(rows, rows * size // read) if read else rows


def _batches(rows, reader: Reader, tally: Tally):
    """Good rows with their lines, so many at a time; bad ones are counted."""
    some: list = []
    latest: dict[str, int] = {}
    count = 0
    for line, cells in rows:
        count += 1
        if isinstance(cells, Unusable):
            tally.refuse(line, cells.reason, cells.value)
        else:
            try:
                row = reader.read(cells)
            except Unusable as refused:
                tally.refuse(line, refused.reason, refused.value)
            else:
                if row is not None:
                    tally.see(row.monitor, row.opened if isinstance(row, TicketRow) else row.at, line, latest)
                    some.append((line, row))
        if count == BATCH:
            tally.rows += count
            yield some
            some, count = [], 0
    tally.rows += count
    yield some


def _noticed(reader: Reader, tally: Tally) -> dict:
    found = {
        "clock_back": tally.back if reader.mapping.about != "tickets" else 0,
        "clock_back_line": tally.back_line,
        "resolved": reader.clock.resolved,
        "ignored": reader.ignored,
        "unknown_words": dict(sorted(reader.unknown.items(), key=lambda item: -item[1])[:20]),
    }
    return {name: value for name, value in found.items() if value}
