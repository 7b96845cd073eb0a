"""Groups of criteria, and weights entered on two levels: of the groups, and within each."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from vendors.actions._record import ask, keep, take
from vendors.actions.criteria import described, must_be_weighing
from vendors.models import CriterionGroup, SelectionRound
from vendors.shares import percentages


@transaction.atomic
def save_groups(
    selection: SelectionRound, groups: Iterable[CriterionGroup], *, by: User, seen_revision: int | None = None
) -> SelectionRound:
    """The whole list in its order; criteria of a group that goes stand without one."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection, seen_revision=seen_revision)
    must_be_weighing(fresh)
    groups = list(groups)
    if len({group.title.strip().casefold() for group in groups}) < len(groups):
        raise ValidationError(_("Two groups have the same name: give each its own."))
    before = _named(fresh)
    fresh.groups.exclude(pk__in=[group.pk for group in groups if group.pk]).delete()
    for order, group in enumerate(groups, start=1):
        group.round, group.order = fresh, order
        group.full_clean(validate_unique=False, validate_constraints=False)
        group.save()
    keep(fresh, "grouped", by=by, before=before, after=_named(fresh))
    return fresh


def _named(selection: SelectionRound) -> dict[str, list[str]]:
    return {"groups": [group.title for group in selection.groups.all()]}


@transaction.atomic
def weigh_by_group(
    selection: SelectionRound,
    *,
    groups: Mapping[int, Decimal],
    within: Mapping[int, Decimal],
    by: User,
    seen_revision: int | None = None,
) -> SelectionRound:
    """Weights of the groups (total 100) and of the criteria within each (total 100) become weights over all.

    Rounded to hundredths that total exactly 100.
    """
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection, seen_revision=seen_revision)
    must_be_weighing(fresh)
    criteria = list(fresh.criteria.all())
    names = {group.pk: group.title for group in fresh.groups.all()}
    if {criterion.group_id for criterion in criteria} != set(groups) or set(within) != {c.pk for c in criteria}:
        raise ValidationError(_("The criteria have changed meanwhile. Open the page again."))
    _must_total_100(groups.values(), _("The groups"))
    for pk in groups:
        _must_total_100((within[c.pk] for c in criteria if c.group_id == pk), names[pk])
    before = described(fresh)
    set_weights(fresh, [groups[c.group_id] * within[c.pk] for c in criteria])
    fresh.method = SelectionRound.Method.HAND
    keep(fresh, "weighed", by=by, before=before, after=described(fresh))
    return fresh


def _must_total_100(weights: Iterable[Decimal], name: str) -> None:
    weights = list(weights)
    total = sum(weights, Decimal(0))
    if total != 100 or min(weights) < 0:
        raise ValidationError(
            _("%(name)s: the weights total %(total)s %%. Change them until they total 100 %%.")
            % {"name": name, "total": f"{total.normalize():f}"}
        )


def set_weights(selection: SelectionRound, parts: Iterable) -> None:
    """The criteria in their order get their parts of 100."""
    criteria = list(selection.criteria.all())
    for criterion, weight in zip(criteria, percentages(list(parts)), strict=True):
        criterion.weight = weight
    type(criteria[0]).objects.bulk_update(criteria, ["weight"])
