"""How long the path page and a report take, as ratios to a floor in the same run.

Floor of a page: the sign-in page, which renders the same base template without a query of the programme. Floor of a report:
WeasyPrint printing one line of text. Run on a database that holds the demonstration: ``python benchmarks/pages.py``.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from core import pdf  # noqa: E402
from core.models import User  # noqa: E402
from implementation.programme.models import Programme  # noqa: E402
from implementation.reports.document import document  # noqa: E402
from implementation.reports.facts import facts  # noqa: E402
from implementation.reports.forms import next_period  # noqa: E402

RUNS = 15


def median(function, runs=RUNS) -> float:
    """Milliseconds, after one run to warm up."""
    function()
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        function()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def count_queries(function) -> int:
    asked = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        function()
    return len(asked)


def pages() -> None:
    floor = median(lambda: Client(SERVER_NAME="localhost").get(reverse("account_login")))
    print(f"{'page':28} {'ms':>8} {'queries':>8} {'of floor':>9}")
    print(f"{'sign-in (floor)':28} {floor:8.1f}")
    programme = Programme.objects.order_by("pk").first()
    manager = User.objects.filter(memberships__programme=programme, memberships__role="manager").first()
    client = Client(SERVER_NAME="localhost")
    client.force_login(manager)
    for name in (
        "path",
        "gates",
        "risks",
        "vendors",
        "contracts",
        "agreements",
        "rollout",
        "training",
        "changes",
        "reports",
    ):
        address = reverse(name, args=[programme.pk])
        queries = count_queries(lambda address=address: client.get(address))
        took = median(lambda address=address: client.get(address))
        print(f"{name:28} {took:8.1f} {queries:8} {took / floor:9.1f}")


def reports() -> None:
    line = "<!doctype html><html lang=en><title>x</title><body><h1>One line</h1></body></html>"
    floor = median(lambda: pdf.render(line, language="en", title="x", author="x"), runs=5)
    print(f"\n{'report':28} {'ms':>8} {'pages':>8} {'of floor':>9}")
    print(f"{'one line (floor)':28} {floor:8.1f}")
    programme = Programme.objects.select_related("organisation").order_by("pk").first()
    found = facts(programme, headline="How it stands", **next_period(programme))
    took = median(lambda: facts(programme, headline="How it stands", **next_period(programme)), runs=5)
    print(f"{'facts':28} {took:8.1f} {'':8} {took / floor:9.1f}")
    for language in ("en", "zh-hans", "zh-hant"):
        pages = document(found, language).pages
        took = median(lambda language=language: document(found, language), runs=5)
        print(f"{language:28} {took:8.1f} {pages:8} {took / floor:9.1f}")


if __name__ == "__main__":
    pages()
    reports()
