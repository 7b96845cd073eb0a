"""What deletes uploaded rows when their day has come, and bytes that nothing belongs to."""

import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from core.refusal import Refused
from implementation.data_readiness.actions.files import delete_rows, wipe
from implementation.data_readiness.models import DataFile, DuplicateRun
from implementation.data_readiness.models.file import FOLDER

STRAY = datetime.timedelta(hours=6)


def delete_due(today: datetime.date | None = None) -> int:
    """Delete the rows of uploads whose day has come. Safe to run at any time."""
    due = DataFile.objects.exclude(state=DataFile.State.DELETED).filter(delete_on__lte=today or timezone.localdate())
    count = 0
    for found in due.select_related("source__domain__programme"):
        try:
            delete_rows(found, by=None)
        except Refused:
            continue  # somebody was faster
        count += 1
    for found in DataFile.objects.filter(state=DataFile.State.DELETED).exclude(file=""):
        wipe(found)
    return count


def delete_strays(now: datetime.datetime | None = None) -> int:
    """Delete bytes without a row: left behind where an upload was cut off."""
    if not default_storage.exists(FOLDER):
        return 0
    known = set(DataFile.objects.exclude(file="").values_list("file", flat=True))
    known |= set(DuplicateRun.objects.exclude(rows_file="").values_list("rows_file", flat=True))
    before, count = (now or timezone.now()) - STRAY, 0
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in known and default_storage.get_modified_time(path) < before:
            default_storage.delete(path)
            count += 1
    return count
