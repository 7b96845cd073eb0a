"""The questions of a draft: picked from the library or one's own, in their order."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import actions, audit
from core.models import User
from core.refusal import Refused
from vendors.actions._record import keep
from vendors.actions.questionnaire import PERMISSION, locked_draft
from vendors.models import Question, Questionnaire
from vendors.questionnaire_library import BY_KEY, SECTIONS, criterion_for

MOST_QUESTIONS = 120


@transaction.atomic
def pick_questions(questionnaire: Questionnaire, keys: Iterable[str], *, by: User) -> list[Question]:
    """Copy questions of the library to its end, in the language of the organisation; those that are in it are left out."""
    fresh = locked_draft(questionnaire, by=by)
    there = set(fresh.questions.values_list("key", flat=True))
    wanted = [BY_KEY[key] for key in dict.fromkeys(keys) if key in BY_KEY and key not in there]
    if not wanted:
        raise Refused(_("Choose at least one question that is not in it yet."))
    before, place = _titles(fresh), fresh.questions.count()
    if place + len(wanted) > MOST_QUESTIONS:
        raise Refused(_too_many())
    criteria = list(fresh.round.criteria.all())
    with override(fresh.programme.organisation.language):
        made = [
            Question(
                questionnaire=fresh,
                order=place + number,
                key=ready.key,
                section=str(SECTIONS[ready.section]),
                text=str(ready.text),
                help=str(ready.help),
                kind=ready.kind,
                unit=str(ready.unit),
                options="\n".join(str(choice) for choice in ready.options),
                required=ready.required,
                criterion=criterion_for(ready, criteria),
            )
            for number, ready in enumerate(wanted, start=1)
        ]
    Question.objects.bulk_create(made)
    keep(fresh, "questions picked", by=by, before=before, after=_titles(fresh))
    return made


def _titles(questionnaire: Questionnaire) -> dict[str, str]:
    return {f"question {q.pk}": str(q) for q in questionnaire.questions.all()}


def _too_many() -> str:
    return _("A questionnaire takes %(n)d questions. Leave out what does not decide anything.") % {"n": MOST_QUESTIONS}


@transaction.atomic
def add_question(question: Question, *, by: User) -> Question:
    """One of one's own, at the end of its section, or of all."""
    fresh = locked_draft(question.questionnaire, by=by)
    if fresh.questions.count() >= MOST_QUESTIONS:
        raise Refused(_too_many())
    same = fresh.questions.filter(section=question.section).order_by("order").last()
    last = same or fresh.questions.order_by("order").last()
    question.order = last.order + 1 if last else 1
    for later in fresh.questions.filter(order__gte=question.order):
        Question.objects.filter(pk=later.pk).update(order=later.order + 1)
    return actions.create(question, permission=PERMISSION, by=by)


@transaction.atomic
def edit_question(question: Question, *, by: User, seen_revision: int | None = None, **fields) -> Question:
    locked_draft(question.questionnaire, by=by)
    return actions.change(question, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def remove_question(question: Question, *, by: User) -> None:
    locked_draft(question.questionnaire, by=by)
    actions.remove(question, permission=PERMISSION, by=by)


@transaction.atomic
def move_question(question: Question, *, up: bool, by: User) -> None:
    """One place up or down; at the end it stays where it is."""
    fresh = locked_draft(question.questionnaire, by=by)
    row = list(fresh.questions.all())
    here = next((place for place, item in enumerate(row) if item.pk == question.pk), None)
    if here is None:
        raise Refused(_("Somebody else was first: this is removed already."))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for order, item in enumerate(row, start=1):
        Question.objects.filter(pk=item.pk).update(order=order)
    audit.entry(question, "moved", by=by, before={"order": here + 1}, after={"order": there + 1})
