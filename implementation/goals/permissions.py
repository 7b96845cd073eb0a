from core.access import allow
from core.roles import EDITORS, EXECUTIVE, INSIDERS, MEMBER, SPONSOR


def owns(user, record) -> bool:
    """Whoever owns a goal may say how far it is."""
    return getattr(getattr(record, "goal", record), "owner_id", None) == user.pk


for kind in ("visionversion", "signatory", "visionsignature", "goal", "measurement"):
    allow(f"goals.view_{kind}", INSIDERS)
allow("goals.edit_vision", EDITORS)
allow("goals.sign_vision", INSIDERS)
allow("goals.edit_goal", EDITORS)
allow("goals.measure_goal", EDITORS, only=dict.fromkeys((SPONSOR, EXECUTIVE, MEMBER), owns))
