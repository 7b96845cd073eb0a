"""Saying what a risk may cost."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from risks.models import Estimate, Risk


@transaction.atomic
def estimate(record: Estimate, *, by: User, seen_revision: int | None = None, **fields) -> Estimate:
    """Write or change the estimate of a risk for one phase. What was there before stays in the audit trail."""
    audit.lock(record.scope_key)
    if not Risk.objects.get(pk=record.risk_id).is_open:
        raise Refused(_("This risk is closed: open it again first."))
    if record.pk is None:
        record.author = by
        return actions.create(record, permission="risks.edit_risk", by=by)
    return actions.change(
        record,
        permission="risks.edit_risk",
        by=by,
        seen_revision=seen_revision,
        author=by,
        at=timezone.now(),
        **fields,
    )


@transaction.atomic
def drop_estimate(record: Estimate, *, by: User) -> None:
    """Take an estimate back: the risk then counts as not estimated."""
    actions.remove(record, permission="risks.edit_risk", by=by)
