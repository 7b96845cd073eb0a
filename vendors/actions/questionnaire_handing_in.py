"""Handing in: every answer frozen under the name of whoever declares it."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions
from core.evidence import in_every_language, plain
from core.refusal import Refused
from core.workflow import perform
from vendors.actions.questionnaire_writer import PERMISSION, Writer, locked_open
from vendors.models import Answer, AnswerFile, Reply, ReplyVersion
from vendors.questionnaire_values import tidy

DECLARATION = gettext_lazy("The answers are complete and true, and I may give them for {vendor}.")


@transaction.atomic
def hand_in(reply: Reply, *, name: str, function: str = "", declared: bool, writer: Writer) -> ReplyVersion:
    """Freeze every answer under the name of whoever declares it. Links that are out show a receipt from then on."""
    if not name.strip() or not declared:
        raise Refused(_("Give your name and confirm the declaration: it is kept with the answers."))
    locked_open(reply, writer)
    perform(reply, "submit", by=writer.by, note=writer.note)
    version = ReplyVersion(
        reply=reply,
        number=reply.versions.count() + 1,
        name=tidy(name)[:120],
        function=tidy(function)[:120],
        by=writer.by,
        facts=facts_of(reply),
    )
    actions.create(version, permission=PERMISSION, by=writer.by, note=writer.note)
    version.files.set(reply.files.filter(removed_at=None))
    reply.links.filter(used_at=None).update(used_at=timezone.now())
    return version


def facts_of(reply: Reply) -> dict:
    """Every question with what was answered, as plain values."""
    answers = {answer.question_id: answer for answer in reply.answers.all()}
    files: dict[int, list[AnswerFile]] = {}
    for kept in reply.files.filter(removed_at=None):
        files.setdefault(kept.question_id, []).append(kept)
    blank = Answer(reply=reply)
    return plain(
        {
            "vendor": reply.vendor.name,
            "questionnaire": reply.questionnaire.name,
            "version": reply.questionnaire.version,
            "questions_sha256": reply.questionnaire.questions_sha256,
            "declaration": in_every_language(format_lazy(DECLARATION, vendor=reply.vendor.name)),
            "answers": [
                question.facts
                | {
                    "value": answers.get(question.pk, blank).value,
                    "remark": answers.get(question.pk, blank).remark,
                    "files": [
                        {"id": kept.pk, "name": kept.name, "size": kept.size, "sha256": kept.sha256}
                        for kept in files.get(question.pk, ())
                    ],
                }
                for question in reply.questionnaire.questions.all()
            ],
        }
    )
