"""A comparison of vendors: which one runs, and whom it compares."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import Record, User
from core.refusal import Refused
from implementation.programme.models import Programme
from vendors.models import SelectionRound, Vendor

State = SelectionRound.State


def current_round(programme: Programme) -> SelectionRound:
    return SelectionRound.objects.select_related("programme__organisation").filter(programme=programme).first()


def contenders(selection: SelectionRound):
    """The vendors that the round compares: the shortlist while it runs, those that were scored once it is over."""
    found = Vendor.objects.filter(programme_id=selection.programme_id)
    if selection.state == State.DECIDED:
        return found.filter(scores__evaluator__round=selection).distinct()
    return found.filter(state=Vendor.State.SHORTLIST)


@transaction.atomic
def start_round(programme: Programme, *, by: User) -> SelectionRound:
    """A fresh comparison with the criteria of the last one, where that ended without a vendor to contract with."""
    audit.lock(programme.scope_key)
    last = current_round(programme)
    if last.state != State.DECIDED:
        raise Refused(_("A comparison is under way already: finish it first."))
    chosen = Vendor.objects.filter(programme=programme, state=Vendor.State.CHOSEN).first()
    if chosen:
        raise Refused(_("%(name)s is chosen. Take the choice back before you compare again.") % {"name": chosen.name})
    number = programme.selectionrounds.aggregate(last=Max("number"))["last"] + 1
    selection = SelectionRound(programme=programme, number=number)
    actions.create(selection, permission="vendors.edit_criteria", by=by)
    _copy(last, selection)
    return selection


def _copy(last: SelectionRound, selection: SelectionRound) -> None:
    groups = {}
    for group in last.groups.all():
        groups[group.pk] = _again(group, round=selection)
    for criterion in last.criteria.all():
        group = groups.get(criterion.group_id)
        _again(criterion, round=selection, group=group)
    for demand in last.knock_outs.all():
        _again(demand, round=selection)


def _again(record: Record, **fields) -> Record:
    """The same row anew, with other fields."""
    record.pk, record._state.adding = None, True
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    return record
