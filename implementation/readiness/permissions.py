from core.access import allow
from core.roles import EDITORS, INSIDERS


def is_asked(user, record) -> bool:
    """Whoever is asked answers, and nobody in their place."""
    return getattr(record, "person_id", None) == user.pk


for kind in ("assessment", "respondent", "assessmentresult", "improvement", "teammember", "architectureitem"):
    allow(f"readiness.view_{kind}", INSIDERS)
allow("readiness.run_assessment", EDITORS)
allow("readiness.answer_assessment", (), only=dict.fromkeys(INSIDERS, is_asked))
allow("readiness.edit_readiness", EDITORS)
