"""What is found out about a vendor before anybody signs."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.actions._record import ask, take
from vendors.models import DiligenceItem, Vendor

State, Kind = DiligenceItem.State, DiligenceItem.Kind
STEPS = {State.OK: "clear", State.CONCERN: "worry", State.BLOCKING: "block"}


@transaction.atomic
def begin_diligence(vendor: Vendor, *, by: User) -> list[DiligenceItem]:
    """Lay down what has to be found out about every vendor, under one entry."""
    ask(by, "vendors.edit_vendor", vendor)
    fresh = take(vendor)
    there = set(fresh.diligence.values_list("kind", flat=True))
    wanted = [kind for kind in Kind if kind != Kind.OTHER and kind not in there]
    if not wanted:
        raise Refused(_("Somebody else was first: the due diligence has begun."))
    made = DiligenceItem.objects.bulk_create(DiligenceItem(vendor=fresh, kind=kind) for kind in wanted)
    audit.entry(fresh, "due diligence begun", by=by, after={"items": [str(kind) for kind in wanted]})
    return made


def record_finding(
    item: DiligenceItem,
    *,
    result: str,
    finding: str,
    by: User,
    evidence: str = "",
    done_on: datetime.date | None = None,
    seen: str = "",
) -> DiligenceItem:
    """What was found, by whom and when; a concern or a block needs words, and so does all being well."""
    if result not in STEPS:
        raise Refused(_("Say whether it is in order, a concern or blocking."))
    if not finding.strip():
        raise Refused(_("Say what was found."))
    done_on = done_on or timezone.localdate()
    if done_on > timezone.localdate():
        raise Refused(_("Give the day on which it was found out, not one to come."))
    return perform(
        item,
        STEPS[result],
        by=by,
        note=finding,
        seen=seen,
        finding=finding.strip(),
        evidence=evidence,
        done_by=by,
        done_on=done_on,
    )
