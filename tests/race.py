"""Run by test_concurrency.py as separate processes on a database of their own: ``python -m tests.race COMMAND``."""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from huey.contrib.djhuey import HUEY  # noqa: E402

HUEY.immediate = True


def prepare() -> None:
    # PostgreSQL goes the way of every migration, which nothing else in the suite does.
    call_command("migrate" if connection.vendor == "postgresql" else "lay_tables", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from tests.factories import make_programme, user_as
    from tests.gates.factories import ask, make_gate

    programme = make_programme()
    gate = make_gate(programme, ("must", "met"))
    for n in (1, 2):
        user_as("sponsor", programme, name=f"Sponsor {n}")
    ask(gate)


def decide(name: str, at: float) -> None:
    """Decide at a moment that both processes wait for."""
    from core.models import User
    from core.refusal import Refused
    from implementation.gates import actions
    from implementation.gates.models import Gate

    gate = Gate.objects.exclude(state="open").get()
    sponsor = User.objects.get(name=name)
    time.sleep(max(0.0, at - time.time()))
    try:
        actions.decide(gate, outcome="go", reason="Now.", by=sponsor)
    except Refused as refusal:
        sys.stdout.write(f"refused: {refusal}")
    else:
        sys.stdout.write("decided")


def count() -> None:
    from core.audit import broken_links
    from implementation.gates.models import Decision, Vote
    from implementation.programme.models import Stage

    open_stages = Stage.objects.filter(state="under_way").count()
    found = (Decision.objects.count(), Vote.objects.count(), open_stages, list(broken_links()))
    sys.stdout.write(repr(found))


if __name__ == "__main__":
    command, *given = sys.argv[1:]
    if command == "prepare":
        prepare()
    elif command == "decide":
        decide(given[0], float(given[1]))
    else:
        count()
