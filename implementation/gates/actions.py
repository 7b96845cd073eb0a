"""Asking for a decision, deciding, and what follows from it."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates import registry
from implementation.gates.checklist import look_at
from implementation.gates.models import Condition, Criterion, Decision, DecisionRequest, Gate, Outcome, Vote
from implementation.gates.registry import NOT_APPLICABLE
from implementation.gates.signing import signature
from implementation.programme.models import Stage

STEPS = {
    Outcome.GO: "go",
    Outcome.CONDITIONAL: "go_on_conditions",
    Outcome.HOLD: "hold",
    Outcome.RECYCLE: "recycle",
    Outcome.STOP: "stop",
}
WARN_AT_RECYCLE = 3


@dataclass(frozen=True)
class Promise:
    """A condition as a sponsor words it."""

    text: str
    owner: User
    due: datetime.date
    verifier: User


def set_up_gate(stage: Stage, *, kind: str, name: str, due: datetime.date, quorum: int = 1) -> Gate:
    """A gate with the criteria that the checks say count at this kind."""
    gate = Gate.objects.create(programme=stage.programme, stage=stage, kind=kind, name=name, due=due, quorum=quorum)
    Criterion.objects.bulk_create(
        Criterion(
            gate=gate,
            order=number,
            check_name=check.name,
            parameters=check.parameters,
            kind=weighs_as,
            weight=check.weight,
        )
        for number, (check, weighs_as) in enumerate(registry.checks_at(kind), start=1)
    )
    return gate


@transaction.atomic
def request_decision(gate: Gate, *, by: User, note: str = "") -> DecisionRequest:
    """Freeze the facts and tell the sponsors."""
    if gate.state == Gate.State.HELD and gate.stage.state == Stage.State.PAUSED:
        perform(gate.stage, "resume", by=None, note=_("The decision is asked for again."))
    perform(gate, "request", by=by, note=note, look_again_on=None)
    facts = look_at(gate).facts
    number = (gate.requests.aggregate(last=Max("number"))["last"] or 0) + 1
    return actions.create(
        DecisionRequest(gate=gate, number=number, note=note, facts=facts, **signature(gate.programme, by)),
        permission="gates.request_decision",
        by=by,
    )


def open_request(gate: Gate) -> DecisionRequest | None:
    """The request that waits for an answer."""
    if gate.state != Gate.State.REQUESTED:
        return None
    return gate.requests.order_by("-number").first()


@transaction.atomic
def decide(
    gate: Gate,
    *,
    outcome: str,
    reason: str,
    by: User,
    request: DecisionRequest | None = None,
    conditions: list[Promise] = (),
    look_again_on: datetime.date | None = None,
    redo: list[int] = (),
) -> Decision | None:
    """Record a sponsor's choice; when the quorum has chosen the same, it is the decision and takes effect.

    ``request`` is the one that the person's page showed: when it has been answered meanwhile, the choice is refused. ``redo``
    are the numbers of the criteria to redo. Returns the decision, or None while the quorum waits for others.
    """
    if not by.has_perm("gates.decide_gate", gate):
        raise PermissionDenied
    audit.lock(gate.scope_key)
    gate = Gate.objects.select_for_update(of=("self",)).get(pk=gate.pk)
    asked = open_request(gate)
    if asked is None or (request is not None and asked != request):
        raise Refused(_("Nothing waits for a decision here: it was decided or withdrawn meanwhile."))
    if asked.by_id == by.pk:
        raise Refused(_("You asked for this decision, so someone else must take it."))
    if asked.votes.filter(by=by).exists():
        raise Refused(_("You have already chosen. The others must choose now."))
    checklist = look_at(gate)
    _check_choice(checklist, outcome, reason, conditions, look_again_on, redo)
    facts = checklist.facts | plain(
        {
            "request": {"number": asked.number, "by": asked.by_name, "at": asked.at, "sha256": asked.facts_sha256},
            "conditions": [
                {"text": c.text, "owner": c.owner.name, "due": c.due, "verifier": c.verifier.name} for c in conditions
            ],
            "redo": list(redo),
            "look_again_on": look_again_on,
        }
    )
    vote = Vote(request=asked, outcome=outcome, reason=reason, facts=facts, **signature(gate.programme, by))
    actions.create(vote, permission="gates.decide_gate", by=by, note=reason)
    votes = list(asked.votes.all())
    if sum(item.outcome == outcome for item in votes) < gate.quorum:
        return None
    facts["votes"] = [
        {"by": v.by_name, "role": v.by_role, "outcome": v.outcome, "reason": v.reason, "at": v.at.isoformat()}
        for v in votes
    ]
    decision = Decision(
        request=asked,
        outcome=outcome,
        reason=reason,
        look_again_on=look_again_on,
        facts=facts,
        **signature(gate.programme, by),
    )
    actions.create(decision, permission="gates.decide_gate", by=by, note=reason)
    fields = {"look_again_on": look_again_on} if outcome == Outcome.HOLD else {}
    perform(gate, STEPS[outcome], by=by, note=reason, **fields)
    _take_effect(gate, decision, conditions, by)
    return decision


def _check_choice(checklist, outcome, reason, conditions, look_again_on, redo) -> None:
    """What standards ask of each decision. Raises Refused with the sentence."""
    today = timezone.localdate()
    if outcome not in STEPS:
        raise Refused(_("Choose one of the five decisions."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    if closed := checklist.closed(outcome):
        raise Refused(closed)
    if outcome == Outcome.CONDITIONAL and not conditions:
        raise Refused(_("A conditional go needs at least one condition."))
    if outcome == Outcome.HOLD and not (look_again_on and look_again_on > today):
        raise Refused(_("Give the day on which to look again; it must be after today."))
    if outcome == Outcome.RECYCLE and not redo:
        raise Refused(_("Name at least one criterion to redo."))
    for promise in conditions:
        if promise.due <= today:
            raise Refused(_("A condition must be due after today."))


def _take_effect(gate: Gate, decision: Decision, conditions, by: User) -> None:
    if decision.outcome == Outcome.CONDITIONAL:
        for promise in conditions:
            condition = Condition(
                programme=gate.programme,
                decision=decision,
                text=promise.text,
                owner=promise.owner,
                due=promise.due,
                verifier=promise.verifier,
            )
            actions.create(condition, permission="gates.decide_gate", by=by)
    if decision.outcome in (Outcome.GO, Outcome.CONDITIONAL):
        advance(gate.stage, by=by)
    elif decision.outcome == Outcome.HOLD and gate.stage.state == Stage.State.UNDER_WAY:
        perform(gate.stage, "pause", by=by, note=decision.reason)
    elif decision.outcome == Outcome.STOP:
        _stop(gate, decision, by)
    registry.announce(gate, decision, by)


def _stop(gate: Gate, decision: Decision, by: User) -> None:
    """A stop at a pilot's exit closes that pilot; at any other gate it closes the programme."""
    if gate.kind == registry.PILOT_EXIT:
        advance(gate.stage, by=by)
        return
    for stage in gate.programme.stages.exclude(state__in=[Stage.State.DONE, Stage.State.STOPPED]):
        perform(stage, "stop", by=by, note=decision.reason)
    perform(gate.programme, "stop", by=by, note=decision.reason)


def advance(stage: Stage, *, by: User | None) -> None:
    """Close the stage when each of its gates is decided and one says go, and open the next: the only way a stage opens."""
    stage = Stage.objects.get(pk=stage.pk)
    gates = list(stage.gates.all())
    going = any(gate.state in (Gate.State.PASSED, Gate.State.CONDITIONAL) for gate in gates)
    if stage.state != Stage.State.UNDER_WAY or not going or not all(gate.is_decided for gate in gates):
        return
    today = timezone.localdate()
    perform(stage, "finish", by=by, actual_end=max(today, stage.actual_start or today))
    following = stage.programme.stages.filter(number__gt=stage.number).order_by("number").first()
    if following is None:
        perform(stage.programme, "finish", by=by)
    elif following.state == Stage.State.NOT_STARTED:
        perform(following, "start", by=by, actual_start=today)


@transaction.atomic
def confirm_condition(condition: Condition, *, by: User, note: str) -> Condition:
    """The one named to check, or a sponsor, says that it is met; the last one turns the conditional go into a go."""
    sponsor = by.has_perm("gates.decide_gate", condition)
    if by.pk != condition.verifier_id and not sponsor:
        raise Refused(_("%(name)s was named to check this condition.") % {"name": condition.verifier.name})
    perform(condition, "confirm", by=by, note=note)
    gate = condition.decision.request.gate
    rest = Condition.objects.filter(decision=condition.decision).exclude(state=Condition.State.MET)
    if not rest.exists() and gate.state == Gate.State.CONDITIONAL:
        perform(gate, "fulfil", by=by, note=note)
    return condition


def expire_conditions(today: datetime.date | None = None) -> int:
    """Mark what is past its day as missed and reopen its gate; the sponsors hear of it. Safe to run at any time."""
    today = today or timezone.localdate()
    missed = Condition.objects.filter(state=Condition.State.OPEN, due__lt=today).select_related(
        "decision__request__gate"
    )
    for condition in missed:
        with transaction.atomic():
            try:
                perform(condition, "miss", by=None)
            except Refused:
                continue  # somebody confirmed it in the same moment
            gate = condition.decision.request.gate
            gate = Gate.objects.get(pk=gate.pk)
            if gate.state == Gate.State.CONDITIONAL:
                perform(gate, "reopen", by=None, reopened_at=timezone.now())
    return len(missed)


@transaction.atomic
def judge(criterion: Criterion, *, result: str, evidence: str, by: User, seen_revision: int | None = None) -> Criterion:
    """Record what a person found; a judgement of before needs verifying again."""
    keep_still(criterion.gate)
    if criterion.is_computed and result and result != NOT_APPLICABLE:
        raise Refused(_("This criterion is computed from the records; it can only be said not to apply."))
    if not evidence.strip() and result:
        raise ValidationError({"evidence": _("Say what shows it.")})
    permission = "gates.edit_criteria" if result == NOT_APPLICABLE else "gates.judge_criterion"
    return actions.change(
        criterion,
        permission=permission,
        by=by,
        verb="judged",
        note=evidence,
        seen_revision=seen_revision,
        result=result,
        evidence=evidence,
        judged_by=by,
        verified_by=None,
    )


@transaction.atomic
def verify(criterion: Criterion, *, by: User) -> Criterion:
    """A second person stands behind the judgement."""
    keep_still(criterion.gate)
    if not criterion.result or criterion.is_computed:
        raise Refused(_("There is nothing to verify here yet."))
    if criterion.judged_by_id == by.pk:
        raise Refused(_("You judged this, so someone else verifies it."))
    return actions.change(criterion, permission="gates.judge_criterion", by=by, verb="verified", verified_by=by)


def keep_still(gate: Gate) -> None:
    """Between a request and its decision the criteria stay as they are, and so do the quorum and the score asked for."""
    if Gate.objects.get(pk=gate.pk).state == Gate.State.REQUESTED:
        raise Refused(_("A decision has been asked for: the criteria stay as they are until it is taken or withdrawn."))


@transaction.atomic
def add_criterion(criterion: Criterion, *, by: User) -> Criterion:
    keep_still(criterion.gate)
    return actions.create(criterion, permission="gates.edit_criteria", by=by)


@transaction.atomic
def edit_criterion(criterion: Criterion, *, by: User, seen_revision: int | None = None, **fields) -> Criterion:
    audit.lock(criterion.scope_key)
    keep_still(criterion.gate)
    return actions.change(criterion, permission="gates.edit_criteria", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def edit_gate(gate: Gate, *, by: User, seen_revision: int | None = None, **fields) -> Gate:
    audit.lock(gate.scope_key)
    keep_still(gate)
    return actions.change(gate, permission="gates.edit_criteria", by=by, seen_revision=seen_revision, **fields)
