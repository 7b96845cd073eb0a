from core.access import allow
from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR

KINDS = ["gate", "criterion", "criterionlink", "criteriaversion", "decisionrequest", "decision", "condition", "vote"]
for kind in [*KINDS, "delegation"]:
    allow(f"gates.view_{kind}", INSIDERS)
allow("gates.edit_criteria", EDITORS)
allow("gates.judge_criterion", INSIDERS)
allow("gates.request_decision", INSIDERS)
allow("gates.decide_gate", {SPONSOR})
allow("gates.verify_condition", INSIDERS)


def _in_place_of_a_sponsor(user, record):
    """Whoever a sponsor has named to choose in their place, as long as that runs."""
    from implementation.gates.models import Delegation

    given = Delegation.objects.filter(programme_id=record.scope_number, delegate=user, state=Delegation.State.GIVEN)
    return any(delegation.is_open for delegation in given)


def _asked_by_them(user, gate):
    """Whoever asked for the decision last."""
    return gate.requests.order_by("-number").values_list("by", flat=True).first() == user.pk


def _their_own(user, delegation):
    return delegation.giver_id == user.pk


allow("gates.vote", {SPONSOR}, only=dict.fromkeys(INSIDERS - {SPONSOR}, _in_place_of_a_sponsor))
allow(
    "gates.withdraw_request",
    {MANAGER, SPONSOR},
    only=dict.fromkeys(INSIDERS - {MANAGER, SPONSOR}, _asked_by_them),
)
allow("gates.delegate", {SPONSOR})
allow("gates.revoke_delegation", set(), only={SPONSOR: _their_own})
