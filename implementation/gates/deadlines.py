from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import deadline, plain_date
from core.roles import Role
from core.text import say
from implementation.gates.models import Gate
from implementation.programme.models import Membership


def sponsors(programme_id) -> list[int]:
    found = Membership.objects.filter(programme_id=programme_id, role=Role.SPONSOR)
    return list(found.values_list("user_id", flat=True))


def _deciders(gate: Gate) -> list[int]:
    """Sponsors once the decision is asked for; until then the gate waits for nobody in particular."""
    return sponsors(gate.programme_id) if gate.state == Gate.State.REQUESTED else []


deadline(
    "gates.Gate",
    "due",
    open=Q(state="requested"),
    who=_deciders,
    what=lambda gate: say(_("Decide the gate: {name}"), name=gate.name),
    icon="diamond",
)
deadline(
    "gates.Gate",
    "look_again_on",
    open=Q(state="held"),
    who=lambda gate: sponsors(gate.programme_id),
    what=lambda gate: say(_("Look again at the gate on hold: {name}"), name=gate.name),
    icon="hourglass-split",
)
deadline(
    "gates.Condition",
    "due",
    open=Q(state="open"),
    who=lambda condition: [condition.owner_id, condition.verifier_id],
    what=lambda condition: say(_("Condition: {text}"), text=condition.text),
    icon="list-check",
)
plain_date("gates.Gate", "reopened_at")
plain_date("gates.DecisionRequest", "at")
plain_date("gates.Vote", "at")
plain_date("gates.Decision", "at", "look_again_on")
