"""A gate as it is set up, and what its editors change about it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.gates import registry
from implementation.gates.models import CriteriaVersion, Criterion, Gate
from implementation.gates.signing import signature
from implementation.gates.versions import asked_for, number_of
from implementation.programme.models import Stage


def set_up_gate(stage: Stage, *, kind: str, name: str, due: datetime.date, quorum: int = 1) -> Gate:
    """A gate with the criteria that the checks say count at this kind, and the thresholds usual on the programme's way."""
    gate = Gate.objects.create(programme=stage.programme, stage=stage, kind=kind, name=name, due=due, quorum=quorum)
    Criterion.objects.bulk_create(
        Criterion(
            gate=gate,
            order=number,
            check_name=check.name,
            parameters=check.defaults(stage.programme.strategy),
            kind=weighs_as,
            weight=check.weight,
        )
        for number, (check, weighs_as) in enumerate(registry.checks_at(kind), start=1)
    )
    return gate


def keep_still(gate: Gate) -> None:
    """Between a request and its decision the criteria stay as they are, and so do the quorum and the score asked for."""
    if Gate.objects.get(pk=gate.pk).state == Gate.State.REQUESTED:
        raise Refused(_("A decision has been asked for: the criteria stay as they are until it is taken or withdrawn."))


@contextmanager
def new_version(gate: Gate, *, by: User) -> Iterator[None]:
    """What is done inside makes a new version of the gate's criteria, if the gate asks for anything else afterwards."""
    with transaction.atomic():
        audit.lock(gate.scope_key)
        keep_still(gate)
        before = asked_for(gate)
        yield
        after = asked_for(gate)
        if after != before:
            number = number_of(gate) + 1
            facts = {"number": number, "before": before, "after": after}
            version = CriteriaVersion(gate=gate, number=number, facts=facts, **signature(gate.programme, by))
            actions.create(version, permission="gates.edit_criteria", by=by)


def edit_gate(gate: Gate, *, by: User, seen_revision: int | None = None, **fields) -> Gate:
    with new_version(gate, by=by):
        return actions.change(gate, permission="gates.edit_criteria", by=by, seen_revision=seen_revision, **fields)
