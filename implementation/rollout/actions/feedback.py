"""The link through which the people of a pilot speak, what they say, and what becomes of it."""

import datetime
import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit, links
from core.evidence import sha256_of
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Department
from implementation.rollout.models import Feedback, FeedbackLink, Pilot

PERMISSION = "rollout.lead_pilot"
#: A link outlives the planned end by this, and works at least as long from the day it is made.
DAYS_AFTER_END = 14
#: What one link takes in ten minutes, and what one pilot takes in all: more is a flood.
MOST_IN_TEN_MINUTES, MOST_IN_ALL = 60, 3000


class Flood(Refused):
    """More answers at once than people give."""


@transaction.atomic
def make_link(pilot: Pilot, *, by: User) -> FeedbackLink:
    """Open a link; the one before it stops working."""
    audit.lock(pilot.scope_key)
    pilot = Pilot.objects.get(pk=pilot.pk)
    if pilot.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    if not pilot.actual_start:
        raise Refused(_("The pilot has not started, so nobody can say yet how it works."))
    for earlier in pilot.feedback_links.filter(withdrawn_at=None):
        _withdraw(earlier, by=by)
    seed, last = links.seed(), max(pilot.planned_end, timezone.localdate())
    until = datetime.datetime.combine(last + datetime.timedelta(days=DAYS_AFTER_END), datetime.time(23, 59))
    link = FeedbackLink(
        pilot=pilot,
        seed=seed,
        token_sha256=links.token_hash(FeedbackLink.token_from(seed)),
        expires_at=timezone.make_aware(until),
        made_by=by,
    )
    return actions.create(link, permission=PERMISSION, by=by)


@transaction.atomic
def withdraw_link(link: FeedbackLink, *, by: User) -> FeedbackLink:
    audit.lock(link.scope_key)
    if FeedbackLink.objects.get(pk=link.pk).withdrawn_at:
        raise Refused(_("This link is withdrawn already."))
    return _withdraw(link, by=by)


def _withdraw(link: FeedbackLink, *, by: User) -> FeedbackLink:
    return actions.change(link, permission=PERMISSION, by=by, verb="withdrawn", withdrawn_at=timezone.now())


def link_behind(token: str) -> FeedbackLink | None:
    """The link that a token opens, open or not."""
    found = FeedbackLink.objects.select_related("pilot__programme__organisation", "pilot__module")
    return found.filter(token_sha256=links.token_hash(token)).first()


@transaction.atomic
def give_feedback(
    link: FeedbackLink,
    *,
    rating: int,
    helps: str = "",
    hinders: str = "",
    department: Department | None = None,
    name: str = "",
    stamp: str,
) -> Feedback:
    """Keep one answer. The same words, or the same page sent twice, are kept once; a flood is refused.

    ``stamp`` is the mark of the page that was sent, for answers that have no words to tell them apart.
    """
    audit.lock(link.scope_key)
    fresh = FeedbackLink.objects.select_related("pilot").get(pk=link.pk)
    if not fresh.is_open:
        raise Refused(_("This link is not open any more. Ask for a new one."))
    words = [helps.strip().casefold(), hinders.strip().casefold()]
    mark = sha256_of([rating, *words, name.casefold()]) if any(words) else hashlib.sha256(stamp.encode()).hexdigest()
    if said := fresh.feedback.filter(fingerprint=mark).first():
        return said
    _refuse_a_flood(fresh)
    return actions.create(
        Feedback(
            pilot=fresh.pilot,
            link=fresh,
            rating=rating,
            helps=helps,
            hinders=hinders,
            department=department,
            name=name,
            fingerprint=mark,
        ),
        permission=PERMISSION,
        by=None,
    )


def _refuse_a_flood(link: FeedbackLink) -> None:
    since = timezone.now() - datetime.timedelta(minutes=10)
    if link.feedback.filter(at__gte=since).count() >= MOST_IN_TEN_MINUTES:
        raise Flood(_("Many answers came in at once. Send yours again in ten minutes."))
    if link.pilot.feedback.count() >= MOST_IN_ALL:
        raise Flood(_("This pilot has all the answers that it can take. Speak to its lead."))


def answer_feedback(feedback: Feedback, *, answer: str, by: User, seen_revision: int | None = None) -> Feedback:
    """Say what became of it."""
    return actions.change(
        feedback,
        permission=PERMISSION,
        by=by,
        seen_revision=seen_revision,
        verb="answered",
        answer=answer,
        answered_by=by if answer else None,
    )
