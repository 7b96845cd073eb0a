"""From where on a change is large: the product's limits, or those that the sponsor of a programme has set."""

from typing import Any

from change_mgmt import size
from change_mgmt.models import ChangeLimits, ChangeRequest
from core import actions
from core.models import User
from implementation.programme.models import Programme

PERMISSION = "change_mgmt.set_limits"


def limits_of(programme: Programme) -> size.Limits:
    own = ChangeLimits.objects.filter(programme=programme).first()
    return size.Limits(own.cost, own.days) if own else size.usual_limits(programme.organisation.currency)


def limits_for_edit(programme: Programme) -> ChangeLimits:
    """The programme's limits; unsaved and as the product has them where there are none yet."""
    usual = size.usual_limits(programme.organisation.currency)
    own = ChangeLimits.objects.filter(programme=programme).first()
    return own or ChangeLimits(programme=programme, cost=usual.cost, days=usual.days)


def set_limits(limits: ChangeLimits, *, by: User, seen_revision: int | None = None, **fields: Any) -> ChangeLimits:
    """Changes that were assessed before keep their size: it is part of what was put before those who decide."""
    if limits.pk is None:
        for name, value in fields.items():
            setattr(limits, name, value)
        return actions.create(limits, permission=PERMISSION, by=by)
    return actions.change(limits, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)


def asked_for(change: ChangeRequest) -> size.Asked:
    return size.Asked(change.number, change.asked_on, change.cost, change.days)


def split_with(change: ChangeRequest, limits: size.Limits) -> list[ChangeRequest]:
    """Small changes about the same module that pass a limit together with this small one."""
    if change.size != size.SMALL or change.state == ChangeRequest.State.REJECTED:
        return []
    same = {
        other.number: other
        for other in ChangeRequest.objects.filter(
            programme=change.programme_id, subject=change.subject, size=size.SMALL
        ).exclude(state=ChangeRequest.State.REJECTED)
    }
    found = size.split(asked_for(change), [asked_for(other) for other in same.values()], limits=limits)
    return [same[number] for number in found if number != change.number]
