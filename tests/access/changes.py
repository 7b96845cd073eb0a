"""Who may open which page of changes and of the decision log, and take which step."""

from change_mgmt import actions
from change_mgmt.models import ChangeStep
from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from core.workflow import perform
from tests.change_mgmt.changes import make_contract_change, make_noted, make_step
from tests.change_mgmt.factories import make_change, make_waiting_change
from tests.factories import user_as


def programme_only(programme):
    return {"programme": programme.pk}


def of(make):
    def kwargs(programme):
        return {"programme": programme.pk, "pk": make(programme).pk}

    return kwargs


def being_assessed(programme):
    return perform(make_change(programme), "take_up", by=user_as("consultant", programme))


def approved(programme):
    change = make_waiting_change(programme)
    actions.decide(change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))
    return change


def step(programme) -> ChangeStep:
    return make_step(make_change(programme))


PAGES = {
    "changes": (INSIDERS, programme_only),
    "export_changes": (INSIDERS, programme_only),
    "new_change": (INSIDERS, programme_only),
    "change_limits": ({SPONSOR}, programme_only),
    "change": (INSIDERS, of(make_change)),
    "change_pdf": (INSIDERS, of(make_waiting_change)),
    "assess_change": (EDITORS, of(being_assessed)),
    "decide_change": ({SPONSOR, MANAGER}, of(make_waiting_change)),
    "finish_change": (EDITORS, of(approved)),
    "tell_people_of_change": (EDITORS, of(approved), "post"),
    "change_risk": (EDITORS, of(make_waiting_change), "post"),
    "add_change_step": (EDITORS, of(make_change), "post"),
    "remove_change_step": (EDITORS, of(step), "post"),
    "provider_changes": (EDITORS | {VENDOR_CONTACT}, programme_only),
    "provider_change": (EDITORS | {VENDOR_CONTACT}, of(make_contract_change)),
    "decision_log": (INSIDERS, programme_only),
    "export_decision_log": (INSIDERS, programme_only),
    "decision_log_pdf": (INSIDERS, programme_only),
    "note_decision": (STEERING, programme_only),
    "noted_decision": (INSIDERS, of(make_noted)),
    "review_decision": (STEERING, of(make_noted)),
}
STEPS = {
    "change_mgmt.changerequest.take_up": EDITORS,
    "change_mgmt.changerequest.hand_in": EDITORS,
    # The manager decides what is small; what is large is the sponsor's alone.
    "change_mgmt.changerequest.approve": {SPONSOR, MANAGER},
    "change_mgmt.changerequest.reject": {SPONSOR, MANAGER},
    "change_mgmt.changerequest.postpone": {SPONSOR, MANAGER},
    "change_mgmt.changerequest.implement": EDITORS,
    "change_mgmt.changerequest.withdraw": INSIDERS,
}
