"""Judging what was handed in: remarks, acceptance with conditions, and what becomes of the conditions."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import AcceptanceCondition, Deliverable, Promise, Review
from implementation.programme.models.programme import roles_in


def review(deliverable: Deliverable, *, opinion: str, text: str, by: User) -> Review:
    """A remark beside the version that is there now."""
    if opinion != Review.Opinion.REMARK and deliverable.submitted_by == by:
        raise Refused(_("You handed this in: leave a remark, the opinion is for others."))
    kept = Review(
        deliverable=deliverable, version=deliverable.versions.first(), opinion=opinion, text=text.strip(), by=by
    )
    return actions.create(kept, permission="programme.review_deliverable", by=by)


@transaction.atomic
def accept_with_conditions(
    deliverable: Deliverable, *, conditions: Sequence[Promise], by: User, note: str = "", seen: str = ""
) -> Deliverable:
    """Accepted, but only as long as each condition is met by its day."""
    if not conditions:
        raise Refused(_("Write at least one condition, or accept it without."))
    perform(deliverable, "accept_conditionally", by=by, note=note, seen=seen)
    for wanted in conditions:
        _ask_person(deliverable, wanted)
        condition = AcceptanceCondition(deliverable=deliverable, **wanted.fields)
        actions.create(condition, permission="programme.accept_deliverable", by=by)
    return deliverable


def _ask_person(deliverable: Deliverable, wanted: Promise) -> None:
    for person in (wanted.owner, wanted.verifier):
        if not roles_in(deliverable.programme_id, person) & deliverable.readers:
            raise Refused(_("%(name)s may not read this: choose someone who may.") % {"name": person})
    if wanted.verifier == deliverable.submitted_by != wanted.owner:
        raise Refused(
            _("%(name)s handed this in, so somebody else checks its conditions: choose another person.")
            % {"name": wanted.verifier}
        )
    if wanted.due < timezone.localdate():
        raise Refused(_("“%(text)s” is due on a day that is past: choose a later one.") % {"text": wanted.text})


@transaction.atomic
def confirm_acceptance_condition(condition: AcceptanceCondition, *, by: User, note: str, seen: str = "") -> None:
    """Confirmed by somebody other than its owner; the last one settles the acceptance."""
    perform(condition, "confirm", by=by, note=note, seen=seen)
    deliverable = Deliverable.objects.get(pk=condition.deliverable_id)
    if deliverable.submitted_by == by:
        raise Refused(_("You submitted this, so someone else accepts it."))
    still_open = deliverable.conditions.filter(state=AcceptanceCondition.State.OPEN).exists()
    if deliverable.state == Deliverable.State.CONDITIONAL and not still_open:
        perform(deliverable, "settle", by=None)


@transaction.atomic
def send_back(deliverable: Deliverable, *, by: User | None, note: str, seen: str = "") -> Deliverable:
    """A new version is asked for; conditions of the old one are no longer asked."""
    perform(deliverable, "send_back", by=by, note=note, seen=seen)
    for condition in deliverable.conditions.filter(state=AcceptanceCondition.State.OPEN):
        perform(condition, "lapse", by=None)
    return deliverable


def expire_acceptance_conditions(today: datetime.date | None = None) -> int:
    """A condition past its day is missed and sends its deliverable back. Safe to run at any time."""
    found = AcceptanceCondition.objects.filter(state=AcceptanceCondition.State.OPEN)
    found = found.select_related("deliverable__programme__organisation").filter(
        due__lt=today or timezone.localdate() + datetime.timedelta(days=1)
    )
    return sum(_expire(condition, today) for condition in found)


@transaction.atomic
def _expire(condition: AcceptanceCondition, today: datetime.date | None) -> bool:
    organisation = condition.deliverable.programme.organisation
    audit.lock(condition.scope_key)
    fresh = AcceptanceCondition.objects.get(pk=condition.pk)
    if fresh.state != AcceptanceCondition.State.OPEN or fresh.due >= (
        today or timezone.localdate(timezone=organisation.zone)
    ):
        return False
    perform(fresh, "miss", by=None)
    deliverable = Deliverable.objects.get(pk=condition.deliverable_id)
    if deliverable.state == Deliverable.State.CONDITIONAL:
        with translation.override(organisation.language):
            note = _("A condition was missed: %(text)s") % {"text": condition.text}
        send_back(deliverable, by=None, note=note)
    return True
