"""A session as a file for the calendar of a phone."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from change_mgmt.models import Session
from change_mgmt.training.calendar_entry import Entry, written


def entry_of(session: Session, *, address: str) -> HttpResponse:
    """``SEQUENCE`` is the revision of the session, so a newer file always wins; a cancelled session takes itself out."""
    course = session.course
    entry = Entry(
        number=f"training-{session.pk}@{settings.SITE_URL.partition('//')[2] or 'pilotage'}",
        sequence=session.revision,
        starts=session.starts_at,
        ends=session.ends,
        title=course.title,
        where=session.where,
        about="\n\n".join(part for part in (course.aim, session.meeting_link) if part),
        url=address if address.startswith("http") else f"{settings.SITE_URL}{address}",
        cancelled=session.state == Session.State.CANCELLED,
        now=timezone.now(),
    )
    return HttpResponse(
        written(entry),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="training-{session.pk}.ics"'},
    )
