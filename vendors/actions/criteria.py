"""What a comparison judges by, and who judges, settled before the first score."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from core.text import listed
from core.workflow import perform
from vendors.actions._record import ask, keep, take
from vendors.models import Evaluator, SelectionRound, VendorCriterion
from vendors.scoring import WeightFault, weight_faults

State = SelectionRound.State


def must_be_weighing(selection: SelectionRound) -> None:
    if selection.state != State.WEIGHING:
        raise Refused(_("The weights are fixed: criteria stay as they are until the weights are reopened."))


def described(selection: SelectionRound) -> dict[str, str]:
    """The criteria as the audit trail compares them."""
    return {
        f"criterion {c.pk}": f"{c.title}: {c.weight:.2f} %, {c.knock_out or '-'}, {c.group or '-'}"
        for c in selection.criteria.select_related("group")
    }


@transaction.atomic
def save_criteria(
    selection: SelectionRound, criteria: Iterable[VendorCriterion], *, by: User, seen_revision: int | None = None
) -> SelectionRound:
    """The whole list at once, in its order; what is not in it goes. Raises ValidationError unless weights total 100."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection, seen_revision=seen_revision)
    must_be_weighing(fresh)
    criteria = list(criteria)
    faults = weight_faults({index: criterion.weight for index, criterion in enumerate(criteria)})
    if WeightFault.NO_WEIGHTS in faults:
        raise ValidationError(_("Name at least one criterion."))
    if WeightFault.NOT_100 in faults:
        total = sum((Decimal(criterion.weight) for criterion in criteria), Decimal(0)).normalize()
        raise ValidationError(
            _("The weights total %(total)s %%. Change them until they total 100 %%.") % {"total": f"{total:f}"}
        )
    if len({criterion.title.strip().casefold() for criterion in criteria}) < len(criteria):
        raise ValidationError(_("Two criteria have the same name: give each its own."))
    if {criterion.group_id for criterion in criteria} - {None, *fresh.groups.values_list("pk", flat=True)}:
        raise ValidationError(_("Choose a group of this comparison."))
    before, titles = described(fresh), dict(fresh.criteria.values_list("pk", "title"))
    fresh.criteria.exclude(pk__in=[criterion.pk for criterion in criteria if criterion.pk]).delete()
    for order, criterion in enumerate(criteria, start=1):
        criterion.round, criterion.order = fresh, order
        if criterion.title != titles.get(criterion.pk, criterion.title):
            criterion.key = ""  # under another name, the library's way to judge it fits no more
        criterion.full_clean(validate_unique=False, validate_constraints=False)
        criterion.save()
    if before != described(fresh):
        fresh.method = SelectionRound.Method.HAND
    keep(fresh, "weighed", by=by, before=before, after=described(fresh))
    return fresh


@transaction.atomic
def name_evaluators(selection: SelectionRound, people: Iterable[User], *, by: User) -> SelectionRound:
    """Exactly these people score. Who has scored already cannot be taken off."""
    ask(by, "vendors.edit_criteria", selection)
    fresh = take(selection)
    if fresh.state not in (State.WEIGHING, State.SCORING) or fresh.is_uncovered:
        raise Refused(_("The scores are in: evaluators stay as they are."))
    people = list(people)
    gone = fresh.evaluators.exclude(user__in=people).select_related("user")
    kept = [evaluator.user.name for evaluator in gone.filter(scores__isnull=False).distinct()]
    if kept:
        raise Refused(_("%(name)s has scored already and stays an evaluator.") % {"name": listed(kept)})
    before = {"evaluators": sorted(e.user.name for e in fresh.evaluators.select_related("user"))}
    gone.delete()
    there = set(fresh.evaluators.values_list("user_id", flat=True))
    Evaluator.objects.bulk_create(
        Evaluator(programme=fresh.programme, round=fresh, user=person) for person in people if person.pk not in there
    )
    keep(fresh, "evaluators named", by=by, before=before, after={"evaluators": sorted(p.name for p in people)})
    return fresh


def fix_criteria(selection: SelectionRound, *, by: User) -> SelectionRound:
    return perform(selection, "fix", by=by, fixed_at=timezone.now())
