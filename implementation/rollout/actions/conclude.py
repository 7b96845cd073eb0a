"""Saying what a pilot has shown."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from implementation.rollout.models import Pilot

CONCLUDED_IN = (Pilot.State.EVALUATING, Pilot.State.ACCEPTED, Pilot.State.ROLLED_BACK)


def conclude_pilot(
    pilot: Pilot, *, finding: str, finding_note: str, lessons: str = "", by: User, seen_revision: int | None = None
) -> Pilot:
    """Whether what was expected came true, what was found, and what to do otherwise next time."""
    if Pilot.objects.get(pk=pilot.pk).state not in CONCLUDED_IN:
        raise Refused(_("The trial is not over: evaluate the pilot first."))
    return actions.change(
        pilot,
        permission="rollout.lead_pilot",
        by=by,
        seen_revision=seen_revision,
        verb="concluded",
        finding=finding,
        finding_note=finding_note,
        lessons=lessons,
        concluded_on=timezone.localdate(),
    )
