"""An upload: brought, read in another way, kept longer, deleted."""

import datetime
import hashlib
import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.data_readiness import kept_rows
from implementation.data_readiness.models import DataFile, DataSource
from implementation.data_readiness.models.file import MOST_COUNTED
from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.tables import Reading, columns_at, open_table
from implementation.data_readiness.tables.text import chunks, lines_in

EDIT, KEEP = "data_readiness.edit_data", "data_readiness.keep_rows"
LONGEST_KEPT = 365


def bring_file(source: DataSource, upload: UploadedFile, *, country: str = "CN", by: User) -> DataFile:
    """Keep an upload with how it seems to be read. Raises ``Unreadable`` with a sentence; then nothing is kept."""
    if not by.has_perm(EDIT, source):
        raise PermissionDenied
    name = PurePath(upload.name.replace("\\", "/")).name.replace("\x00", "").strip()[-200:] or _("File")
    opened = open_table(name, upload.file, upload.size)
    try:
        found = DataFile(
            source=source,
            file_name=name,
            size=upload.size,
            sha256=_sha256(upload.file),
            encoding=opened.reading.encoding,
            delimiter=opened.reading.delimiter,
            spaced=opened.reading.spaced,
            sheets=opened.sheets,
            sheet=opened.sheet,
            country=country,
            by=by,
            delete_on=timezone.localdate() + datetime.timedelta(days=source.kept_days),
        )
        _read_as(found, opened.stream, header_row=None)
        return _kept(found, opened.stream, by)
    finally:
        if opened.stream is not upload.file:
            opened.stream.close()


def _sha256(stream) -> str:
    found = hashlib.sha256()
    for data in chunks(stream):
        found.update(data)
    return found.hexdigest()


def _kept(found: DataFile, stream, by: User) -> DataFile:
    """The bytes first, then the row; without the row the bytes go again."""
    stream.seek(0)
    found.file.save("upload", File(stream), save=False)
    try:
        return actions.create(found, permission=EDIT, by=by, verb="uploaded")
    except BaseException:
        found.file.storage.delete(found.file.name)
        raise


def _read_as(found: DataFile, stream, *, header_row: int | None) -> None:
    """Set headings, kinds and the number of rows as the file is read now."""
    sheet = next((sheet for sheet in found.sheets if sheet["name"] == found.sheet), None)
    reading = Reading(found.encoding, found.delimiter, found.spaced)
    offset, last = (sheet["offset"], sheet["lines"]) if sheet else (0, None)
    lines = lines_in(stream, reading, offset=offset, last=last)
    known = found.source.habits.get("columns", {})
    found.header_row, found.columns, counted = columns_at(
        lines, header_row, region=found.country, known=known, most=MOST_COUNTED
    )
    if counted > MOST_COUNTED:
        lines.close()
        counted = last or estimated(counted, read=stream.tell(), size=stream.seek(0, io.SEEK_END))
    found.row_count = counted


def estimated(rows: int, *, read: int, size: int) -> int:
    """How many rows a file has where so many stand in the first bytes; two figures of it."""
    return int(float(f"{rows * size / max(read, 1):.1e}"))


def _waits(found: DataFile, by: User) -> DataFile:
    """The row as it is, locked, if it can still be corrected."""
    if not by.has_perm(EDIT, found):
        raise PermissionDenied
    audit.lock(found.scope_key)
    fresh = DataFile.objects.select_related("source__domain__programme").get(pk=found.pk)
    if fresh.is_at_work or not fresh.has_rows:
        raise Refused(_("This file is at work or its rows are deleted: it cannot be read in another way now."))
    return fresh


@transaction.atomic
def read_otherwise(found: DataFile, how: Mapping[str, Any], *, by: User) -> DataFile:
    """Encoding, delimiter, sheet, line of the headings or country as a person says. Raises ``Unreadable``."""
    fresh = _waits(found, by)
    for name in ("encoding", "delimiter", "sheet", "country"):
        if name in how:
            setattr(fresh, name, how[name])
    with fresh.file.storage.open(fresh.file.name, "rb") as stream:
        _read_as(fresh, stream, header_row=how["header_row"])
    fields = {
        name: getattr(fresh, name)
        for name in ("encoding", "delimiter", "sheet", "country", "header_row", "columns", "row_count")
    }
    return actions.change(found, permission=EDIT, by=by, **fields)


@transaction.atomic
def correct_columns(found: DataFile, corrected: Mapping[int, Mapping[str, Any]], *, by: User) -> DataFile:
    """What columns hold, and which of them are about people. Remembered for the next file of the source."""
    fresh = _waits(found, by)
    columns = [column | dict(corrected.get(place, {})) for place, column in enumerate(fresh.columns)]
    if any(column["kind"] not in kinds.ALL for column in columns):
        raise Refused(_("Choose a type from the list."))
    DataFile.objects.filter(pk=fresh.pk).update(columns=columns)
    told = {column["name"]: {"kind": column["kind"], "personal": column["personal"]} for column in columns}
    habits = fresh.source.habits | {"columns": fresh.source.habits.get("columns", {}) | told}
    DataSource.objects.filter(pk=fresh.source_id).update(habits=habits)
    found.columns = fresh.columns = columns
    return found


@transaction.atomic
def keep_rows(found: DataFile, *, reason: str, until: datetime.date, by: User) -> DataFile:
    """Keep the rows beyond their day: with a reason, and to an end."""
    if not by.has_perm(KEEP, found):
        raise PermissionDenied
    today = timezone.localdate()
    if not reason.strip():
        raise Refused(_("Say why the rows are kept: the law asks for a purpose."))
    if not today < until <= today + datetime.timedelta(days=LONGEST_KEPT):
        raise Refused(_("Choose a day after today, within a year."))
    if not DataFile.objects.get(pk=found.pk).has_rows:
        raise Refused(_("The rows of this file are deleted. Upload it again."))
    return actions.change(
        found,
        permission=KEEP,
        by=by,
        kept_by=by,
        kept_reason=reason.strip(),
        kept_until=until,
        delete_on=until,
        verb="kept the rows",
        note=reason.strip(),
    )


def delete_rows(found: DataFile, *, by: User | None) -> DataFile:
    """The rows go: the state at once, the bytes when that is settled."""
    with transaction.atomic():
        done = perform(found, "delete_rows", by=by)
        transaction.on_commit(lambda: wipe(done))
    return done


def wipe(found: DataFile) -> None:
    """Take the bytes from disk. Safe to run twice."""
    fresh = DataFile.objects.filter(pk=found.pk, state=DataFile.State.DELETED).exclude(file="").first()
    if fresh is None:
        return
    kept_rows.forget(fresh)
    fresh.file.storage.delete(fresh.file.name)
    DataFile.objects.filter(pk=fresh.pk).update(file="")
