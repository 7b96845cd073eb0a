"""Who reads promises, results and calendars of service hours, and who changes them."""

from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from tests.access.sla import _agreement, _draft, _own_contract, _programme
from tests.sla.factories import bring_in, make_agreement, make_calendar

SEEN = STEERING | {VENDOR_CONTACT}


def _promise(programme):
    return make_agreement(programme, contract=_own_contract(programme)).objectives.get()


def _objective(programme):
    return _programme(programme) | {"pk": _promise(programme).pk}


def _month(programme):
    objective = _promise(programme)
    bring_in(objective.agreement)
    return _programme(programme) | {"pk": objective.pk, "month": "2025-01"}


def _calendar(programme):
    return _programme(programme) | {"pk": make_calendar(programme).pk}


PAGES = {
    "sla_objectives": (SEEN, _agreement),
    "objective": (SEEN, _objective),
    "change_promise": ({MANAGER, SPONSOR}, _objective),
    "read_openslo": (EDITORS, _draft),
    "write_openslo": (SEEN, _agreement),
    "sla_results": (SEEN, _agreement),
    "sla_results_file": (SEEN, _agreement),
    "month_result": (SEEN, _month),
    "service_calendars": (STEERING, _programme),
    "service_calendar": (STEERING, _calendar),
    "new_service_calendar": (EDITORS, _programme),
    "edit_service_calendar": (EDITORS, _calendar),
    "add_calendar_days": (EDITORS, _calendar),
    "remove_calendar_day": (EDITORS, _calendar, "post"),
}
