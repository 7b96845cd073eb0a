"""The criteria of a gate: added, weighed, put in order, taken away. Each edit makes a new version."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.gates.actions.setup import new_version
from implementation.gates.models import Criterion
from implementation.gates.thresholds import refuse_thresholds

EDIT = "gates.edit_criteria"


def add_criterion(criterion: Criterion, *, by: User) -> Criterion:
    """One more at the end of the list, computed or judged."""
    gate = criterion.gate
    with new_version(gate, by=by):
        if criterion.check_name:
            if gate.criteria.filter(check_name=criterion.check_name).exists():
                raise Refused(_("This gate has that check already: change its weight or its thresholds instead."))
            criterion.parameters = criterion.computed_by.defaults(gate.programme.strategy)
        criterion.order = (gate.criteria.aggregate(last=Max("order"))["last"] or 0) + 1
        return actions.create(criterion, permission=EDIT, by=by)


def edit_criterion(criterion: Criterion, *, by: User, seen_revision: int | None = None, **fields) -> Criterion:
    with new_version(criterion.gate, by=by):
        if "parameters" in fields and (wrong := refuse_thresholds(criterion, fields["parameters"])):
            raise ValidationError(wrong)
        return actions.change(criterion, permission=EDIT, by=by, seen_revision=seen_revision, **fields)


def remove_criterion(criterion: Criterion, *, by: User, note: str = "") -> Criterion:
    """It counts no more; what was found, its files and its discussion stay on record, and it can be put back."""
    with new_version(criterion.gate, by=by):
        return actions.change(
            _standing(criterion), permission=EDIT, by=by, verb="removed", note=note, removed_at=timezone.now()
        )


def _standing(criterion: Criterion) -> Criterion:
    """As it is under the lock, which is not what a page had read."""
    fresh = Criterion.every.get(pk=criterion.pk)
    if fresh.removed_at:
        raise Refused(_("This criterion was removed already."))
    return fresh


def put_back_criterion(criterion: Criterion, *, by: User) -> Criterion:
    """At the end of the list, as it was when it was removed."""
    gate = criterion.gate
    with new_version(gate, by=by):
        criterion = Criterion.every.select_related("gate").get(pk=criterion.pk)
        if not criterion.removed_at:
            raise Refused(_("This criterion counts already."))
        if criterion.check_name and gate.criteria.filter(check_name=criterion.check_name).exists():
            raise Refused(_("This gate has that check already: change its weight or its thresholds instead."))
        last = gate.criteria.aggregate(last=Max("order"))["last"] or 0
        if not by.has_perm(EDIT, criterion):
            raise PermissionDenied
        before = audit.snapshot(criterion)
        criterion.removed_at, criterion.order, criterion.revision = None, last + 1, criterion.revision + 1
        criterion.save()
        old, new = audit.changed(before, audit.snapshot(criterion))
        audit.entry(criterion, "put back", by=by, before=old, after=new)
        return criterion


def move_criterion(criterion: Criterion, *, up: bool, by: User) -> Criterion:
    """Change places with the one above or below it."""
    gate = criterion.gate
    with new_version(gate, by=by):
        found = list(gate.criteria.all())
        place = found.index(_standing(criterion))
        other = place - 1 if up else place + 1
        if not 0 <= other < len(found):
            raise Refused(_("It stands at the end of the list already."))
        found[place], found[other] = found[other], found[place]
        for number, item in enumerate(found, start=1):
            if item != criterion and item.order != number:
                Criterion.objects.filter(pk=item.pk).update(order=number)
        return actions.change(criterion, permission=EDIT, by=by, verb="moved", order=other + 1)
