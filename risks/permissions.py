from core.access import allow
from core.roles import CONSULTANT, EDITORS, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR, STEERING
from implementation.programme.models import Programme
from risks.models import Risk, TreatmentAction


def concerns(user, record) -> bool:
    """The register opens for staff too, but shows only what they own or act on."""
    if isinstance(record, Programme):
        return True
    risk = record
    while not isinstance(risk, Risk):
        risk = getattr(risk, "risk", None) or risk.parent
    if risk.owner_id == user.pk or risk.contributors.filter(user=user).exists():
        return True
    return TreatmentAction.objects.filter(treatment__risk=risk, owner=user).exists()


def works_on(user, record) -> bool:
    """Its owner, and the owner of the risk it came from."""
    return user.pk in (getattr(record, "owner_id", None), record.risk.owner_id)


def owns(user, record) -> bool:
    return getattr(record, "owner_id", None) == user.pk


def sees_issue(user, record) -> bool:
    return isinstance(record, Programme) or record.owner_id == user.pk or concerns(user, record)


def may_see_import(user, record) -> bool:
    """What is being prepared is seen by the person who uploaded it, what was imported by all who keep the register."""
    return isinstance(record, Programme) or not record.is_draft or record.by_id == user.pk


KINDS = (
    "risk",
    "treatment",
    "treatmentaction",
    "ratingchange",
    "estimate",
    "acceptancerequest",
    "acceptance",
    "contributor",
    "risklink",
)
for kind in KINDS:
    allow(f"risks.view_{kind}", STEERING, only={MEMBER: concerns})
allow("risks.view_riskissue", STEERING, only={MEMBER: sees_issue})
allow("risks.edit_issue", EDITORS, only=dict.fromkeys((SPONSOR, EXECUTIVE, MEMBER), works_on))
allow("risks.view_riskscale", INSIDERS)
allow("risks.set_scale", {SPONSOR, MANAGER})
for kind in ("catalogue", "cataloguemember", "cataloguerisk"):
    allow(f"risks.view_{kind}", {CONSULTANT})
allow("risks.edit_catalogue", {CONSULTANT})
allow("risks.edit_risk", EDITORS)
allow("risks.view_losslimit", STEERING)
allow("risks.set_appetite", {SPONSOR, MANAGER})
allow("risks.view_riskimport", (), only=dict.fromkeys(EDITORS, may_see_import))
allow("risks.do_action", EDITORS, only={SPONSOR: owns, EXECUTIVE: owns, MEMBER: owns})
allow("risks.accept_risk", {SPONSOR})
