from core.access import allow
from core.roles import (
    CONSULTANT,
    EDITORS,
    EXECUTIVE,
    INSIDERS,
    MANAGER,
    MEMBER,
    SPONSOR,
    STEERING,
    VENDOR_CONTACT,
)
from implementation.programme.models import Programme
from vendors.models import Contract


def is_own(user, record) -> bool:
    """One's own seat, the certificate or the try at the test that hangs on it, or one's own personal link."""
    return getattr(getattr(record, "enrolment", record), "user_id", None) == user.pk


def is_small(user, record) -> bool:
    """The manager decides what is small, and puts that on record; what is large is the sponsor's."""
    return getattr(getattr(record, "change", record), "size", "") == "small"


def asked_for_it(user, record) -> bool:
    return getattr(record, "requested_by_id", None) == user.pk


def is_asked(user, record) -> bool:
    """The provider whose contract a change touches, once it was handed in; never a draft of a contract."""
    if isinstance(record, Programme):
        return True
    change = getattr(record, "change", record)
    if not change.needs_provider or not change.round:
        return False
    return change.contract.state in Contract.SHOWN_TO_VENDOR and change.contract.is_served_by(user)


# How people stand is confidential.
allow("change_mgmt.view_stakeholder", {SPONSOR, MANAGER, CONSULTANT})
allow("change_mgmt.edit_stakeholder", EDITORS)
allow("change_mgmt.view_contact", {SPONSOR, MANAGER, CONSULTANT})
allow("change_mgmt.view_tie", {SPONSOR, MANAGER, CONSULTANT})
# A sponsor talks with those at the top, and writes down what was said.
allow("change_mgmt.log_contact", {SPONSOR, MANAGER, CONSULTANT})

allow("change_mgmt.view_course", INSIDERS)
allow("change_mgmt.view_neededplace", INSIDERS)
allow("change_mgmt.view_session", INSIDERS)
allow("change_mgmt.view_enrolment", EDITORS, only={SPONSOR: is_own, EXECUTIVE: is_own, MEMBER: is_own})
OWN = {SPONSOR: is_own, EXECUTIVE: is_own, MEMBER: is_own}
allow("change_mgmt.view_attempt", EDITORS, only=OWN)
allow("change_mgmt.view_certificate", EDITORS, only=OWN)
allow("change_mgmt.view_personallink", EDITORS, only=OWN)
# A question shows which answer is right, a sign-up link opens to whoever has it.
allow("change_mgmt.view_question", EDITORS)
allow("change_mgmt.view_signuplink", EDITORS)
allow("change_mgmt.edit_training", EDITORS)
allow("change_mgmt.enrol", INSIDERS)
allow("change_mgmt.mark_attendance", EDITORS)

allow("change_mgmt.view_changerequest", INSIDERS)
allow("change_mgmt.view_changedecision", INSIDERS)
allow("change_mgmt.submit_change", INSIDERS)
allow("change_mgmt.assess_change", EDITORS)
allow("change_mgmt.decide_change", {SPONSOR}, only={MANAGER: is_small})
allow("change_mgmt.implement_change", EDITORS)
allow("change_mgmt.withdraw_change", (), only=dict.fromkeys(INSIDERS, asked_for_it))
allow("change_mgmt.view_changestep", INSIDERS)
allow("change_mgmt.view_changelimits", INSIDERS)
allow("change_mgmt.set_limits", {SPONSOR})
# A provider sees what it is asked, and what it said; we may write down what it said on the telephone or in a letter.
allow("change_mgmt.view_provideranswer", INSIDERS, only={VENDOR_CONTACT: is_asked})
allow("change_mgmt.answer_change", EDITORS, only={VENDOR_CONTACT: is_asked})

allow("change_mgmt.view_noteddecision", INSIDERS)
allow("change_mgmt.view_decisionreview", INSIDERS)
allow("change_mgmt.view_decision_log", INSIDERS)
allow("change_mgmt.note_decision", STEERING)
