"""First byte (lower quartile) of the budget page and of the list of costs with 5,000 costs against 50, in the same run.

``python benchmarks/budget.py``; it makes a database of its own. The queries must be the same.
"""

import datetime
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/budget.sqlite3"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.pages import count_queries  # noqa: E402
from implementation.budget.models import CATEGORIES, ActualCost  # noqa: E402
from implementation.budget.months import month_of  # noqa: E402
from tests.budget.factories import make_budget, make_package, make_progress  # noqa: E402
from tests.factories import make_programme, user_as  # noqa: E402

RUNS, FEW, MANY, MOST = 25, 50, 5_000, 1.5
DAYS = 300


def fill(count: int):
    """A programme of ten months with a budget and five work packages; every second cost is booked to one of them."""
    today = datetime.date.today()
    programme = make_programme(started_on=today - datetime.timedelta(days=DAYS))
    make_budget(programme, amounts={(name, month): 1000 for name in CATEGORIES for month in range(24)})
    packages = [make_package(programme, name=f"Work {n}") for n in range(5)]
    for package in packages:
        make_progress(package, 40)
    by, names = user_as("manager", programme), list(CATEGORIES)
    ActualCost.objects.bulk_create(
        (
            ActualCost(
                programme=programme,
                on=(on := today - datetime.timedelta(days=n % DAYS)),
                month=month_of(on),
                category=names[n % len(names)],
                amount=100 + n % 7,
                supplier="Supplier",
                reference=f"R-{n}",
                package=packages[n % 5] if n % 2 else None,
                by=by,
            )
            for n in range(count)
        ),
        batch_size=500,
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(by)
    return client, programme


def took(client: Client, address: str) -> float:
    """Milliseconds until the answer is there; its first byte leaves no earlier."""
    start = time.perf_counter()
    assert client.get(address).status_code == 200
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    filled = {count: fill(count) for count in (FEW, MANY)}
    print(f"{'page':14} {'costs':>6} {'first byte, ms':>15} {'queries':>8}")
    for name in ("budget", "actual_costs", "work_packages"):
        pages = {count: (client, reverse(name, args=[item.pk])) for count, (client, item) in filled.items()}
        times: dict[int, list[float]] = {FEW: [], MANY: []}
        for client, address in pages.values():
            took(client, address)
        for _run in range(RUNS):
            for count, (client, address) in pages.items():
                times[count].append(took(client, address))
        quick = {count: statistics.quantiles(values, n=4)[0] for count, values in times.items()}
        for count, (client, address) in pages.items():
            queries = count_queries(lambda client=client, address=address: client.get(address))
            print(f"{name:14} {count:6} {quick[count]:15.1f} {queries:8}")
        print(f"{name:14} {'ratio':>6} {quick[MANY] / quick[FEW]:15.3f}          at most {MOST}")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        main()
        transaction.set_rollback(True)
