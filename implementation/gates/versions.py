"""What a gate asks for, as plain facts: what a version of its criteria keeps, and what two versions are compared by."""

from typing import Any

from core.evidence import in_every_language, plain
from implementation.gates.models import CriteriaVersion, Criterion, Gate


def as_asked_for(criterion: Criterion) -> dict[str, Any]:
    """What the criterion asks for, whatever it has found."""
    check = criterion.computed_by
    return {
        "id": criterion.pk,
        "check": criterion.check_name,
        "parameters": check.given(criterion.parameters) if check else criterion.parameters,
        "title": in_every_language(criterion.shown_title),
        "kind": criterion.kind,
        "weight": criterion.weight,
        "place": criterion.order,
    }


def asked_for(gate: Gate) -> dict[str, Any]:
    """Read fresh: the criteria that count now, in their order, and the score asked for."""
    floor = Gate.objects.values_list("should_floor", flat=True).get(pk=gate.pk)
    found = Criterion.objects.filter(gate=gate)
    return plain({"should_floor": floor, "criteria": [as_asked_for(criterion) for criterion in found]})


def number_of(gate: Gate) -> int:
    """The version in force; the first is the gate as it was set up."""
    return CriteriaVersion.objects.filter(gate=gate).values_list("number", flat=True).first() or 1
