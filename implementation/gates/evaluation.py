"""One criterion looked at now: computed by its check, or as people judged it."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import say
from implementation.gates.models import Criterion, Gate
from implementation.gates.registry import NOT_APPLICABLE, NOT_MET, PARTLY, Result


def evaluate(criterion: Criterion, gate: Gate) -> Result:
    if criterion.result == NOT_APPLICABLE and criterion.verified_by_id:
        return Result(NOT_APPLICABLE, criterion.evidence, {}, criterion.get_absolute_url())
    if not criterion.is_computed:
        return _judged(criterion)
    found = _computed(criterion, gate)
    if criterion.result != NOT_APPLICABLE:
        return found
    text = _("{evidence} Said not to apply, which counts once someone else confirms it.")
    return replace(found, evidence=say(text, evidence=found.evidence))


def _computed(criterion: Criterion, gate: Gate) -> Result:
    check = criterion.computed_by
    if check is None:
        return Result(NOT_MET, _("This check is not part of the product any more: judge it by hand."), {}, "")
    return check.function(gate.programme, gate=gate, **check.given(criterion.parameters))


def _judged(criterion: Criterion) -> Result:
    """What a person judged as met, or as not applying, counts only when somebody else has verified it."""
    url = reverse("criterion", args=[criterion.gate.programme_id, criterion.pk])
    figures = {"result": criterion.result, "verified": bool(criterion.verified_by_id)}
    if not criterion.result:
        return Result(NOT_MET, _("Nobody has judged this yet."), figures, url)
    if criterion.waits_for_a_second:
        text = say(_("{evidence} Waits to be verified by someone else."), evidence=criterion.evidence)
        return Result(PARTLY, text, figures, url)
    return Result(criterion.result, criterion.evidence, figures, url)
