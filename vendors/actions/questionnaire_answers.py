"""What a vendor writes, kept as it goes by several people at once."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.evidence import sha256_of
from core.models import AuditEntry
from core.refusal import Refused, Stale
from vendors.actions.questionnaire_files import drop_file, keep_file, looked_into
from vendors.actions.questionnaire_writer import Writer, locked_open
from vendors.models import Answer, Question, Reply
from vendors.questionnaire_values import MOST_REMARK, Misfit, conflicts, read, tidy
from vendors.questionnaire_words import asked, why

#: Saves within this time are one sitting and leave one entry in the audit trail.
SITTING = datetime.timedelta(minutes=15)


@dataclass(frozen=True)
class Entry:
    value: str
    remark: str = ""

    @property
    def mark(self) -> str:
        """Tells what a page showed from what was changed on it."""
        return sha256_of([self.value, self.remark])[:16]


class AnsweredMeanwhile(Stale):
    """Somebody else at the vendor answered the same questions since the page was opened."""

    def __init__(self, questions: Sequence[Question]):
        self.questions = list(questions)
        super().__init__(
            _("Someone else saved an answer first, marked below. Your entries are still here; look at both, then save.")
        )


@transaction.atomic
def save_answers(
    reply: Reply,
    entries: Mapping[int, Entry],
    *,
    seen: Mapping[int, int],
    writer: Writer,
    files: Mapping[int, UploadedFile] | None = None,
    drop: int | None = None,
) -> int:
    """Keep what differs, all of it or nothing: ``entries`` and ``files`` by question, ``seen`` the revisions on the page.

    ``drop`` is the number of a file to take away. Returns how many answers changed. Raises ``AnsweredMeanwhile``,
    ``Refused``, ValidationError (by question).
    """
    fresh = locked_open(reply, writer)
    questions = {question.pk: question for question in fresh.questionnaire.questions.all()}
    if unknown := (set(entries) | set(files or ())) - set(questions):
        raise Refused(_("This questionnaire has no question %(n)s.") % {"n": min(unknown)})
    kept = {answer.question_id: answer for answer in fresh.answers.all()}
    written = _written(entries, questions)
    changed = {pk: _differs(kept.get(pk), entry) for pk, entry in written.items()}
    now = {pk: answer.revision for pk, answer in kept.items()}
    if taken := conflicts(seen, now, changed):
        raise AnsweredMeanwhile([questions[pk] for pk in taken])
    uploads = looked_into(fresh, files or {}, questions)
    before = sum(bool(answer.value) for answer in kept.values())
    for pk in (pk for pk, differs in changed.items() if differs):
        answer = kept.get(pk) or Answer(reply=fresh, question=questions[pk])
        answer.value, answer.remark = written[pk].value, written[pk].remark
        answer.revision += 1
        answer.save()
    for question, upload in uploads:
        keep_file(fresh, question, upload, writer)
    if drop:
        drop_file(fresh, drop, writer)
    if sum(changed.values()):
        _note_sitting(fresh, writer, before=before)
    return sum(changed.values())


def _written(entries: Mapping[int, Entry], questions: Mapping[int, Question]) -> dict[int, Entry]:
    written, faults = {}, {}
    for pk, entry in entries.items():
        try:
            written[pk] = Entry(read(entry.value, asked(questions[pk])), tidy(entry.remark))
        except Misfit as misfit:
            faults[str(pk)] = why(misfit.code, questions[pk])
        else:
            if len(written[pk].remark) > MOST_REMARK:
                faults[str(pk)] = _("The remark is longer than %(n)d characters: shorten it.") % {"n": MOST_REMARK}
    if faults:
        raise ValidationError(faults)
    return written


def _differs(answer: Answer | None, entry: Entry) -> bool:
    return (answer.value, answer.remark) != (entry.value, entry.remark) if answer else bool(entry.value or entry.remark)


def _note_sitting(reply: Reply, writer: Writer, *, before: int) -> None:
    """How many, never what: a draft is the vendor's own affair. One entry for a sitting."""
    since = timezone.now() - SITTING
    told = AuditEntry.objects.filter(label=reply.label, object_id=reply.pk, verb="answered", at__gte=since)
    if told.filter(note=writer.note, actor=writer.by).exists():
        return
    after = {"answers": reply.answers.exclude(value="").count()}
    audit.entry(reply, "answered", by=writer.by, before={"answers": before}, after=after, note=writer.note)
