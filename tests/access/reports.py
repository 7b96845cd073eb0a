"""Who opens which page of the reports."""

from core.roles import MANAGER, SPONSOR, STEERING
from tests.reports.factories import make_drawn_report, make_report


def _programme(programme):
    return {"programme": programme.pk}


def _report(programme):
    return {"programme": programme.pk, "pk": make_report(programme).pk}


def _file(programme):
    return _programme(programme) | {"pk": make_drawn_report(programme).pk, "language": "en"}


PAGES = {
    "reports": (STEERING, _programme),
    "new_report": ({MANAGER, SPONSOR}, _programme),
    "report": (STEERING, _report),
    "redraw_report": ({MANAGER, SPONSOR}, _report, "post"),
    "download_report": (STEERING, _file),
}
STEPS = {}
