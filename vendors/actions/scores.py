"""An evaluator's sheet, which nobody else sees before all are in."""

import secrets
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from core import audit
from core.evidence import sha256_of
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.actions._record import ask, take
from vendors.actions.rounds import contenders
from vendors.models import Evaluator, Score, ScoreChange, SelectionRound

State = SelectionRound.State
Entries = Mapping[tuple[int, int], tuple[int, str]]


@transaction.atomic
def save_scores(evaluator: Evaluator, entries: Entries, *, by: User, seen_revision: int | None = None) -> Evaluator:
    """The whole sheet: ``entries`` by vendor and criterion number, each points and evidence. Only its owner writes it."""
    ask(by, "vendors.score_vendor", evaluator)
    fresh = take(evaluator, seen_revision=seen_revision)
    if fresh.round.state != State.SCORING:
        raise Refused(_("Scores are given between the fixing of the weights and the choice."))
    if fresh.state != Evaluator.State.SCORING:
        raise Refused(_("Your scores are submitted. Take them back first to change them."))
    scores = _scores(fresh, entries)
    before = _sheet(fresh)
    fresh.scores.all().delete()
    Score.objects.bulk_create(scores)
    # How many, never what: the audit trail must not show a sheet before the others are in.
    if _sheet(fresh) != before:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, "scored", by=by, before={"scores": len(before)}, after={"scores": len(scores)})
    return fresh


def _scores(evaluator: Evaluator, entries: Entries) -> list[Score]:
    vendors = {vendor.pk: vendor for vendor in contenders(evaluator.round)}
    criteria = {criterion.pk: criterion for criterion in evaluator.round.criteria.all()}
    scores = []
    for (vendor, criterion), (points, evidence) in entries.items():
        if vendor not in vendors or criterion not in criteria:
            raise Refused(_("Only vendors on the shortlist are scored. Open the sheet again."))
        score = Score(
            evaluator=evaluator,
            vendor=vendors[vendor],
            criterion=criteria[criterion],
            points=points,
            evidence=evidence.strip(),
        )
        score.clean_fields(exclude=["evaluator", "vendor", "criterion"])
        scores.append(score)
    return scores


def _sheet(evaluator: Evaluator) -> list[list]:
    found = evaluator.scores.order_by("vendor", "criterion")
    return [list(row) for row in found.values_list("vendor", "criterion", "points", "evidence")]


def given_by_sheet(selection: SelectionRound) -> dict[int, int]:
    """How many scores each sheet holds; never which."""
    found = Score.objects.filter(evaluator__round=selection).order_by().values_list("evaluator")
    return dict(found.annotate(n=Count("pk")))


def _hash(sheet: list[list], salt: str) -> str:
    """A sheet handed in before there was salt has none."""
    return sha256_of([salt, sheet] if salt else sheet)


@transaction.atomic
def submit_scores(evaluator: Evaluator, *, by: User) -> Evaluator:
    """Hand the sheet in; its hash shows later that nothing in it was changed."""
    salt = secrets.token_hex(16)
    return perform(evaluator, "submit", by=by, sheet_sha256=_hash(_sheet(evaluator), salt), sheet_salt=salt)


def is_as_handed_in(evaluator: Evaluator) -> bool:
    """Whether the scores, every later change of one taken back, are those that were handed in."""
    sheet = {
        (vendor, criterion): [vendor, criterion, points, why] for vendor, criterion, points, why in _sheet(evaluator)
    }
    changes = ScoreChange.objects.filter(score__evaluator=evaluator).select_related("score").order_by("-pk")
    for change in changes:
        place = (change.score.vendor_id, change.score.criterion_id)
        sheet[place] = [*place, change.before, change.evidence_before]
    return _hash(list(sheet.values()), evaluator.sheet_salt) == evaluator.sheet_sha256
