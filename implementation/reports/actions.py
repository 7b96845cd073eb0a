"""Publishing a report, and drawing its files outside the request."""

import datetime
import hashlib

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.models.user import LANGUAGES
from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.programme.models import Programme
from implementation.reports.document import document
from implementation.reports.facts import facts
from implementation.reports.models import ProgressReport, ReportFile

STALE = datetime.timedelta(minutes=10)
TRIES = 3


@transaction.atomic
def publish(
    programme: Programme,
    *,
    period_start: datetime.date,
    period_end: datetime.date,
    headline: str,
    done: str,
    next: str,
    by: User,
    number: int | None = None,
) -> ProgressReport:
    """Freeze the facts of this moment under the next number, and have the files drawn once this is committed.

    ``number`` is the one that the person's page showed: when somebody published it meanwhile, this one is refused.
    """
    if not by.has_perm("reports.publish_report", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    at = timezone.now()
    words = {"headline": headline, "done": done, "next": next}
    known = facts(programme, period_start=period_start, period_end=period_end, by=by, at=at, **words)
    if number is not None and number != known["number"]:
        raise Refused(_("Someone else published a report meanwhile. Read it before you publish another one."))
    report = ProgressReport(
        programme=programme,
        number=known["number"],
        period_start=period_start,
        period_end=period_end,
        overall=known["overall"],
        languages=[code for code, _name in LANGUAGES],
        published_at=at,
        by=by,
        by_name=by.name,
        by_role=", ".join(known["published"]["roles"]),
        facts=known,
        **words,
    )
    actions.create(report, permission="reports.publish_report", by=by)
    for language in report.languages:
        _queue(ReportFile.objects.create(report=report, language=language, changed_at=at))
    return report


def _queue(file: ReportFile) -> None:
    from implementation.reports.tasks import draw_file

    transaction.on_commit(lambda: draw_file(file.pk))


def draw(pk: int) -> bool:
    """Draw one queued file. Taking the row is one UPDATE, so two workers cannot both draw it; a file once kept stays.

    Returns whether the file was kept by this call.
    """
    begun = timezone.now()
    taken = ReportFile.objects.filter(pk=pk, state=ReportFile.State.QUEUED).update(
        state=ReportFile.State.RUNNING, changed_at=begun
    )
    if not taken:
        return False
    file = ReportFile.objects.select_related("report__programme").get(pk=pk)
    file.tries += 1
    ReportFile.objects.filter(pk=pk).update(tries=file.tries)
    try:
        drawn = document(file.report.facts, file.language)
    except PdfUnavailable as error:
        mine = ReportFile.objects.filter(pk=pk, state=ReportFile.State.RUNNING, changed_at=begun)
        mine.update(state=ReportFile.State.FAILED, error=str(error)[:250], changed_at=timezone.now())
        return False
    return _keep(file, drawn, begun)


@transaction.atomic
def _keep(file: ReportFile, drawn, begun: datetime.datetime) -> bool:
    """Store the bytes and put their hash on the audit trail, unless another worker was given this file meanwhile."""
    report = file.report
    audit.lock(report.scope_key)
    digest = hashlib.sha256(drawn.bytes).hexdigest()
    mine = ReportFile.objects.filter(pk=file.pk, state=ReportFile.State.RUNNING, changed_at=begun)
    if not mine.exists():
        return False
    name = f"{report.programme_id}-{report.number}-{file.language}-{digest[:12]}.pdf"
    kept = file.pdf.field.generate_filename(file, name)
    stored = file.pdf.storage.save(kept, ContentFile(drawn.bytes))
    mine.update(
        state=ReportFile.State.DONE,
        changed_at=timezone.now(),
        error="",
        pdf=stored,
        size=len(drawn.bytes),
        sha256=digest,
        pages=drawn.pages,
        tagged=drawn.tagged,
    )
    after = {"language": file.language, "sha256": digest, "pages": drawn.pages, "tagged": drawn.tagged}
    audit.entry(report, "drawn", by=None, after=after)
    return True


def draw_again(report: ProgressReport, *, by: User) -> int:
    """Queue the files that failed once more; returns how many."""
    if not by.has_perm("reports.publish_report", report):
        raise PermissionDenied
    with transaction.atomic():
        failed = list(report.files.select_for_update().filter(state=ReportFile.State.FAILED))
        if not failed:
            raise Refused(_("No file of this report has failed: there is nothing to draw again."))
        for file in failed:
            ReportFile.objects.filter(pk=file.pk).update(
                state=ReportFile.State.QUEUED, tries=0, error="", changed_at=timezone.now()
            )
            _queue(file)
        audit.entry(report, "drawn again", by=by, after={"languages": [file.language for file in failed]})
    return len(failed)


def sweep() -> int:
    """Queue again what a lost task or a killed worker left behind, and set aside what fails every time. Safe at any time."""
    before = timezone.now() - STALE
    left = ReportFile.objects.filter(changed_at__lt=before)
    given_up = left.filter(state=ReportFile.State.RUNNING, tries__gte=TRIES)
    given_up.update(state=ReportFile.State.FAILED, error="", changed_at=timezone.now())
    left.filter(state=ReportFile.State.RUNNING).update(state=ReportFile.State.QUEUED)
    waiting = list(left.filter(state=ReportFile.State.QUEUED))
    for file in waiting:
        _queue(file)
    return len(waiting)


def stored_bytes(file: ReportFile) -> bytes:
    """The file as it was published. Refuses to hand out one that is not ready, lost or altered."""
    if file.state != ReportFile.State.DONE:
        raise Refused(_("This file is not ready yet. Look again in a minute."))
    try:
        with file.pdf.storage.open(file.pdf.name) as stored:
            found = stored.read()
    except FileNotFoundError:
        raise Refused(
            _("This file is missing on the server. Ask whoever runs it to restore it from the backup.")
        ) from None
    if hashlib.sha256(found).hexdigest() != file.sha256:
        raise Refused(
            _(
                "This file was altered after it was published, so it is not handed out. Ask whoever runs the server to restore it from the backup."
            )
        )
    return found
