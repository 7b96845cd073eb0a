"""An evaluator's sheet, which nobody else sees before all are in."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.evidence import sha256_of
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.actions._record import ask, take
from vendors.actions.rounds import contenders
from vendors.models import Evaluator, Score, SelectionRound

State = SelectionRound.State


@transaction.atomic
def save_scores(
    evaluator: Evaluator,
    entries: Mapping[tuple[int, int], tuple[int, str]],
    *,
    by: User,
    seen_revision: int | None = None,
) -> Evaluator:
    """The whole sheet: ``entries`` by vendor and criterion number, each points and evidence. Only its owner writes it."""
    ask(by, "vendors.score_vendor", evaluator)
    fresh = take(evaluator, seen_revision=seen_revision)
    if fresh.round.state != State.SCORING:
        raise Refused(_("Scores are given between the fixing of the weights and the choice."))
    if fresh.state != Evaluator.State.SCORING:
        raise Refused(_("Your scores are submitted. Take them back first to change them."))
    vendors = {vendor.pk: vendor for vendor in contenders(fresh.round)}
    criteria = {criterion.pk: criterion for criterion in fresh.round.criteria.all()}
    before = _sheet(fresh)
    scores = []
    for (vendor, criterion), (points, evidence) in entries.items():
        if vendor not in vendors or criterion not in criteria:
            raise Refused(_("Only vendors on the shortlist are scored. Open the sheet again."))
        score = Score(
            evaluator=fresh,
            vendor=vendors[vendor],
            criterion=criteria[criterion],
            points=points,
            evidence=evidence.strip(),
        )
        score.clean_fields()
        scores.append(score)
    fresh.scores.all().delete()
    Score.objects.bulk_create(scores)
    # How many, never what: the audit trail must not show a sheet before the others are in.
    if _sheet(fresh) != before:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, "scored", by=by, before={"scores": len(before)}, after={"scores": len(scores)})
    return fresh


def _sheet(evaluator: Evaluator) -> list[list]:
    found = evaluator.scores.order_by("vendor", "criterion")
    return [list(row) for row in found.values_list("vendor", "criterion", "points", "evidence")]


@transaction.atomic
def submit_scores(evaluator: Evaluator, *, by: User) -> Evaluator:
    """Hand the sheet in; its hash shows later that nothing in it was changed."""
    return perform(evaluator, "submit", by=by, sheet_sha256=sha256_of(_sheet(evaluator)))
