"""Work outside the request. Each piece is a row with a state, safe to be asked for twice."""

import datetime
import logging

from django.core.mail import EmailMessage
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from core.models import OutgoingMail

log = logging.getLogger(__name__)
STALE = datetime.timedelta(minutes=10)
TRIES = 5


@db_task()
def send_mail(pk: int) -> None:
    """Send one queued e-mail. Taking the row is one UPDATE, so two workers cannot both send it."""
    taken = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.QUEUED).update(
        state=OutgoingMail.State.SENDING, changed_at=timezone.now()
    )
    if not taken:
        return
    row = OutgoingMail.objects.get(pk=pk)
    row.tries += 1
    try:
        EmailMessage(row.subject, row.body, to=[row.to]).send()
    except OSError as error:
        row.state = OutgoingMail.State.FAILED if row.tries >= TRIES else OutgoingMail.State.QUEUED
        row.error = str(error)[:250]
        log.warning("mail %s not sent (try %s): %s", row.pk, row.tries, error)
    else:
        row.state, row.error = OutgoingMail.State.SENT, ""
    row.save()


@db_periodic_task(crontab(minute="*/5"))
def sweep_mail() -> None:
    """Queue again what a lost task left behind; a mail that was being sent when its worker died is set aside, not repeated."""
    before = timezone.now() - STALE
    OutgoingMail.objects.filter(state=OutgoingMail.State.SENDING, changed_at__lt=before).update(
        state=OutgoingMail.State.FAILED, error="The worker stopped while this was being sent."
    )
    for pk in OutgoingMail.objects.filter(state=OutgoingMail.State.QUEUED, changed_at__lt=before).values_list(
        "pk", flat=True
    ):
        send_mail(pk)
