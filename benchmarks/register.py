"""First byte (lower quartile) and size of the register page with 10,000 risks against 100, in the same run.

``python benchmarks/register.py``; it makes a database of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/register.sqlite3"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from risks.models import Risk, Treatment, TreatmentAction  # noqa: E402
from tests.factories import make_programme, user_as  # noqa: E402

RUNS, FEW, MANY, MOST = 25, 100, 10_000, 1.2


def fill(programme, count: int) -> None:
    """Open risks in every cell, every third with a treatment and every sixth with an action that is done.

    Each hundred stands in one cell, the first in the worst: so both pages show the same mix of rows, and differ by nothing
    but how many risks stand behind them.
    """
    owner, states = (
        user_as("manager", programme),
        [state for state in Risk.State.values if state not in ("accepted", "closed")],
    )
    risks = Risk.objects.bulk_create(
        (
            Risk(
                programme=programme,
                number=n + 1,
                title=f"Risk {n + 1} of the register that is measured",
                owner=owner if n % 10 else None,
                state=states[n % len(states)],
                inherent_likelihood=5 - n % 2,
                inherent_impact=5,
                current_likelihood=5 - n // 100 % 5,
                current_impact=5 - n // 500 % 5,
            )
            for n in range(count)
        ),
        batch_size=500,
    )
    treated = [Treatment(risk=risk, strategy="reduce", text="Mend it") for risk in risks[::3]]
    Treatment.objects.bulk_create(treated, batch_size=500)
    TreatmentAction.objects.bulk_create(
        (
            TreatmentAction(treatment=item, text="Do it", owner=owner, due="2026-12-01", state="done")
            for item in treated[::2]
        ),
        batch_size=500,
    )


def page(programme) -> tuple[Client, str]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_as("consultant", programme))
    return client, reverse("risks", args=[programme.pk])


def took(client: Client, address: str) -> float:
    """Milliseconds until the answer is there; its first byte leaves no earlier."""
    start = time.perf_counter()
    assert client.get(address).status_code == 200
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    few, many = make_programme(), make_programme()
    fill(few, FEW)
    fill(many, MANY)
    pages = {FEW: page(few), MANY: page(many)}
    size = {count: len(client.get(address).content) for count, (client, address) in pages.items()}
    # Asked once before: what the side of every page counts is remembered until somebody changes the programme.
    times: dict[int, list[float]] = {FEW: [], MANY: []}
    for _run in range(RUNS):
        for count, (client, address) in pages.items():
            times[count].append(took(client, address))
    quick = {count: statistics.quantiles(values, n=4)[0] for count, values in times.items()}
    print(f"{'risks':>8} {'first byte, ms':>15} {'bytes':>9}")
    for count in (FEW, MANY):
        print(f"{count:8} {quick[count]:15.1f} {size[count]:9}")
    ratios = quick[MANY] / quick[FEW], size[MANY] / size[FEW]
    print(f"{'ratio':>8} {ratios[0]:15.3f} {ratios[1]:9.3f}   at most {MOST}")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        main()
        transaction.set_rollback(True)
