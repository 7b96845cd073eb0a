from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import EDITORS, Role
from core.text import say
from implementation.gates.approvals import PREFETCH, round_read
from implementation.gates.models import Criterion, Gate
from implementation.gates.registry import MET, NOT_APPLICABLE
from implementation.programme.models import Membership


def sponsors(programme_id) -> list[int]:
    found = Membership.objects.filter(programme_id=programme_id, role=Role.SPONSOR)
    return list(found.values_list("user_id", flat=True))


deadline(
    "gates.Gate",
    "due",
    open=Q(state="requested"),
    who=lambda gate: round_read(gate).who_may_choose,
    related=["programme"],
    prefetch=PREFETCH,
    what=lambda gate: say(_("Decide the gate: {name}"), name=gate.name),
    icon="diamond",
)
deadline(
    "gates.Gate",
    "look_again_on",
    open=Q(state="held"),
    who=lambda gate: [seat.approver.pk for seat in round_read(gate).seats],
    related=["programme"],
    prefetch=PREFETCH,
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
plain_date("gates.Criterion", "removed_at")
plain_date("gates.CriterionLink", "at")
plain_date("gates.CriteriaVersion", "at")
plain_date("gates.Delegation", "first_day", "last_day")


@waits
def judgements_to_verify(programme):
    """A judgement counts once a second person stands behind it: the owner, else who edits the criteria, else a sponsor."""
    found = Criterion.objects.filter(
        gate__programme=programme, result__in=[MET, NOT_APPLICABLE], verified_by=None, judged_by__isnull=False
    )
    found = list(found.exclude(gate__state__in=[Gate.State.REQUESTED, *Gate.DECIDED]).select_related("gate"))
    team = _team(programme) if found else {}
    for criterion in found:
        yield Deadline(
            on=None,
            what=say(_("Verify the judgement: {title}"), title=criterion.shown_title),
            who=frozenset(_second(criterion, team)),
            url=criterion.get_absolute_url(),
            icon="check2-circle",
        )


def _team(programme) -> dict[str, set[int]]:
    team: dict[str, set[int]] = {"editors": set(), "sponsors": set()}
    for user, role in Membership.objects.filter(programme=programme).values_list("user_id", "role"):
        if role in EDITORS:
            team["editors"].add(user)
        elif role == Role.SPONSOR:
            team["sponsors"].add(user)
    return team


def _second(criterion: Criterion, team: dict[str, set[int]]) -> set[int]:
    owner = {criterion.owner_id} if criterion.owner_id else set()
    judge = {criterion.judged_by_id}
    return owner - judge or team["editors"] - judge or team["sponsors"] - judge
