"""How long a million rows of a monitor's log take from the file to monthly results, as ratios to bare tools in the same run.

Beside it: ``csv`` and one ``executemany`` into SQLite, and a roll-up of the same file by polars. Each runs in a process of its own, of
which the peak of memory is told. Everything lies in a folder that is removed afterwards:
``python benchmarks/measurement_import.py [rows]``.
"""

import csv
import datetime
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))
MONITORS, DAYS, YEAR = 20, 365, 2025
STATES = ("up", "degraded", "down")


def generate(path: Path, rows: int) -> None:
    """An event log of twenty monitors over a year, in the order of time as a monitor writes it."""
    chance = random.Random(7)
    start = datetime.datetime(YEAR, 1, 1, tzinfo=datetime.UTC)
    step = datetime.timedelta(days=DAYS) / (rows // MONITORS)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["monitor", "timestamp_utc", "status", "http_code", "response_ms"])
        for n in range(rows // MONITORS):
            at = f"{start + n * step:%Y-%m-%dT%H:%M:%SZ}"
            for monitor in range(MONITORS):
                state = chance.choices(STATES, (990, 6, 4))[0]
                code = 503 if state == "down" else 200
                writer.writerow([f"site-{monitor:02}", at, state, code, chance.randrange(40, 900)])


def bare_insert(path: Path) -> None:
    with sqlite3.connect(f"{path}.floor") as database:
        database.execute("create table t (monitor text, at text, status text, code int, ms real)")
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            database.executemany("insert into t values (?, ?, ?, ?, ?)", rows)


def bare_roll_up(path: Path) -> None:
    """Time up and down of each monitor and month: a state lasts until the next record."""
    import polars as pl

    events = pl.read_csv(path, try_parse_dates=False).with_columns(
        at=pl.col("timestamp_utc").str.to_datetime("%Y-%m-%dT%H:%M:%SZ")
    )
    events = events.sort("monitor", "at").with_columns(lasts=pl.col("at").shift(-1).over("monitor") - pl.col("at"))
    found = events.group_by("monitor", pl.col("at").dt.month(), pl.col("status") == "down").agg(pl.col("lasts").sum())
    if not found.height:
        sys.exit("polars found nothing.")


def set_up(path: Path) -> None:
    """Django, with work outside the request done at once and files kept in the folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from huey.contrib.djhuey import HUEY

    HUEY.immediate = True
    settings.MEDIA_ROOT = path.parent / "media"


def prepare(path: Path) -> None:
    """An agreement with an objective for each monitor."""
    set_up(path)
    from django.core.management import call_command

    call_command("lay_tables", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from sla.models import Objective
    from tests.factories import make_programme
    from tests.sla.factories import make_agreement

    agreement = make_agreement(make_programme(), monitor="site-00", in_force=False)
    valid = datetime.date(YEAR, 1, 1)
    for n in range(1, MONITORS):
        Objective.objects.create(
            agreement=agreement, monitor=f"site-{n:02}", target="99.9", valid_from=valid, max_silence_hours=26
        )


def product(path: Path) -> None:
    set_up(path)
    from django.core.files.uploadedfile import TemporaryUploadedFile

    from implementation.programme.models import Membership
    from sla.intake import imports
    from sla.models import Agreement, EventImport, Measurement, MonthlyResult

    agreement = Agreement.objects.select_related("contract").get()
    by = Membership.objects.filter(role="manager").first().user
    print(f"  {'memory before':36} {_peak():24.0f} MB")
    took = {}

    def timed(name, function):
        start = time.perf_counter()
        found = function()
        took[name] = time.perf_counter() - start
        print(f"  {name:36} {took[name]:8.2f} s, peak {_peak():4.0f} MB")
        return found

    upload = TemporaryUploadedFile("log.csv", "text/csv", path.stat().st_size, None)
    with path.open("rb") as source:
        while piece := source.read(1 << 20):
            upload.write(piece)
    upload.seek(0)
    given = {"upload": upload, "source_note": "Made.", "by": by}
    batch, guess = timed("upload and first look", lambda: imports.bring(agreement, **given))
    timed("rows staged, gaps, months tried", lambda: imports.read_as(batch, guess.mapping, by=by))
    batch = EventImport.objects.select_related("agreement").get(pk=batch.pk)
    if (batch.state, batch.added, batch.bad) != ("dry_run", batch.rows, 0):
        sys.exit(f"The look is not what it should be: {batch.state}, {batch.rows}, {batch.added}, {batch.bad}")
    timed("months worked out, switched in", lambda: imports.start_import(batch, by=by))
    peak = _peak()
    if Measurement.objects.live().count() != batch.rows or not MonthlyResult.objects.exists():
        sys.exit("The import is not what it should be.")
    print(f"TOTAL {sum(took.values())} {peak}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS = {"prepare": prepare, "insert": bare_insert, "polars": bare_roll_up, "product": product}


def _run(part: str, path: Path, folder: str) -> tuple[float, str]:
    settings = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/product.sqlite3"}
    command = [sys.executable, __file__, "part", part, str(path)]
    done = subprocess.run(command, env=settings, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    *lines, last = done.stdout.splitlines()
    print("\n".join(line for line in lines if not line.startswith("TOTAL")), end="\n" if lines else "")
    told = next((line.split()[1:] for line in lines if line.startswith("TOTAL")), last.split())
    return float(told[0]), told[1]


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        generate(path, rows)
        print(f"{rows} rows, {MONITORS} monitors, 12 months, {path.stat().st_size / 1e6:.0f} MB")
        _run("prepare", path, folder)
        found = {part: _run(part, path, folder) for part in ("insert", "polars", "product")}
        for part, (seconds, peak) in found.items():
            ratios = ", ".join(f"{seconds / found[other][0]:.1f} x {other}" for other in ("insert", "polars"))
            print(f"{part:10} {seconds:8.2f} s  peak {float(peak):5.0f} MB  {ratios}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["part"]:
        begin = time.perf_counter()
        PARTS[sys.argv[2]](Path(sys.argv[3]))
        print(f"{time.perf_counter() - begin} {_peak()}")
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
