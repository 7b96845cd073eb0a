"""What was spent: entered, reversed; and months in which nothing was."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.budget.actions.watch import watch
from implementation.budget.models import ActualCost, QuietMonth
from implementation.budget.months import first_day, month_of
from implementation.programme.models import Programme


def doubles_of(cost: ActualCost):
    """Counted entries with the same reference, date and amount; none for what has no reference."""
    if not cost.reference:
        return ActualCost.objects.none()
    found = ActualCost.objects.counted().filter(programme=cost.programme_id, reference__iexact=cost.reference)
    return found.filter(on=cost.on, amount=cost.amount).exclude(pk=cost.pk)


@transaction.atomic
def enter_cost(cost: ActualCost, *, by: User, all_the_same: bool = False) -> ActualCost:
    """Put a cost on record. One that looks like another is refused unless the person says that it is none of the kind."""
    audit.lock(cost.scope_key)
    cost.by = by
    if not all_the_same and (same := doubles_of(cost).first()):
        raise Refused(
            _("%(name)s has the same reference, date and amount. Tick “Enter it all the same” if this is another one.")
            % {"name": same}
        )
    actions.create(cost, permission="budget.record_cost", by=by)
    watch(cost.programme)
    return cost


@transaction.atomic
def reverse_cost(
    cost: ActualCost, *, amount: Decimal, on: datetime.date, why: str, by: User, key: str = ""
) -> ActualCost:
    """An entry of its own that takes all or part of another back: that one stays as it was."""
    if not by.has_perm("budget.record_cost", cost):
        raise PermissionDenied
    audit.lock(cost.scope_key)
    fresh = ActualCost.objects.select_related("programme__organisation", "package").get(pk=cost.pk)
    if fresh.state != ActualCost.State.COUNTED or fresh.reverses_id:
        raise Refused(_("Only an entry that counts, and that reverses none itself, can be reversed."))
    if amount <= 0 or amount > fresh.reversible:
        raise ValidationError({"amount": _("Write an amount above 0, at most what is not reversed yet.")})
    if on < fresh.on:
        raise ValidationError({"on": _("It cannot be reversed before the day on which it was entered.")})
    back = ActualCost(
        programme=fresh.programme,
        on=on,
        category=fresh.category,
        amount=-amount,
        supplier=fresh.supplier,
        reference=fresh.reference,
        note=why[:300],
        package=fresh.package,
        reverses=fresh,
        key=key,
        by=by,
    )
    actions.create(back, permission="budget.record_cost", by=by, note=why)
    watch(cost.programme)
    return back


def say_quiet(programme: Programme, *, month: int, why: str, by: User) -> QuietMonth:
    """Say that nothing was spent in a month that is over."""
    if first_day(month + 1) > timezone.localdate() or month < month_of(programme.started_on):
        raise Refused(_("This can be said of a month of the programme that is over."))
    if programme.actualcosts.counted().filter(month=month).exists():
        raise Refused(_("Costs are entered for this month."))
    return actions.create(
        QuietMonth(programme=programme, month=month, why=why, by=by), permission="budget.record_cost", by=by, note=why
    )
