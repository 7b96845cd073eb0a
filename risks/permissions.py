from core.access import allow
from core.roles import EDITORS, EXECUTIVE, MANAGER, MEMBER, SPONSOR, STEERING
from implementation.programme.models import Programme
from risks.models import Risk, TreatmentAction


def concerns(user, record) -> bool:
    """The register opens for staff too, but shows only what they own or act on."""
    if isinstance(record, Programme):
        return True
    risk = record
    while not isinstance(risk, Risk):
        risk = getattr(risk, "risk", None) or risk.parent
    return risk.owner_id == user.pk or TreatmentAction.objects.filter(treatment__risk=risk, owner=user).exists()


def owns(user, record) -> bool:
    return getattr(record, "owner_id", None) == user.pk


def may_see_import(user, record) -> bool:
    """What is being prepared is seen by the person who uploaded it, what was imported by all who keep the register."""
    return isinstance(record, Programme) or not record.is_draft or record.by_id == user.pk


for kind in ("risk", "treatment", "treatmentaction", "ratingchange", "estimate", "acceptancerequest", "acceptance"):
    allow(f"risks.view_{kind}", STEERING, only={MEMBER: concerns})
allow("risks.edit_risk", EDITORS)
allow("risks.view_losslimit", STEERING)
allow("risks.set_appetite", {SPONSOR, MANAGER})
allow("risks.view_riskimport", (), only=dict.fromkeys(EDITORS, may_see_import))
allow("risks.do_action", EDITORS, only={SPONSOR: owns, EXECUTIVE: owns, MEMBER: owns})
allow("risks.accept_risk", {SPONSOR})
