"""Gates in any situation, with criteria judged by hand so that their results are known."""

import datetime

from implementation.gates import actions
from implementation.gates.models import Criterion, Gate
from implementation.programme.models import Membership
from tests.factories import make_user, user_as


def make_gate(programme, *results, kind="initiation", quorum=1) -> Gate:
    """A gate of the first stage with one criterion for each (kind, result): ``make_gate(p, ("must", "met"))``."""
    stage = programme.stages.order_by("number").first()
    gate = stage.gates.first()
    gate.criteria.all().delete()
    Gate.objects.filter(pk=gate.pk).update(kind=kind, quorum=quorum)
    for place, (weighs_as, result) in enumerate(results, start=1):
        Criterion.objects.create(
            gate=gate,
            order=place,
            title=f"Criterion {place}",
            kind=weighs_as,
            result=result,
            evidence="Seen" if result else "",
            judged_by=make_user(),
            verified_by=make_user(),
        )
    return Gate.objects.get(pk=gate.pk)


def ask(gate, by=None):
    """The manager asks; as many sponsors are there as the quorum wants."""
    by = by or user_as("manager", gate.programme)
    sponsors = Membership.objects.filter(programme=gate.programme, role="sponsor").exclude(user=by)
    for number in range(sponsors.count(), gate.quorum):
        user_as("sponsor", gate.programme, name="Another sponsor" if number else "")
    return actions.request_decision(gate, by=by)


def promise(programme, *, days=10) -> actions.Promise:
    return actions.Promise(
        text="Close the gap",
        owner=user_as("manager", programme),
        due=datetime.date.today() + datetime.timedelta(days=days),
        verifier=user_as("consultant", programme),
    )


def closing_task(programme, *, days=10) -> actions.ClosingTask:
    due = datetime.date.today() + datetime.timedelta(days=days)
    return actions.ClosingTask(text="Hand the data back", owner=user_as("manager", programme), due=due)
