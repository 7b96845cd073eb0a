"""The test of a course: its questions, a try at it, and the score."""

import secrets
from collections.abc import Mapping
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.models import Attempt, Course, Enrolment, Question
from change_mgmt.training import paper
from core import actions, audit
from core.models import User
from core.refusal import Refused

PERMISSION = "change_mgmt.edit_training"
State = Enrolment.State


def tries_left(enrolment: Enrolment) -> int:
    """An unfinished try is not used up."""
    used = enrolment.attempts.filter(handed_in_at__isnull=False).count()
    return max(enrolment.session.course.tries + enrolment.more_tries - used, 0)


def why_closed(enrolment: Enrolment) -> str:
    """Why the test cannot be taken now; empty when it can."""
    if enrolment.state != State.ATTENDED:
        return _("The test opens when your attendance is marked.")
    if enrolment.session.course.pass_mark is not None and enrolment.has_passed:
        return _("You have passed.")
    if not tries_left(enrolment):
        return _("All tries are used. Speak to your trainer: one more can be given.")
    return ""


@transaction.atomic
def begin(enrolment: Enrolment) -> Attempt:
    """Lay a paper before this person, in an order of its own; a paper that still lies there is taken up again."""
    audit.lock(enrolment.scope_key)
    fresh = Enrolment.objects.select_related("session__course").get(pk=enrolment.pk)
    if reason := why_closed(fresh):
        raise Refused(reason)
    if lying := fresh.attempts.filter(handed_in_at=None).first():
        return lying
    questions = [asked(each) for each in fresh.session.course.questions.all()]
    if not questions:
        raise Refused(_("This course has no test yet."))
    attempt = Attempt(
        enrolment=fresh,
        number=fresh.attempts.count() + 1,
        paper=paper.shuffled(questions, chance=Random(secrets.randbits(64))),
        pass_mark=fresh.session.course.pass_mark,
    )
    return actions.create(attempt, permission=PERMISSION, by=None, verb="began")


def asked(question: Question) -> dict[str, Any]:
    """The question as it stands on a paper."""
    options = [{"id": str(place), **option} for place, option in enumerate(question.options)]
    return {"id": str(question.pk), "kind": question.kind, "words": question.words, "options": options}


@transaction.atomic
def hand_in(attempt: Attempt, answers: Mapping[str, list[str]]) -> Attempt:
    """Count the points. Sent twice, the first counts; the best score of all tries is that of the seat."""
    audit.lock(attempt.scope_key)
    fresh = Attempt.objects.select_related("enrolment__session__course").get(pk=attempt.pk)
    if fresh.handed_in_at:
        return fresh
    enrolment = fresh.enrolment
    if enrolment.state != State.ATTENDED:
        raise Refused(_("The test opens when your attendance is marked."))
    score = paper.score(fresh.paper, answers)
    done = actions.change(
        fresh,
        permission=PERMISSION,
        by=None,
        verb="handed in",
        answers={key: list(value) for key, value in answers.items()},
        score=score,
        handed_in_at=timezone.now(),
    )
    if enrolment.score is None or score > enrolment.score:
        actions.change(enrolment, permission=PERMISSION, by=None, verb="tested", score=score)
    return done


def allow_another_try(enrolment: Enrolment, *, by: User) -> Enrolment:
    more = Enrolment.objects.values_list("more_tries", flat=True).get(pk=enrolment.pk) + 1
    return actions.change(
        enrolment, permission="change_mgmt.mark_attendance", by=by, verb="another try given", more_tries=min(more, 100)
    )


def add_question(question: Question, *, by: User) -> Question:
    return actions.create(question, permission=PERMISSION, by=by)


def questions_of(course: Course):
    return Question.objects.filter(course=course).select_related("course")
