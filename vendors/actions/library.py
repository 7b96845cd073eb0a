"""Criteria and knock-outs taken over from the library, in the language of the moment."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask, keep, take
from vendors.actions.criteria import described, must_be_weighing
from vendors.library import DEMANDS, ENTRIES, GROUPS
from vendors.models import CriterionGroup, KnockOut, SelectionRound, VendorCriterion


@transaction.atomic
def pick_criteria(selection: SelectionRound, keys: Iterable[str], *, by: User) -> list[VendorCriterion]:
    """Put entries of the library into the comparison, each with a weight of nought; what is there already stays."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    must_be_weighing(fresh)
    there = {criterion.key: criterion for criterion in fresh.criteria.all()}
    titles = {criterion.title.strip().casefold() for criterion in there.values()}
    wanted = [ENTRIES[key] for key in ENTRIES if key in set(keys) and key not in there]
    wanted = [entry for entry in wanted if str(entry.title).casefold() not in titles]
    if not wanted:
        raise Refused(_("Choose at least one that is not in the comparison yet."))
    before = described(fresh)
    groups = {group.key: group for group in fresh.groups.all()}
    is_grouped = bool(groups) or not there
    order = max((criterion.order for criterion in there.values()), default=0)
    made = []
    for place, entry in enumerate(wanted, start=order + 1):
        group = _group(fresh, entry.group, groups) if is_grouped else None
        criterion = VendorCriterion(
            round=fresh,
            order=place,
            key=entry.key,
            group=group,
            title=str(entry.title),
            help=str(entry.help),
            weight=0,
        )
        criterion.save()
        made.append(criterion)
    fresh.method = SelectionRound.Method.HAND
    keep(fresh, "taken from the library", by=by, before=before, after=described(fresh))
    return made


def _group(selection: SelectionRound, key: str, known: dict[str, CriterionGroup]) -> CriterionGroup:
    if key not in known:
        order = 1 + max((group.order for group in known.values()), default=0)
        known[key] = CriterionGroup.objects.create(round=selection, order=order, key=key, title=str(GROUPS[key]))
    return known[key]


@transaction.atomic
def pick_knock_outs(selection: SelectionRound, keys: Iterable[str], *, by: User) -> list[KnockOut]:
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    must_be_weighing(fresh)
    there = {demand.key for demand in fresh.knock_outs.all()}
    wanted = [demand for demand in DEMANDS if demand.key in set(keys) and demand.key not in there]
    if not wanted:
        raise Refused(_("Choose at least one that is not in the comparison yet."))
    before = demands_described(fresh)
    made = [
        KnockOut.objects.create(
            round=fresh, order=order, key=demand.key, title=str(demand.title), help=str(demand.help)
        )
        for order, demand in enumerate(wanted, start=len(there) + 1)
    ]
    keep(fresh, "knock-outs set", by=by, before=before, after=demands_described(fresh))
    return made


def demands_described(selection: SelectionRound) -> dict[str, str]:
    return {f"knock-out {demand.pk}": demand.title for demand in selection.knock_outs.all()}
