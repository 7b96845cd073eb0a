from core.access import allow
from core.roles import CONSULTANT, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR, STEERING
from implementation.programme.models import Programme


def owns(user, record) -> bool:
    return getattr(record, "owner_id", None) == user.pk


def reads(user, record) -> bool:
    """What is confidential is for sponsors and managers, and for its owner."""
    return isinstance(record, Programme) or not record.confidential or owns(user, record)


def reads_own(user, record) -> bool:
    """Staff open the list too, but it shows only what they reported with their name or look after."""
    if isinstance(record, Programme) or owns(user, record):
        return True
    return not record.confidential and record.reported_by_id == user.pk


allow("resistance.view_sign", {SPONSOR, MANAGER}, only={CONSULTANT: reads, EXECUTIVE: reads, MEMBER: reads_own})
allow("resistance.report_sign", INSIDERS)
allow("resistance.edit_sign", {SPONSOR, MANAGER}, only={CONSULTANT: reads, EXECUTIVE: owns, MEMBER: owns})
allow("resistance.accept_sign", {SPONSOR, MANAGER})
allow("resistance.view_warninglimit", STEERING)
allow("resistance.set_limits", {SPONSOR, MANAGER})
allow("resistance.view_earlywarning", STEERING)
allow("resistance.take_step", {SPONSOR, MANAGER, CONSULTANT})
