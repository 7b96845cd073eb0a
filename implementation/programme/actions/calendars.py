"""The address of one's own dates, for a calendar program."""

from django.core.signing import BadSignature
from django.db import transaction
from django.utils import timezone

from core import actions, audit
from core.models import User
from core.text import whole
from implementation.programme.models import CalendarLink, Membership, Programme
from implementation.programme.models.calendar import SIGNER


@transaction.atomic
def renew_calendar(programme: Programme, *, by: User) -> CalendarLink:
    """A new address; the one before it is closed."""
    withdraw_calendar(programme, by=by)
    return actions.create(CalendarLink(programme=programme, person=by), permission="programme.have_calendar", by=by)


@transaction.atomic
def withdraw_calendar(programme: Programme, *, by: User) -> bool:
    audit.lock(programme.scope_key)
    link = calendar_of(programme, by)
    if link is None:
        return False
    actions.change(link, permission="programme.have_calendar", by=by, verb="withdrawn", withdrawn_at=timezone.now())
    return True


def calendar_of(programme: Programme, person: User) -> CalendarLink | None:
    return CalendarLink.objects.filter(programme=programme, person=person, withdrawn_at=None).first()


def open_calendar(token: str) -> CalendarLink | None:
    """The link of a signed address, while it is open and its person is still on the programme."""
    try:
        number = whole(SIGNER.unsign(token))
    except BadSignature:
        return None
    link = CalendarLink.objects.select_related("programme__organisation", "person")
    found = link.filter(pk=number, withdrawn_at=None, person__is_active=True).first()
    if found is None or not Membership.objects.filter(programme=found.programme, user=found.person).exists():
        return None
    return found
