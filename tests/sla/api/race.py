"""Run by test_race.py as separate processes on a database of their own: ``python -m tests.sla.api.race COMMAND``."""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from huey.contrib.djhuey import HUEY  # noqa: E402

HUEY.immediate = True


def prepare() -> None:
    """Two tokens of one agreement."""
    call_command("lay_tables", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from tests.factories import make_programme
    from tests.sla.api.calls import make_key
    from tests.sla.factories import make_agreement

    agreement = make_agreement(make_programme())
    sys.stdout.write(" ".join(make_key(agreement)[1] for _ in range(2)))


def post(key: str, at: float) -> None:
    """The same 500 rows at a moment that every process waits for."""
    from django.conf import settings

    from tests.sla.api.calls import get, row, send

    settings.ALLOWED_HOSTS = ["*"]
    rows = [row(f"2025-01-01T{n // 60:02}:{n % 60:02}:00Z") for n in range(500)]
    get(key, "ping")
    time.sleep(max(0.0, at - time.time()))
    answer = send(key, *rows)
    told = answer.json()
    sys.stdout.write(f"{answer.status_code} {told.get('added', -1)} {told.get('repeated', -1)}")


def count() -> None:
    """Rows, imports that hold any, and breaks of the audit trail."""
    from core.audit import broken_links
    from sla.models import EventImport, Measurement

    imports = EventImport.objects.filter(kind="api").count()
    sys.stdout.write(f"{Measurement.objects.count()} {imports} {len(list(broken_links()))}")


if __name__ == "__main__":
    command, *given = sys.argv[1:]
    if command == "prepare":
        prepare()
    elif command == "post":
        post(given[0], float(given[1]))
    else:
        count()
