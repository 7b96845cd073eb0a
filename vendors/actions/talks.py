"""Once every sheet is open: evaluators are reminded before, talk over what they see differently, change a score, dissent."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.text import day
from vendors.actions._record import ask, take
from vendors.actions.rounds import contenders
from vendors.models import Dissent, Evaluator, Score, ScoreChange, SelectionRound, Talk, Vendor, VendorCriterion
from vendors.models.sheet import EXTREMES

State = SelectionRound.State
ONCE_IN = datetime.timedelta(hours=20)


@transaction.atomic
def remind_evaluators(selection: SelectionRound, *, by: User) -> SelectionRound:
    """Tell those whose sheet is not in. Once a day at most."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    if fresh.state != State.SCORING or fresh.is_uncovered:
        raise Refused(_("No sheet is waited for."))
    now = timezone.now()
    if fresh.reminded_at and now - fresh.reminded_at < ONCE_IN:
        raise Refused(_("They were reminded on %(day)s. Once a day is enough.") % {"day": day(fresh.reminded_at)})
    return actions.change(fresh, permission="vendors.edit_criteria", by=by, verb="reminded", reminded_at=now)


def _is_talked_about(selection: SelectionRound) -> SelectionRound:
    fresh = take(selection)
    if fresh.state != State.SCORING:
        raise Refused(_("Scores are talked over before the choice is asked for."))
    if not fresh.is_uncovered:
        raise Refused(_("Scores are talked over once every sheet is in."))
    return fresh


@transaction.atomic
def talk_over(
    selection: SelectionRound,
    *,
    vendor: Vendor,
    criterion: VendorCriterion,
    note: str,
    by: User,
    seen_revision: int | None = None,
) -> Talk:
    """Put on record what came of the talk; said again, it replaces the note."""
    ask(by, "vendors.talk_over", selection)
    fresh = _is_talked_about(selection)
    if criterion.round_id != fresh.pk or vendor not in contenders(fresh):
        raise Refused(_("Only vendors on the shortlist are scored. Open the sheet again."))
    found = Talk.objects.filter(round=fresh, vendor=vendor, criterion=criterion).first()
    if found is None:
        talk = Talk(round=fresh, vendor=vendor, criterion=criterion, note=note, by=by)
        return actions.create(talk, permission="vendors.talk_over", by=by)
    return actions.change(found, permission="vendors.talk_over", by=by, note=note, seen_revision=seen_revision)


@transaction.atomic
def change_score(
    score: Score, *, points: int, evidence: str, reason: str, by: User, seen_revision: int | None = None
) -> ScoreChange:
    """One's own score, after it was talked over. What it was is kept beside it, with the reason."""
    if score.evaluator.user_id != by.pk:
        raise PermissionDenied
    ask(by, "vendors.score_vendor", score.evaluator)
    selection = _is_talked_about(score.evaluator.round)
    score = take(score, seen_revision=seen_revision)
    if not Talk.objects.filter(round=selection, vendor=score.vendor_id, criterion=score.criterion_id).exists():
        raise Refused(_("Say first what came of the talk about this score."))
    if points == score.points:
        raise Refused(_("This is the score already. Give another one, or leave it."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the score."))
    if points in EXTREMES and not evidence.strip():
        raise Refused(_("Say what shows it wherever you give 1, 2 or 5."))
    change = ScoreChange(
        score=score, before=score.points, evidence_before=score.evidence, after=points, reason=reason.strip()
    )
    score.points, score.evidence = points, evidence.strip()
    score.clean_fields()
    score.revision += 1
    score.save()
    return actions.create(change, permission="vendors.score_vendor", by=by, note=reason)


@transaction.atomic
def record_dissent(evaluator: Evaluator, *, text: str, by: User) -> Dissent:
    """Before the choice it is kept with it; afterwards it stands beside it. Once each, and never changed."""
    if evaluator.user_id != by.pk:
        raise PermissionDenied
    ask(by, "vendors.score_vendor", evaluator)
    selection = take(evaluator.round)
    if not selection.is_uncovered:
        raise Refused(_("Dissent is recorded once every sheet is in."))
    is_after = selection.state == State.DECIDED
    if is_after and not hasattr(selection, "selection"):
        raise Refused(_("This comparison ended without a choice."))
    if evaluator.dissents.filter(after_choice=is_after).exists():
        raise Refused(_("Your dissent is on record already."))
    dissent = Dissent(evaluator=evaluator, text=text.strip(), after_choice=is_after)
    return actions.create(dissent, permission="vendors.score_vendor", by=by)
