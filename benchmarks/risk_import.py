"""How long an import of 5,000 risks takes, from the file to the register, as a ratio to a floor in the same run.

Floor: openpyxl reads the same file and one ``executemany`` inserts its rows. Runs on a database of its own in a folder that is
removed afterwards: ``python benchmarks/risk_import.py [rows]``.
"""

import datetime
import io
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
folder = tempfile.TemporaryDirectory()
os.environ["DATABASE_URL"] = f"sqlite:///{folder.name}/import.sqlite3"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from core import audit  # noqa: E402
from core.models import User  # noqa: E402
from implementation.programme.actions import start_programme  # noqa: E402
from implementation.programme.models import Organisation  # noqa: E402
from risks.imports.fates import digest  # noqa: E402
from risks.imports.undoing import undo  # noqa: E402
from risks.imports.uploads import upload  # noqa: E402
from risks.imports.writing import bring_in, preview  # noqa: E402
from risks.models import Risk  # noqa: E402

HEADINGS = [
    *(
        "Risk ID",
        "Risk title",
        "Description",
        "Cause",
        "Consequence",
        "Category",
        "Owner",
        "Likelihood (1-5)",
        "Impact (1-5)",
    ),
    *("Residual likelihood", "Residual impact", "Treatment", "Action plan", "Due date", "Status", "Notes"),
]


def register(owner: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(HEADINGS)
    for n in range(ROWS):
        sheet.append(
            [
                *(
                    f"X{n:05}",
                    f"Risk number {n} of the register",
                    f"It may happen that number {n} comes true",
                    "Because",
                ),
                *(
                    "So that it costs",
                    ("Data", "People", "Scope")[n % 3],
                    owner,
                    n % 5 + 1,
                    n % 4 + 1,
                    n % 3 + 1,
                    n % 4 + 1,
                ),
                *("Mitigate", f"Do something about number {n}", f"2026-{n % 12 + 1:02}-15", "Open", f"Note {n}"),
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def floor(data: bytes) -> float:
    start = time.perf_counter()
    rows = list(load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(min_row=2, values_only=True))
    with sqlite3.connect(f"{folder.name}/floor.sqlite3") as database:
        database.execute(f"create table t ({', '.join(f'c{n}' for n in range(len(HEADINGS)))})")
        database.executemany(f"insert into t values ({', '.join('?' * len(HEADINGS))})", rows)
    return time.perf_counter() - start


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = User.objects.create_user("manager@example.org", "Manager", "a long password")
    programme = start_programme(
        by=by,
        name="CRM",
        strategy="small_slow",
        started_on=datetime.date.today(),
        modules_wanted=["sales"],
        role="manager",
        organisation=Organisation(name="Example"),
        departments=["Sales"],
    )
    data = register(by.email)
    least = min(floor(data), *(_again(data) for _run in range(2)))
    steps, worked = {}, {}

    def timed(name, function):
        start, busy = time.perf_counter(), time.process_time()
        found = function()
        steps[name] = time.perf_counter() - start
        worked[name] = time.process_time() - busy
        return found

    record = timed("upload and mapping", lambda: upload(programme, name="register.xlsx", data=data, by=by))
    fates = timed("preview", lambda: preview(record))
    timed("import", lambda: bring_in(record, by=by, seen=digest(fates)))
    if Risk.objects.count() != ROWS or list(audit.broken_links()):
        sys.exit("The import is not what it should be.")
    total = sum(steps.values())
    worked[f"all of {ROWS} rows"] = sum(worked.values())
    print(f"{'step':24} {'s':>8} {'of floor':>9} {'cpu s':>8}")
    print(f"{'floor':24} {least:8.2f}")
    for name, took in [*steps.items(), (f"all of {ROWS} rows", total)]:
        print(f"{name:24} {took:8.2f} {took / least:9.1f} {worked[name]:8.2f}")
    timed("undo", lambda: undo(record, by=by))
    print(f"{'undo':24} {steps['undo']:8.2f} {steps['undo'] / least:9.1f}")


def _again(data: bytes) -> float:
    Path(f"{folder.name}/floor.sqlite3").unlink()
    return floor(data)


if __name__ == "__main__":
    main()
