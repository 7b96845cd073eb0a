"""Pages of results with few and with many records stored, and how long many take to roll up; beside floors of the same run.

Pages read what was rolled up and never the records, so they should take as long with 10 thousand stored as with two million
(20 monitors, 12 months; ``ROWS`` sets another number). Floor of the roll-up: the same rows read bare by the driver. Run on a
database that holds the demonstration: ``python benchmarks/sla_pages.py``; the rows are taken out again.
"""

import datetime
import os
import resource
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from sla.instants import SECOND, instant  # noqa: E402
from sla.models import Agreement, EventImport, Measurement, Monitor, Objective  # noqa: E402
from sla.rollup import apply, prepare  # noqa: E402

FEW, MANY, MONITORS, RUNS = 10_000, int(os.environ.get("ROWS", 2_000_000)), 20, 15
START = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
YEAR = 365 * 86_400 * SECOND


class Undone(Exception):
    """Takes everything out again."""


def quickest(function) -> float:
    """Milliseconds of the processor in the quickest run, after one to warm up: other work on the machine only ever adds."""
    function()
    times = []
    for _run in range(RUNS):
        start = time.process_time()
        function()
        times.append(1000 * (time.process_time() - start))
    return min(times)


def keeper(agreement: Agreement):
    return agreement.programme.memberships.filter(role="manager").first().user


def fill(agreement: Agreement, rows: int) -> None:
    """So many records, evenly over the monitors and the year; one in a hundred begins an outage."""
    source = EventImport.objects.create(agreement=agreement, file_name=f"{rows}.log", rows=rows, by=keeper(agreement))
    EventImport.objects.filter(pk=source.pk).update(state=EventImport.State.IMPORTED)
    each = rows // MONITORS
    with connection.cursor() as cursor:
        for monitor in Monitor.objects.filter(agreement=agreement):
            first, step = instant(START) + monitor.pk, YEAR // each
            cursor.executemany(
                "INSERT INTO sla_measurement (source_id, monitor_id, at, state, value) VALUES (%s, %s, %s, %s, %s)",
                (
                    (source.pk, monitor.pk, first + n * step, 2 if n % 100 == 0 else 0, 100.0 + n % 900)
                    for n in range(each)
                ),
            )


def lay(agreement: Agreement) -> Agreement:
    fresh = Agreement.objects.create(
        programme=agreement.programme, contract=agreement.contract, name="Many records", service="CRM"
    )
    for n in range(MONITORS):
        Monitor.objects.create(agreement=fresh, name=f"monitor {n}")
        Objective.objects.create(
            agreement=fresh,
            monitor=f"monitor {n}",
            kind="availability",
            statistic="time",
            target=Decimal("99.9"),
            valid_from=START.date(),
        )
    return fresh


def time_pages(agreement: Agreement, client: Client) -> dict[str, float]:
    objective = agreement.objectives.first()
    programme = agreement.programme_id
    addresses = {
        "results": reverse("sla_results", args=[programme, agreement.pk]),
        "objective": reverse("objective", args=[programme, objective.pk]),
        "month": reverse("month_result", args=[programme, objective.pk, "2024-05"]),
    }
    return {name: quickest(lambda url=url: read(client, url)) for name, url in addresses.items()}


def read(client: Client, url: str) -> None:
    if client.get(url).status_code != 200:
        raise SystemExit(f"{url} does not answer")


def rolled_up(agreement: Agreement) -> tuple[float, float]:
    start = time.perf_counter()
    prepared = prepare(agreement)
    middle = time.perf_counter()
    apply(prepared)
    return middle - start, time.perf_counter() - middle


def bare_read(agreement: Agreement) -> float:
    start = time.perf_counter()
    with connection.cursor() as cursor:
        for monitor in Monitor.objects.filter(agreement=agreement):
            cursor.execute(
                "SELECT at, state, value, total FROM sla_measurement WHERE monitor_id = %s ORDER BY at", [monitor.pk]
            )
            while cursor.fetchmany(10_000):
                pass
    return time.perf_counter() - start


def main() -> None:
    known = Agreement.objects.select_related("programme", "contract").first()
    if known is None:
        raise SystemExit("Load the demonstration first: manage.py demo")
    client = Client(SERVER_NAME="localhost")
    client.force_login(keeper(known))
    try:
        with transaction.atomic():
            agreement = lay(known)
            fill(agreement, FEW)
            rolled_up(agreement)
            few = time_pages(agreement, client)
            fill(agreement, MANY)
            preparing, writing = rolled_up(agreement)
            bare = bare_read(agreement)
            many = time_pages(agreement, client)
            stored = Measurement.objects.filter(monitor__agreement=agreement).count()
            raise Undone
    except Undone:
        pass
    print(f"{stored:,} records stored, {MONITORS} monitors, 12 months")
    print(f"{'page':12} {'ms, few':>9} {'ms, many':>9} {'ratio':>7}")
    for name, before in few.items():
        print(f"{name:12} {before:9.1f} {many[name]:9.1f} {many[name] / before:7.2f}")
    print(
        f"roll-up: {preparing:.2f} s to work out, {writing:.2f} s to write; bare read {bare:.2f} s; ratio {preparing / bare:.2f}"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
