"""Who brings measurements by file, and who sees what came of them."""

from core.roles import EDITORS, STEERING
from sla.intake import imports
from tests.factories import user_as
from tests.sla.factories import bring_in, csv_of, look_at, make_agreement, upload

#: Day and month cannot be told apart, so the person is asked.
UNSURE = csv_of("shop,03/04/2025 09:00,up", header="monitor,time,status")


def _agreement(programme):
    return {"programme": programme.pk, "pk": make_agreement(programme).pk}


def _import(programme):
    return {"programme": programme.pk, "pk": look_at(make_agreement(programme)).pk}


def _imported(programme):
    return {"programme": programme.pk, "pk": bring_in(make_agreement(programme)).pk}


def _unsure(programme):
    by = user_as("manager", programme)
    batch, _guess = imports.bring(make_agreement(programme), upload=upload(UNSURE), source_note="Ours.", by=by)
    return {"programme": programme.pk, "pk": batch.pk}


PAGES = {
    "measurements": (STEERING, _agreement),
    "import_events": (EDITORS, _agreement),
    "import_preview": (STEERING, _import),
    "import_columns": (EDITORS, _unsure),
    "withdraw_import": (EDITORS, _imported),
    "import_file": (STEERING, _import),
}
STEPS = {
    "sla.eventimport.read": EDITORS,
    "sla.eventimport.found": set(),
    "sla.eventimport.fail": set(),
    "sla.eventimport.confirm": EDITORS,
    "sla.eventimport.discard": EDITORS,
    "sla.eventimport.withdraw": EDITORS,
}
