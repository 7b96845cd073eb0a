"""Sending: the audience is frozen, every mail is a row, one task sends them, and the sweep ends what a dead worker left."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.communication.audience import insiders, recipients
from change_mgmt.communication.letters import Envelopes
from change_mgmt.communication.models import Delivery, Message
from core import audit, links
from core.audit import Written
from core.models import Notification, OutgoingMail, User
from core.notifications import mail_all
from core.refusal import Refused
from core.workflow import perform

SEND = "communication.send_message"
#: A reminder goes to the same people once in so many days.
DAYS_BETWEEN_REMINDERS = 3
BATCH = 500
WAITING = (OutgoingMail.State.QUEUED, OutgoingMail.State.SENDING)


@transaction.atomic
def send_message(message: Message, *, by: User, seen: str = "") -> Message:
    """Freeze whom it reaches, write a mail for each, and leave the rest to the worker. A second press is refused."""
    from change_mgmt.communication.tasks import settle

    audit.lock(message.scope_key)
    found = recipients(message)
    if not found:
        raise Refused(_("This message reaches nobody: choose somebody, or add people to the list of people."))
    sent = perform(message, "send", by=by, seen=seen, reached=len(found))
    deliveries = []
    for person in found:
        seed = links.seed()
        deliveries.append(
            Delivery(
                message=sent,
                seed=seed,
                token_sha256=links.token_hash(Delivery.token_from(seed)),
                **{name: getattr(person, name) for name in _KEPT},
            )
        )
    _post(Envelopes(sent), deliveries)
    Delivery.objects.bulk_create(deliveries, batch_size=BATCH)
    _tell_accounts(sent, deliveries)
    transaction.on_commit(lambda: settle(sent.pk))
    return sent


_KEPT = ("employee_id", "user_id", "name", "email", "department_id", "level", "language")


def _post(envelopes: Envelopes, deliveries: Iterable[Delivery]) -> int:
    """A mail for each that has an address, remembered with the delivery; not saved there yet."""
    reachable = [delivery for delivery in deliveries if delivery.email]
    rows = mail_all(envelopes.letter(delivery) for delivery in reachable)
    for delivery, row in zip(reachable, rows, strict=True):
        delivery.mail = row
    return len(rows)


def _tell_accounts(message: Message, deliveries: list[Delivery]) -> None:
    """A line in the inbox of those who may open the programme; the mail has gone to them already."""
    may = insiders(message.programme)
    lines = []
    for delivery in deliveries:
        if delivery.user_id not in may:
            continue
        with translation.override(delivery.language):
            title = message.in_language(delivery.language).title
            text = _("Message to you: %(title)s") % {"title": title}
        url = reverse("my_message", args=[message.programme_id, message.pk])
        lines.append(Notification(user_id=delivery.user_id, text=text[:500], url=url, scope_key=message.scope_key))
    Notification.objects.bulk_create(lines, batch_size=BATCH)


def settle_sending(pk: int) -> bool:
    """End a sending once none of its mails waits any more. Safe to ask for at any time."""
    found = Message.objects.filter(pk=pk, state=Message.State.SENDING).first()
    if found is None or found.deliveries.filter(mail__state__in=WAITING).exists():
        return False
    with transaction.atomic():
        audit.lock(found.scope_key)
        if not Message.objects.filter(pk=pk, state=Message.State.SENDING).exists():
            return False  # another worker was first
        perform(found, "finish", by=None)
    return True


def settle_sendings() -> int:
    waiting = Message.objects.filter(state=Message.State.SENDING).values_list("pk", flat=True)
    return sum(settle_sending(pk) for pk in waiting)


@transaction.atomic
def send_again(delivery: Delivery, *, email: str = "", by: User) -> Delivery:
    """A mail that failed, once more: to the address that the list of people has now, or to another one."""
    _check_sender(delivery.message, by)
    audit.lock(delivery.scope_key)
    fresh = Delivery.objects.select_related("message__programme__organisation", "employee", "mail").get(pk=delivery.pk)
    if fresh.message.state not in Message.READABLE:
        raise Refused(_("This message is not sent any more."))
    if fresh.mail and fresh.mail.state != OutgoingMail.State.FAILED:
        raise Refused(_("This mail has not failed: it is sent or on its way."))
    address = fresh.employee.email if fresh.employee else fresh.email
    if not address:
        raise Refused(_("There is no e-mail address: add it to the list of people, or give the link on paper."))
    fresh.email = address
    _post(Envelopes(fresh.message), [fresh])
    fresh.revision += 1
    fresh.save()
    audit.entry(fresh, "sent again", by=by)
    return fresh


def _check_sender(message: Message, by: User) -> None:
    if not by.has_perm(SEND, message):
        raise PermissionDenied


def next_reminder(message: Message) -> datetime.datetime:
    """From when those who have not acknowledged it may be reminded."""
    since = message.last_reminder_at or message.sent_at
    return since + datetime.timedelta(days=DAYS_BETWEEN_REMINDERS)


@transaction.atomic
def remind(message: Message, *, by: User) -> int:
    """One more mail to everybody who has not acknowledged it and whose mail arrived; once in three days."""
    _check_sender(message, by)
    audit.lock(message.scope_key)
    fresh = Message.objects.select_related("programme__organisation", "sender").get(pk=message.pk)
    if fresh.state not in Message.READABLE:
        raise Refused(_("This message is not sent any more."))
    if timezone.now() < next_reminder(fresh):
        words = _("They had a mail less than %(days)d days ago: give them time to read it.")
        raise Refused(words % {"days": DAYS_BETWEEN_REMINDERS})
    late = list(fresh.deliveries.unread().filter(mail__state=OutgoingMail.State.SENT).exclude(email=""))
    if not late:
        raise Refused(_("Nobody is left to be reminded."))
    _post(Envelopes(fresh, reminder=True), late)
    # An update by way of a conflict takes a tenth of the time of ``bulk_update``.
    same = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["mail"]}
    Delivery.objects.bulk_create(late, batch_size=BATCH, **same)
    fresh.last_reminder_at = timezone.now()
    fresh.revision += 1
    fresh.save()
    audit.entries(fresh, [Written(fresh, "reminded", after={"reminded": len(late)})], by=by)
    message.__dict__.update(fresh.__dict__)
    return len(late)
