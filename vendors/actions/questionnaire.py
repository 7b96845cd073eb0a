"""Writing a questionnaire, and the next version of one that is out."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask, take
from vendors.actions.rounds import current_round
from vendors.models import Question, Questionnaire

PERMISSION = "vendors.edit_questionnaire"
State = Questionnaire.State


def write_questionnaire(questionnaire: Questionnaire, *, by: User) -> Questionnaire:
    """A new draft in the programme's latest comparison."""
    questionnaire.round = current_round(questionnaire.programme)
    return actions.create(questionnaire, permission=PERMISSION, by=by)


def locked_draft(questionnaire: Questionnaire, *, by: User) -> Questionnaire:
    """The row as it is now, locked; refused once it is out."""
    ask(by, PERMISSION, questionnaire)
    fresh = take(questionnaire)
    if fresh.state != State.DRAFT:
        raise Refused(_("It is with the vendors: its questions stay as they are. Make a new version to change them."))
    return fresh


@transaction.atomic
def edit_questionnaire(questionnaire: Questionnaire, *, by: User, seen_revision: int | None = None, **fields):
    locked_draft(questionnaire, by=by)
    return actions.change(questionnaire, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def new_questionnaire_version(questionnaire: Questionnaire, *, by: User) -> Questionnaire:
    """A draft with the same questions, where those that are out no longer fit."""
    ask(by, PERMISSION, questionnaire)
    fresh = take(questionnaire)
    if fresh.state == State.DRAFT:
        raise Refused(_("This is still being written: change it as it is."))
    newest = Questionnaire.objects.filter(programme=fresh.programme, name=fresh.name).order_by("-version").first()
    if newest.state == State.DRAFT:
        raise Refused(_("Version %(n)d is being written already.") % {"n": newest.version})
    draft = Questionnaire(
        programme=fresh.programme,
        name=fresh.name,
        intro=fresh.intro,
        version=newest.version + 1,
        earlier=fresh,
    )
    write_questionnaire(draft, by=by)
    criteria = set(draft.round.criteria.values_list("pk", flat=True))
    copies = list(fresh.questions.all())
    for question in copies:
        question.pk, question.questionnaire, question.revision = None, draft, 0
        question._state.adding = True
        if question.criterion_id not in criteria:
            question.criterion = None
    Question.objects.bulk_create(copies)
    return draft
