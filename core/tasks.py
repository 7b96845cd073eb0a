"""Work outside the request. Each piece is a row with a state, safe to be asked for twice."""

import datetime
import logging

from django.core.mail import EmailMessage, get_connection
from django.db.models import Max, Min
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from core.models import OutgoingMail

log = logging.getLogger(__name__)
STALE = datetime.timedelta(minutes=10)
TRIES = 5


@db_task()
def send_mail(pk: int) -> None:
    """Send one queued e-mail."""
    _send(pk, get_connection())


@db_task()
def send_queued(first: int, last: int) -> None:
    """Send what is queued from one number to another over one connection. Asked for twice, each mail still leaves once."""
    connection = get_connection()
    queued = OutgoingMail.objects.filter(pk__range=(first, last), state=OutgoingMail.State.QUEUED)
    try:
        for pk in list(queued.order_by("pk").values_list("pk", flat=True)):
            _send(pk, connection)
    finally:
        connection.close()


def _send(pk: int, connection) -> None:
    """Taking the row is one UPDATE, so two workers cannot both send it."""
    taken = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.QUEUED).update(
        state=OutgoingMail.State.SENDING, changed_at=timezone.now()
    )
    if not taken:
        return
    row = OutgoingMail.objects.get(pk=pk)
    row.tries += 1
    try:
        connection.open()
        EmailMessage(row.subject, row.body, to=[row.to], connection=connection).send()
    except OSError as error:
        connection.close()  # the next mail opens it anew
        row.state = OutgoingMail.State.FAILED if row.tries >= TRIES else OutgoingMail.State.QUEUED
        row.error = str(error)[:250]
        log.warning("mail %s not sent (try %s): %s", row.pk, row.tries, error)
    else:
        row.state, row.error = OutgoingMail.State.SENT, ""
        row.body = "" if row.secret else row.body
    row.save()


@db_periodic_task(crontab(minute="*/5"))
def sweep_mail() -> None:
    """Queue again what a lost task left behind; a mail that was being sent when its worker died is set aside, not repeated."""
    before = timezone.now() - STALE
    OutgoingMail.objects.filter(state=OutgoingMail.State.SENDING, changed_at__lt=before).update(
        state=OutgoingMail.State.FAILED, error="The worker stopped while this was being sent."
    )
    left = OutgoingMail.objects.filter(state=OutgoingMail.State.QUEUED, changed_at__lt=before)
    found = left.aggregate(first=Min("pk"), last=Max("pk"))
    if found["first"] is not None:
        send_queued(found["first"], found["last"])
