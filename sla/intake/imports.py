"""Taking in a file of measurements: looked at first, then written in whole or not at all."""

import datetime
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from sla.instants import instant, moment
from sla.intake import event_log
from sla.intake.event_log import Reason, Row
from sla.models import Agreement, EventImport, Measurement, Monitor
from sla.rollup import CONDITIONS, months_touched, roll_up

CONTRADICTION = "contradiction"

#: Why a row, or the whole file, cannot be used; what to do about it.
REASONS = {
    Reason.EMPTY: _("The file is empty. Choose the log of the monitor."),
    Reason.NOT_TEXT: _("This is not a text file. Export the log as CSV in UTF-8."),
    Reason.TOO_LARGE: _("The file is larger than 10 MiB. Split it by month."),
    Reason.MISSING_COLUMN: _("A column is missing. The first line must name monitor, timestamp_utc and status."),
    Reason.REPEATED_COLUMN: _("A column is named twice in the first line."),
    Reason.NO_ROWS: _("The file has a first line but no rows."),
    Reason.TOO_MANY_PROBLEMS: _("Reading stopped here: too many rows cannot be used."),
    Reason.NUL_BYTE: _("The row holds a character that no text has."),
    Reason.BAD_QUOTING: _("A quotation mark is left open or stands in the wrong place."),
    Reason.WRONG_NUMBER_OF_CELLS: _("The row has more or fewer cells than the first line."),
    Reason.CELL_TOO_LONG: _("A cell is longer than 200 characters."),
    Reason.NO_MONITOR: _("The row names no monitor."),
    Reason.BAD_TIMESTAMP: _("Write the time like 2026-11-20T09:14:00Z."),
    Reason.IN_THE_FUTURE: _("The time lies in the future."),
    Reason.UNKNOWN_STATUS: _("The status must be up, degraded or down."),
    Reason.BAD_HTTP_CODE: _("The HTTP code must be a number of three digits, or 0."),
    Reason.BAD_RESPONSE: _("The response time must be a number of milliseconds, at most one day."),
    Reason.NEGATIVE_RESPONSE: _("A response time cannot be negative."),
    CONTRADICTION: _("There is another record of this monitor at the same moment that says something else."),
}


@dataclass
class Look:
    """What a file would change: its new rows, those on record already, and what is wrong."""

    fresh: list[Row] = field(default_factory=list)
    repeated: int = 0
    problems: list[dict] = field(default_factory=list)
    monitors: list[dict] = field(default_factory=list)
    first_at: datetime.datetime | None = None
    last_at: datetime.datetime | None = None

    @property
    def rows(self) -> int:
        """Every row that was read, bad ones included."""
        return len(self.fresh) + self.repeated + len(self.problems)


def look_into(agreement: Agreement, content: bytes) -> Look:
    """Read a file against what is on record. Raises ValidationError where the file as a whole cannot be used."""
    log = event_log.parse(content, as_of=timezone.now())
    if log.problems and log.problems[0].line == event_log.WHOLE_FILE:
        raise ValidationError(REASONS[log.problems[0].reason])
    look = Look(problems=[{"line": p.line, "reason": p.reason.value, "value": p.value} for p in log.problems])
    if not log.rows:
        return look
    moments = [row.at for row in log.rows]
    look.first_at, look.last_at = min(moments), max(moments)
    known = _on_record(agreement, log.rows, look)
    for row in log.rows:
        there = known.setdefault((row.monitor, row.at), None)
        said = (row.state.value, row.http_code, row.response_ms)
        if there is None:
            known[row.monitor, row.at] = said
            look.fresh.append(row)
        elif there == said:
            look.repeated += 1
        else:
            look.problems.append({"line": row.line, "reason": CONTRADICTION, "value": row.monitor})
    look.problems.sort(key=lambda problem: problem["line"])
    look.monitors = list(_by_monitor(agreement, log.rows))
    return look


def _on_record(agreement: Agreement, rows: tuple[Row, ...], look: Look) -> dict:
    events = Measurement.objects.live().filter(
        monitor__agreement=agreement,
        monitor__name__in={row.monitor for row in rows},
        at__gte=instant(look.first_at),
        at__lte=instant(look.last_at),
    )
    found = events.values_list("monitor__name", "at", "state", "http_code", "value")
    return {(name, moment(at)): (CONDITIONS[state].value, code, ms) for name, at, state, code, ms in found}


def _by_monitor(agreement: Agreement, rows: tuple[Row, ...]):
    """For each monitor its rows, span and gaps, and whether an objective uses it."""
    objectives = list(agreement.objectives.all())
    longest = {item.monitor: item.max_silence_hours for item in objectives}
    moments = defaultdict(list)
    for row in rows:
        moments[row.monitor].append(row.at)
    for monitor, times in sorted(moments.items()):
        times.sort()
        hours = longest.get(monitor, 26)
        waits = [(after - before).total_seconds() / 3600 for before, after in pairwise(times)]
        gaps = [wait for wait in waits if wait > hours]
        yield {
            "monitor": monitor,
            "rows": len(times),
            "first": times[0].isoformat(),
            "last": times[-1].isoformat(),
            "gaps": len(gaps),
            "longest_gap_hours": round(max(gaps), 1) if gaps else 0,
            "used": monitor in longest,
        }


@transaction.atomic
def dry_run(agreement: Agreement, *, upload: UploadedFile, source_note: str, by: User) -> EventImport:
    """Read the file, keep it with what was found, and write no measurement. Raises ValidationError for the whole file."""
    if not by.has_perm("sla.import_events", agreement):
        raise PermissionDenied
    if upload.size > event_log.MAX_BYTES:
        raise ValidationError(REASONS[Reason.TOO_LARGE])
    content = upload.read()
    look = look_into(agreement, content)
    upload.seek(0)
    batch = EventImport(
        agreement=agreement,
        file=upload,
        file_name=PurePath(upload.name.replace("\\", "/")).name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        source_note=source_note,
        rows=look.rows,
        added=len(look.fresh),
        repeated=look.repeated,
        problems=look.problems,
        monitors=look.monitors,
        months=[day.isoformat() for day in sorted(_months(agreement, look))],
        first_at=look.first_at,
        last_at=look.last_at,
        by=by,
    )
    return actions.create(batch, permission="sla.import_events", by=by, verb="looked at")


def _months(agreement: Agreement, look: Look) -> set[datetime.date]:
    return months_touched(agreement, {row.at for row in look.fresh})


@transaction.atomic
def take_in(batch: EventImport, *, by: User) -> EventImport:
    """Write every new row, or none, and work out the months they touch. Nothing new changes nothing."""
    if not by.has_perm("sla.import_events", batch):
        raise PermissionDenied
    audit.lock(batch.scope_key)
    batch = EventImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != EventImport.State.DRY_RUN:
        raise Refused(_("This file was imported or discarded already."))
    if batch.problems:
        raise Refused(_("Rows of this file cannot be used. Mend them in the file and upload it again."))
    with batch.file.open("rb") as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != batch.sha256:
        raise Refused(_("The file was altered since it was looked at. Upload it again."))
    look = look_into(batch.agreement, content)
    if look.problems:
        raise Refused(_("The file contradicts measurements that came in meanwhile. Upload it again to see which."))
    monitors = {
        name: Monitor.objects.get_or_create(agreement=batch.agreement, name=name)[0]
        for name in {row.monitor for row in look.fresh}
    }
    Measurement.objects.bulk_create(
        [
            Measurement(
                source=batch,
                monitor=monitors[row.monitor],
                at=instant(row.at),
                state=CONDITIONS.index(row.state),
                http_code=row.http_code,
                value=row.response_ms,
            )
            for row in look.fresh
        ],
        batch_size=1000,
    )
    done = perform(batch, "confirm", by=by, added=len(look.fresh), repeated=look.repeated)
    if look.fresh:
        roll_up(batch.agreement, months=_months(batch.agreement, look))
    return done
