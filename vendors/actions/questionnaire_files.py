"""Files that a vendor gives: looked into before they are kept, under names that lead nowhere."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions
from core.refusal import Refused
from implementation.programme.findings import sentence
from implementation.programme.formats import Format, Upload, check
from vendors.actions.questionnaire_writer import PERMISSION, Writer
from vendors.models import AnswerFile, Question, Reply
from vendors.questionnaire_values import tidy

MOST_FILES, MOST_FILES_IN_ALL = 10, 60


def looked_into(reply: Reply, files: Mapping[int, UploadedFile], questions) -> list[tuple[Question, Upload]]:
    """The files as they came, each looked into; nothing is kept yet."""
    held = list(reply.files.filter(removed_at=None).values_list("question_id", flat=True))
    if len(held) + len(files) > MOST_FILES_IN_ALL or any(held.count(pk) >= MOST_FILES for pk in files):
        raise Refused(_("That is more than %(n)d files: give the ones that count.") % {"n": MOST_FILES})
    found, faults = [], {}
    for pk, file in files.items():
        name, most = _plain_name(file.name or ""), settings.ATTACHMENT_MAX_BYTES
        if (file.size or 0) > most:
            words = gettext_lazy("“{name}” is larger than {mb} MB. Make it smaller, or split it.")
            faults[str(pk)] = format_lazy(words, name=name, mb=most // 1024 // 1024)
            continue
        upload = Upload(name, file.read())
        refused = [finding for finding in check([upload], Format(max_bytes=most)) if finding.refused]
        if refused:
            faults[str(pk)] = sentence(refused[0])
        found.append((questions[pk], upload))
    if faults:
        raise ValidationError(faults)
    return found


def _plain_name(name: str) -> str:
    """The last part of a name, without what leads elsewhere or reads the other way round."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in tidy(last) if letter.isprintable() and letter not in '<>:"|?*')
    return shown[-150:].lstrip(".") or "file"


def keep_file(reply: Reply, question: Question, upload: Upload, writer: Writer) -> AnswerFile:
    digest = hashlib.sha256(upload.content).hexdigest()
    same = reply.files.filter(question=question, sha256=digest, removed_at=None).first()
    if same:
        return same
    kept = AnswerFile(
        reply=reply,
        question=question,
        file=ContentFile(upload.content, name=f"{digest[:16]}{PurePosixPath(upload.name).suffix.lower()}"),
        name=upload.name,
        size=len(upload.content),
        sha256=digest,
    )
    return actions.create(kept, permission=PERMISSION, by=writer.by, note=writer.note)


def drop_file(reply: Reply, pk: int, writer: Writer) -> None:
    kept = reply.files.filter(pk=pk, removed_at=None).first()
    if kept is None:
        raise Refused(_("Somebody else was first: this is removed already."))
    actions.change(
        kept, permission=PERMISSION, by=writer.by, verb="taken away", note=writer.note, removed_at=timezone.now()
    )
