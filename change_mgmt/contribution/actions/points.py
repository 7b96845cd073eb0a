"""Entering soft points, putting them right, and answering them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.contribution.models import SoftPoint
from change_mgmt.contribution.models.point import OPEN_DAYS
from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.roles import INSIDERS


def give_point(point: SoftPoint, *, by: User) -> SoftPoint:
    """About somebody on the programme, never about oneself; the person concerned hears of it."""
    if point.person_id == by.pk:
        raise Refused(_("Nobody gives points to themselves."))
    if not point.programme.roles_of(point.person) & INSIDERS:
        raise Refused(_("%(name)s is not on this programme: choose someone else.") % {"name": point.person.name})
    point.given_by, point.given_at = by, timezone.now()
    return actions.create(point, permission="contribution.give_point", by=by)


def still_open(point: SoftPoint, *, by: User) -> None:
    """Refuse with the reason when this person may not change it any more; a correction is always possible."""
    if point.given_by_id != by.pk:
        raise Refused(_("Only %(name)s may change this. Enter a correction.") % {"name": point.given_by.name})
    if not point.is_open:
        raise Refused(_("It was entered more than %(days)d days ago. Enter a correction.") % {"days": OPEN_DAYS})
    if point.is_corrected:
        raise Refused(_("This is corrected already: change the correction."))


def change_point(point: SoftPoint, *, by: User, seen_revision: int | None = None, **fields: Any) -> SoftPoint:
    """For some days, by who entered it; afterwards only a correction is possible."""
    if not by.has_perm("contribution.give_point", point):
        raise PermissionDenied
    still_open(point, by=by)
    return actions.change(point, permission="contribution.give_point", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def correct_point(new: SoftPoint, *, of: SoftPoint, by: User) -> SoftPoint:
    """A new line that says how it should have read; the earlier one stays, marked as corrected."""
    audit.lock(of.scope_key)
    if SoftPoint.objects.filter(corrects=of).exists():
        raise Refused(_("This is corrected already: change the correction."))
    new.corrects, new.person, new.programme = of, of.person, of.programme
    return give_point(new, by=by)


def answer_point(point: SoftPoint, *, answer: str, by: User, seen_revision: int | None = None) -> SoftPoint:
    """The person concerned says how they see it; an empty answer takes it back."""
    if not by.has_perm("contribution.answer_point", point):
        raise PermissionDenied
    return actions.change(
        point,
        permission="contribution.answer_point",
        by=by,
        seen_revision=seen_revision,
        verb="answered",
        answer=answer,
        answered_at=timezone.now() if answer else None,
    )
