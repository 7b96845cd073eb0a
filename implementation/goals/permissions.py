from core.access import allow
from core.roles import EDITORS, EXECUTIVE, INSIDERS, MEMBER, SPONSOR


def owns(user, record) -> bool:
    """Whoever owns a goal, or measures it, may say how far it is."""
    goal = getattr(record, "goal", record)
    return user.pk in (getattr(goal, "owner_id", None), getattr(goal, "measurer_id", None))


def leads(user, record) -> bool:
    """Whoever is named to hold a review holds it."""
    return getattr(getattr(record, "review", record), "lead_id", None) == user.pk


for kind in ("visionversion", "signatory", "visionsignature", "goal", "measurement", "goalreview", "reviewedgoal"):
    allow(f"goals.view_{kind}", INSIDERS)
allow("goals.view_goalfile", EDITORS)
allow("goals.edit_vision", EDITORS)
allow("goals.sign_vision", INSIDERS)
allow("goals.edit_goal", EDITORS)
allow("goals.import_goals", EDITORS)
allow("goals.measure_goal", EDITORS, only=dict.fromkeys((SPONSOR, EXECUTIVE, MEMBER), owns))
allow("goals.plan_review", EDITORS)
allow("goals.hold_review", EDITORS, only=dict.fromkeys((SPONSOR, EXECUTIVE, MEMBER), leads))
