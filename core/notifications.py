"""Who hears of what: each app's ``notifications.py`` listens to verbs with :func:`hears`; rows and mails follow from it.

The inbox line is written in the same transaction as what it tells of; the e-mail leaves on commit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from core.models import Notification, OutgoingMail, Record, User


@dataclass(frozen=True)
class Notice:
    """One sentence to some people, with the page where they act on it."""

    to: Iterable[User]
    text: Any
    url: str = ""


_listeners: dict[tuple[str, str], list[Callable]] = defaultdict(list)


def hears(label: str, *verbs: str):
    """Register ``listener(record, by, note) -> Iterable[Notice]`` for what happens to records of a kind (``risks.risk``)."""

    def register(listener):
        for verb in verbs:
            _listeners[label, verb].append(listener)
        return listener

    return register


def tell(record: Record, verb: str, *, by: User | None, note: str = "") -> None:
    for listener in _listeners[record.label, verb]:
        for notice in listener(record, by, note):
            for person in {person for person in notice.to if person != by and person.is_active}:
                if not record.roles_of(person):
                    continue  # they have left, or this one record is kept from them
                send(
                    person,
                    notice.text,
                    url=notice.url or record.get_absolute_url(),
                    scope_key=record.scope_key,
                )


def send(person: User, text: Any, *, url: str, scope_key: str = "") -> None:
    """An inbox line and an e-mail, in the person's own language."""
    with translation.override(person.language):
        sentence = str(text)[:500]
    Notification.objects.create(user=person, text=sentence, url=url, scope_key=scope_key)
    mail(person.email, subject=sentence, body=f"{sentence}\n\n{settings.SITE_URL}{url}\n")


@dataclass(frozen=True)
class Letter:
    """One mail of many. ``secret``: its text is forgotten once it has left, for it holds a link that is one person's own."""

    to: str
    subject: str
    body: str
    secret: bool = False

    @property
    def row(self) -> OutgoingMail:
        return OutgoingMail(
            to=self.to, subject=" ".join(self.subject.split())[:250], body=self.body, secret=self.secret
        )


def mail_all(letters: Iterable[Letter]) -> list[OutgoingMail]:
    """Thousands of mails at once, in the order given: rows now, one task that sends them after the commit."""
    from core.tasks import send_queued

    rows = OutgoingMail.objects.bulk_create((letter.row for letter in letters), batch_size=500)
    if rows:
        transaction.on_commit(lambda: send_queued(rows[0].pk, rows[-1].pk))
    return rows


def mail(address: str, *, subject: str, body: str, secret: bool = False) -> OutgoingMail:
    from core.tasks import send_mail

    row = Letter(address, subject, body, secret).row
    row.save()
    transaction.on_commit(lambda: send_mail(row.pk))
    return row
