"""Questions back: what an answer leaves open, asked and answered until it is clear."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.actions._record import ask, take
from vendors.actions.questionnaire_links import give_link
from vendors.actions.questionnaire_writer import Writer
from vendors.models import Clarification, ClarificationNote, Question, Questionnaire, Reply
from vendors.questionnaire_values import tidy

PERMISSION, ANSWERING = "vendors.edit_questionnaire", "vendors.answer_questionnaire"
#: A link that goes out with a question back works this long.
DAYS_TO_ANSWER = 14


@transaction.atomic
def ask_back(reply: Reply, *, question: Question, text: str, by: User) -> Clarification:
    """Mark an answer as to be clarified and ask the vendor; it appears on its pages and goes out with a link."""
    ask(by, PERMISSION, reply)
    fresh = take(reply)
    if fresh.state != Reply.State.SUBMITTED:
        raise Refused(_("Ask back once the answers are handed in."))
    if fresh.questionnaire.state != Questionnaire.State.OUT:
        raise Refused(_("The questionnaire is closed: open it again first."))
    if question.questionnaire_id != fresh.questionnaire_id:
        raise Refused(_("This question is not in the questionnaire."))
    words = _words(text)
    found = fresh.clarifications.filter(question=question).first()
    if found is None:
        found = actions.create(Clarification(reply=fresh, question=question), permission=PERMISSION, by=by, note=words)
    elif found.state == Clarification.State.ASKED:
        raise Refused(_("The vendor has not answered the last question yet."))
    else:
        perform(found, "ask_on", by=by, note=words)
    _say(found, words, by=by, name=by.name, ours=True)
    _open_a_link(fresh, by=by)
    return found


def _words(text: str) -> str:
    words = tidy(text)
    if not words:
        raise Refused(_("Write what is to be clarified."))
    return words[:2000]


def _say(clarification: Clarification, text: str, *, by: User | None, name: str, ours: bool) -> None:
    """The step before it holds the words in the audit trail."""
    ClarificationNote.objects.create(clarification=clarification, text=text, by=by, name=name[:120], ours=ours)


def _open_a_link(reply: Reply, *, by: User) -> None:
    """One mail for all questions back of a day: a link that is out since the answers came in works on."""
    if not reply.email:
        return
    last = reply.versions.first()
    if reply.links.filter(withdrawn_at=None, used_at=None, made_at__gt=last.at, expires_at__gt=timezone.now()).exists():
        return
    newest = reply.links.first()
    until = timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)
    give_link(reply, bound=newest.bound if newest else True, until=until, by=by)


@transaction.atomic
def answer_back(clarification: Clarification, *, text: str, writer: Writer) -> Clarification:
    """The vendor's words to a question back."""
    if writer.by is not None:
        ask(writer.by, ANSWERING, clarification)
    take(clarification.reply)
    if clarification.reply.questionnaire.state != Questionnaire.State.OUT:
        raise Refused(_("The questionnaire is closed: nothing more is taken."))
    words = _words(text)
    perform(clarification, "answer", by=writer.by, note=f"{writer.note}: {words}" if writer.note else words)
    _say(clarification, words, by=writer.by, name=writer.name, ours=False)
    return clarification
