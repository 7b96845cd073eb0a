"""A round of the assessment: opened, answered, closed with its results."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit, notifications
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature
from implementation.programme.models import Programme
from implementation.readiness.dimensions import DIMENSIONS, statement_names
from implementation.readiness.models import Answer, Assessment, AssessmentResult, Respondent
from implementation.readiness.results import FEWEST
from implementation.readiness.standing import facts_of


def current_assessment(programme: Programme) -> Assessment | None:
    """The round that is open; else the last one that was closed."""
    found = programme.assessments.exclude(state=Assessment.State.CANCELLED).select_related("result")
    return found.filter(state=Assessment.State.OPEN).first() or found.first()


def last_result(programme: Programme) -> AssessmentResult | None:
    """Of the round closed last."""
    found = AssessmentResult.objects.filter(programme=programme).select_related("assessment__programme")
    return found.order_by("-assessment__number").first()


@transaction.atomic
def open_assessment(assessment: Assessment, people: Iterable[User], *, by: User) -> Assessment:
    """Ask these people, at least three of them."""
    asked = list(people)
    if len(asked) < FEWEST:
        raise Refused(_("Ask at least three people: the results of fewer would show who said what."))
    audit.lock(assessment.scope_key)
    if assessment.programme.assessments.filter(state=Assessment.State.OPEN).exists():
        raise Refused(_("A round is open already: close or cancel that one first."))
    last = assessment.programme.assessments.order_by("-number").first()
    assessment.number = last.number + 1 if last else 1
    actions.create(assessment, permission="readiness.run_assessment", by=by)
    for person in asked:
        actions.create(
            Respondent(assessment=assessment, person=person), permission="readiness.run_assessment", by=by, verb="asked"
        )
    return assessment


@transaction.atomic
def save_answers(respondent: Respondent, dimension: str, scores: Mapping[str, int | None], *, by: User) -> None:
    """Keep what one person says to the statements of one dimension; None where they cannot tell.

    The audit trail says that answers were handed in, never what they were.
    """
    if not by.has_perm("readiness.answer_assessment", respondent):
        raise PermissionDenied
    audit.lock(respondent.scope_key)
    fresh = Respondent.objects.select_related("assessment").select_for_update(of=("self",)).get(pk=respondent.pk)
    if fresh.assessment.state != Assessment.State.OPEN:
        raise Refused(_("This round is over: nothing is handed in or taken back any more."))
    if fresh.state != Respondent.State.ASKED:
        raise Refused(_("You have handed in your answers. Take them back to change them."))
    for name in statement_names(DIMENSIONS[dimension]):
        if name in scores:
            answer = Answer(respondent=fresh, statement=name, score=scores[name])
            answer.full_clean(validate_unique=False, validate_constraints=False)
            Answer.objects.update_or_create(respondent=fresh, statement=name, defaults={"score": scores[name]})


@transaction.atomic
def hand_in(respondent: Respondent, *, by: User) -> Respondent:
    return perform(respondent, "hand_in", by=by)


@transaction.atomic
def take_back(respondent: Respondent, *, by: User) -> Respondent:
    return perform(respondent, "take_back", by=by)


@transaction.atomic
def close_assessment(assessment: Assessment, *, by: User, note: str = "") -> AssessmentResult:
    """Freeze what the answers say together. What was not handed in does not count."""
    perform(assessment, "close", by=by, note=note)
    result = AssessmentResult(**signature(assessment.programme, by), assessment=assessment, facts=facts_of(assessment))
    return actions.create(result, permission="readiness.run_assessment", by=by, note=note)


@transaction.atomic
def remind(assessment: Assessment) -> bool:
    """Tell those who have not handed in, once a round; whether anybody was told."""
    audit.lock(assessment.scope_key)
    fresh = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if fresh.reminded or fresh.state != Assessment.State.OPEN:
        return False
    actions.change(fresh, permission="readiness.run_assessment", by=None, verb="reminded", reminded=True)
    notifications.tell(fresh, "remind", by=None)
    return True
