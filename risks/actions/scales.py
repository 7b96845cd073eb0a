"""Setting how an organisation rates."""

from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from implementation.programme.models import Organisation
from risks import exposure
from risks.models import Risk, RiskScale
from risks.scale import Scale, scale_of


@transaction.atomic
def set_scale(organisation: Organisation, scale: Scale, *, seen_version: int, reason: str, by: User) -> RiskScale:
    """Put a new version in force. Earlier ones stay as they were; ratings are looked up in this one from now on."""
    if not by.has_perm("risks.set_scale", organisation):
        raise PermissionDenied
    audit.lock(organisation.scope_key)
    now = scale_of(organisation)
    if now.version != seen_version:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    if exposure.grid_problems(scale.grid):
        raise Refused(_("The grid does not hold: a level never falls when likelihood or impact grows."))
    if replace(scale, version=now.version) == now:
        raise Refused(_("Nothing is different from the version in force."))
    made = RiskScale(
        organisation=organisation,
        version=now.version + 1,
        cells=exposure.cells_of(scale.grid),
        facts=replace(scale, version=now.version + 1).facts,
        reason=reason,
        by=by,
        by_name=by.name,
    )
    return actions.create(made, permission="risks.set_scale", by=by, note=reason)


@dataclass(frozen=True)
class Move:
    """A risk whose current level is another one under a new scale."""

    risk: Risk
    before: int
    after: int


def moves(organisation: Organisation, scale: Scale, *, user: User) -> list[Move]:
    """Open risks that would change their level, on the programmes of the organisation that this person is on."""
    risks = Risk.objects.filter(programme__organisation=organisation, programme__memberships__user=user).distinct()
    found = []
    for risk in risks.open().select_related("programme").order_by("programme", "number"):
        before, after = risk.current_level, scale.level(risk.current_likelihood, risk.current_impact)
        if before is not None and after is not None and before != after:
            found.append(Move(risk, before, after))
    return found
