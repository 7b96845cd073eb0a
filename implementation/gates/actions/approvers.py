"""Who decides at a gate, in which order, and who chooses in whose place."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.roles import INSIDERS, Role
from core.text import day
from implementation.gates.actions.setup import keep_still
from implementation.gates.models import Approver, DecisionRequest, Delegation, Gate
from implementation.programme.actions import people_on
from implementation.programme.models import Programme


@transaction.atomic
def name_approvers(gate: Gate, *, places: dict[User, int], quorum: int, by: User) -> Gate:
    """Name who decides and in which order (a lower place first, the same place at once); nobody named means any sponsor."""
    if not by.has_perm("gates.edit_criteria", gate):
        raise PermissionDenied
    audit.lock(gate.scope_key)
    keep_still(gate)
    sponsors = set(people_on(gate.programme, Role.SPONSOR))
    for person in places:
        if person not in sponsors:
            raise Refused(_("%(name)s is no sponsor on this programme, so cannot decide.") % {"name": person.name})
    if places and len(places) < quorum:
        raise Refused(_("The quorum is more than the people you name: name more, or lower the quorum."))
    before = _line_up(gate)
    gate.approvers.all().delete()
    Approver.objects.bulk_create(Approver(gate=gate, user=user, position=place) for user, place in places.items())
    after = _line_up(gate)
    if before != after:
        audit.entry(gate, "approvers named", by=by, before={"approvers": before}, after={"approvers": after})
    if gate.quorum != quorum:
        gate = actions.change(gate, permission="gates.edit_criteria", by=by, quorum=quorum)
    return gate


def _line_up(gate: Gate) -> list[str]:
    return [f"{item.position} {item.user.name}" for item in Approver.objects.filter(gate=gate).select_related("user")]


@transaction.atomic
def delegate(
    programme: Programme, *, to: User, first_day: datetime.date, last_day: datetime.date, reason: str, by: User
) -> Delegation:
    """Let somebody choose in one's own place, from a day to a day. Only the approver delegates."""
    audit.lock(programme.scope_key)
    if to == by:
        raise Refused(_("Choose someone else: you decide for yourself already."))
    if not programme.roles_of(to) & INSIDERS:
        raise Refused(
            _("%(name)s cannot decide for you: choose someone on the programme who works for no vendor.")
            % {"name": to.name}
        )
    if last_day < timezone.localdate():
        raise Refused(_("The last day is past: choose a later one."))
    _refuse_asker(programme, to)
    _refuse_overlap(programme, by, first_day, last_day)
    given = Delegation(
        programme=programme, giver=by, delegate=to, first_day=first_day, last_day=last_day, reason=reason
    )
    return actions.create(given, permission="gates.delegate", by=by, note=reason)


def _refuse_asker(programme: Programme, to: User) -> None:
    asked = DecisionRequest.objects.filter(programme=programme, gate__state=Gate.State.REQUESTED, decision=None)
    latest = {item.gate_id: item for item in asked.order_by("number").select_related("gate").defer("facts")}
    for item in latest.values():
        if item.by_id == to.pk:
            raise Refused(
                _("%(name)s asked for the decision “%(gate)s”, so cannot take it for you: choose someone else.")
                % {"name": to.name, "gate": item.gate.name}
            )


def _refuse_overlap(programme: Programme, by: User, first_day: datetime.date, last_day: datetime.date) -> None:
    others = Delegation.objects.filter(programme=programme, giver=by, state=Delegation.State.GIVEN)
    found = others.filter(first_day__lte=last_day, last_day__gte=first_day).select_related("delegate").first()
    if found:
        raise Refused(
            _("%(name)s chooses for you until %(day)s already: revoke that first.")
            % {"name": found.delegate.name, "day": day(found.last_day)}
        )
