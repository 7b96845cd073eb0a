"""Mails to people who learn, each with their own link, in their own language."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.models import Course, PersonalLink, Session
from core.notifications import Letter, mail_all
from core.text import say

#: Nobody is sent their link more often than this because somebody typed their address.
QUIET = datetime.timedelta(minutes=10)


def when(session: Session) -> str:
    """The start in words of the active language, in the place of the organisation."""
    with timezone.override(session.course.programme.organisation.zone):
        at = timezone.localtime(session.starts_at)
        return formats.date_format(at, "DATETIME_FORMAT")


def write(link: PersonalLink, course: Course, sentences: Iterable[Any]) -> Letter:
    """Sentences may be lazy or functions: they are put into words in the language of the person."""
    with translation.override(link.speaks):
        words = " ".join(str(each() if callable(each) else each) for each in sentences)
        own = _("Your own page: seat, calendar entry, test and certificate. It is for you alone.")
        body = f"{words}\n\n{own}\n{link.address}\n\n{course.programme.organisation.name}\n"
        return Letter(link.email, f"{_('Training')}: {course.title}", body, secret=True)


def send(course: Course, links: Iterable[PersonalLink], *sentences: Any) -> int:
    """One mail to each who has an address and whose page can be opened. How many left."""
    reached = [link for link in links if link.email and link.is_open and link.address]
    rows = mail_all([write(link, course, sentences) for link in reached])
    now = timezone.now()
    for link, row in zip(reached, rows, strict=True):
        link.mail, link.mailed_at = row, now
    PersonalLink.objects.bulk_update(reached, ["mail", "mailed_at"], batch_size=500)
    return len(reached)


def may_send(link: PersonalLink) -> bool:
    return link.mailed_at is None or timezone.now() - link.mailed_at >= QUIET


def seat_words(session: Session):
    return lambda: say(_("You have a seat on {at}: {place}."), at=when(session), place=session.where)


def waiting_words(session: Session):
    return lambda: say(
        _("All seats on {at} are taken. You are on the waiting list and hear from us when a seat comes free."),
        at=when(session),
    )


def moved_up_words(session: Session):
    return lambda: say(
        _("A seat came free, and it is yours: {at}, {place}. Give it back if you cannot come."),
        at=when(session),
        place=session.where,
    )


def moved_words(session: Session):
    return lambda: say(
        _("The session has moved. It is now on {at}: {place}. Load the calendar entry again."),
        at=when(session),
        place=session.where,
    )


def cancelled_words(session: Session, reason: str):
    return lambda: say(
        _("The session on {at} is cancelled. {reason} Choose another one on your page."),
        at=when(session),
        reason=reason,
    )


def invitation_words(course: Course):
    return lambda: say(_("You are asked to attend “{course}”. Choose a session on your page."), course=course.title)
