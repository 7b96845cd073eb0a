"""The path page of a large programme beside that of an empty one, in the same run: ``python benchmarks/path_page.py``.

Large is 12 modules, 40 pilots (ten under way with measures and weekly figures) and 500 risks, made as people make them. Two
ratios are printed: with what pages remember (``implementation/programme/memory.py``), as in production, and with nothing
remembered, as after a change. The goal is 1.5.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/path_page.sqlite3"

import django

django.setup()

from django.core.cache import caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.pages import count_queries, median  # noqa: E402
from implementation.programme.crm_modules import MODULES  # noqa: E402
from tests.factories import make_programme, user_as  # noqa: E402
from tests.risks.factories import make_risk, make_treated  # noqa: E402
from tests.rollout.factories import make_adoption, make_pilot, make_running_pilot, make_value  # noqa: E402

MODULES_WANTED, PILOTS, UNDER_WAY, RISKS = 12, 40, 10, 500


def large():
    programme = make_programme(modules=list(MODULES)[:MODULES_WANTED])
    modules = list(programme.modules.all())
    for n in range(PILOTS):
        if n >= UNDER_WAY:
            make_pilot(programme, module=modules[n % len(modules)], measures=2)
            continue
        pilot = make_running_pilot(programme, module=modules[0])
        for measure in pilot.measures.all():
            make_value(measure, 60 + n)
        for week in range(1, 5):
            make_adoption(pilot, 10, weeks_ago=week)
    for n in range(RISKS):
        make = make_treated if n % 5 == 0 else make_risk
        make(programme, title=f"Risk {n}", likelihood=n % 5 + 1, impact=n % 3 + 1)
    return programme


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    found = {}
    for name, programme in (("empty", make_programme(modules=["master_data"])), ("large", large())):
        client, address = Client(SERVER_NAME="localhost"), reverse("path", args=[programme.pk])
        client.force_login(user_as("manager", programme))

        def forgetting(client=client, address=address):
            caches["pages"].clear()
            client.get(address)

        def remembering(client=client, address=address):
            client.get(address)

        found[name] = median(remembering), median(forgetting), count_queries(remembering), count_queries(forgetting)
    print(f"{'path page':12} {'ms':>8} {'queries':>8} {'ms, nothing kept':>18} {'queries':>8}")
    for name, (kept, fresh, asked, asked_fresh) in found.items():
        print(f"{name:12} {kept:8.1f} {asked:8} {fresh:18.1f} {asked_fresh:8}")
    print(
        f"{'ratio':12} {found['large'][0] / found['empty'][0]:8.2f} {'':8} {found['large'][1] / found['empty'][1]:18.2f}"
    )


if __name__ == "__main__":
    main()
