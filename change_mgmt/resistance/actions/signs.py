"""Reporting signs of resistance and dealing with them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.resistance.models import Sign
from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from risks.actions import raise_risk
from risks.models import Risk

#: The kind of sign -> the category of a risk that it becomes.
CATEGORIES = {Sign.Kind.HOARDING: "culture", Sign.Kind.POST: "people", Sign.Kind.TIME: "people"}


@transaction.atomic
def report_sign(sign: Sign, *, by: User, nameless: bool = False) -> Sign:
    """Put on record what somebody noticed. ``nameless``: who reported it is stored nowhere, not even in the audit trail."""
    if not by.has_perm("resistance.report_sign", sign.programme):
        raise PermissionDenied
    audit.lock(sign.scope_key)
    last = Sign.objects.filter(programme_id=sign.programme_id).aggregate(last=Max("number"))["last"]
    sign.number = (last or 0) + 1
    sign.noticed_on = timezone.localdate()
    sign.reported_by = None if nameless else by
    return actions.create(sign, permission="resistance.report_sign", by=None if nameless else by)


def change_sign(sign: Sign, *, by: User, seen_revision: int | None = None, **fields: Any) -> Sign:
    """What is closed is opened again first."""
    if not sign.is_open:
        raise Refused(_("This sign is closed: open it again first."))
    _owner_may_read(sign, fields)
    return actions.change(sign, permission="resistance.edit_sign", by=by, seen_revision=seen_revision, **fields)


def _owner_may_read(sign: Sign, fields: dict[str, Any]) -> None:
    """An owner is somebody on the programme who is no vendor."""
    owner = fields.get("owner")
    if owner is not None and not owner.has_perm("resistance.report_sign", sign.programme):
        raise Refused(_("%(name)s is not on this programme: choose someone else.") % {"name": owner.name})


def close_sign(sign: Sign, step: str, *, outcome: str, by: User, seen: str = "") -> Sign:
    """Settle it, or accept it as it stands; ``outcome`` says what came of it, or why."""
    if not outcome.strip():
        raise Refused(_("Write what came of it first."))
    return perform(sign, step, by=by, note=outcome, seen=seen, outcome=outcome)


@transaction.atomic
def raise_risk_of(sign: Sign, *, by: User) -> Risk:
    """The risk that this sign shows, once for each sign. It names the kind and the place, never a person."""
    kind = Sign.Kind(sign.kind)
    if not by.has_perm("resistance.edit_sign", sign):
        raise PermissionDenied
    where = sign.department.name if sign.department else _("The whole organisation")
    return raise_risk(
        sign.programme,
        title=_("Resistance: %(kind)s (%(where)s)") % {"kind": kind.label, "where": where},
        category=CATEGORIES.get(kind, "culture"),
        effect=_("The system is not used as agreed, and its benefits stay away."),
        source_label=sign.label,
        source_id=sign.pk,
        by=by,
    )
