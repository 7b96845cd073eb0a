"""Demands that a vendor meets or not, and the answers with what shows them."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask, keep, take
from vendors.actions.criteria import must_be_weighing
from vendors.actions.library import demands_described
from vendors.actions.rounds import contenders
from vendors.models import KnockOut, KnockOutAnswer, SelectionRound


@transaction.atomic
def save_knock_outs(
    selection: SelectionRound, demands: Iterable[KnockOut], *, by: User, seen_revision: int | None = None
) -> SelectionRound:
    """The whole list at once, in its order; what is not in it goes, with its answers."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection, seen_revision=seen_revision)
    must_be_weighing(fresh)
    demands = list(demands)
    if len({demand.title.strip().casefold() for demand in demands}) < len(demands):
        raise ValidationError(_("Two knock-outs have the same name: give each its own."))
    before = demands_described(fresh)
    fresh.knock_outs.exclude(pk__in=[demand.pk for demand in demands if demand.pk]).delete()
    for order, demand in enumerate(demands, start=1):
        demand.round, demand.order = fresh, order
        demand.full_clean(validate_unique=False, validate_constraints=False)
        demand.save()
    keep(fresh, "knock-outs set", by=by, before=before, after=demands_described(fresh))
    return fresh


@transaction.atomic
def answer_knock_outs(
    selection: SelectionRound,
    answers: Mapping[tuple[int, int], tuple[bool, str]],
    *,
    by: User,
    seen_revision: int | None = None,
) -> SelectionRound:
    """The whole sheet: ``answers`` by vendor and knock-out number, each whether it is met and what shows it."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection, seen_revision=seen_revision)
    if fresh.state in (SelectionRound.State.ASKED, SelectionRound.State.DECIDED):
        raise Refused(_("The choice is asked for: answers stay as they are."))
    vendors = {vendor.pk: vendor for vendor in contenders(fresh)}
    demands = {demand.pk: demand for demand in fresh.knock_outs.all()}
    kept = {(item.vendor_id, item.knock_out_id): item for item in _answers(fresh)}
    before = _described(kept.values())
    for (vendor, demand), (passed, evidence) in answers.items():
        if vendor not in vendors or demand not in demands:
            raise Refused(_("Only vendors on the shortlist are checked. Open the sheet again."))
        if not evidence.strip():
            raise ValidationError(_("Say what shows it."))
        known = kept.get((vendor, demand))
        if known and (known.passed, known.evidence) == (passed, evidence.strip()):
            continue
        answer = known or KnockOutAnswer(knock_out=demands[demand], vendor=vendors[vendor])
        answer.passed, answer.evidence, answer.by, answer.on = passed, evidence.strip(), by, timezone.localdate()
        answer.clean_fields()
        answer.save()
    for key, answer in kept.items():
        if key not in answers and key[0] in vendors:
            answer.delete()
    keep(fresh, "knock-outs answered", by=by, before=before, after=_described(_answers(fresh)))
    return fresh


def _answers(selection: SelectionRound):
    found = KnockOutAnswer.objects.filter(knock_out__round=selection)
    return found.select_related("vendor", "knock_out").order_by("vendor", "knock_out")


def _described(answers: Iterable[KnockOutAnswer]) -> dict[str, str]:
    return {f"{a.vendor}, {a.knock_out}": f"{'yes' if a.passed else 'no'}: {a.evidence}" for a in answers}
