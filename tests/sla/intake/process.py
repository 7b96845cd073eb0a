"""Run by test_processes.py as separate processes: ``python -m tests.sla.intake.process COMMAND``."""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from huey.contrib.djhuey import HUEY  # noqa: E402

HUEY.immediate = True

from sla.intake import imports, jobs, runs  # noqa: E402
from sla.models import EventImport, IntakeRun, Measurement  # noqa: E402

SLOW = 6  # seconds between batches, so that somebody can come in between


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def prepare(rows: int) -> None:
    call_command("lay_tables", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from tests.factories import make_programme, user_as
    from tests.sla.factories import csv_of, make_agreement, upload

    programme = make_programme()
    by = user_as("manager", programme)
    lines = (f"shop,2025-01-{1 + n // 1440:02}T{n // 60 % 24:02}:{n % 60:02}:00Z,up,200,{n % 900}" for n in range(rows))
    content = csv_of(*lines)
    batch, guess = imports.bring(make_agreement(programme), upload=upload(content), source_note="Made.", by=by)
    EventImport.objects.filter(pk=batch.pk).update(size=1)  # not started by itself: the worker of the test takes it
    batch.refresh_from_db(fields=["size"])
    imports.read_as(batch, guess.mapping, by=by)


def work() -> None:
    beat = runs.Beat.__call__

    def slow(self, **fields) -> None:
        beat(self, **fields)
        if fields.get("done"):
            from django.db import transaction

            transaction.on_commit(lambda: (tell("staged"), time.sleep(SLOW)))

    runs.Beat.__call__ = slow
    jobs.work(IntakeRun.objects.get().pk)


def count() -> None:
    batch = EventImport.objects.get()
    live = Measurement.objects.live().count()
    tell(f"{batch.state} {Measurement.objects.filter(source=batch).count()} {live}")


def sweep() -> None:
    import datetime

    from django.utils import timezone

    IntakeRun.objects.update(beat_at=timezone.now() - datetime.timedelta(hours=1))
    runs.sweep(jobs.work)
    count()


def save() -> None:
    from core.actions import change
    from implementation.programme.models import Programme

    begin = time.monotonic()
    change(Programme.objects.get(), permission="programme.edit_programme", by=None, name="Renamed meanwhile")
    tell(str(time.monotonic() - begin))


if __name__ == "__main__":
    command, *given = sys.argv[1:]
    {"prepare": lambda: prepare(int(given[0])), "work": work, "count": count, "sweep": sweep, "save": save}[command]()
