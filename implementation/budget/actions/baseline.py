"""Versions of the budget: begun, filled, submitted, approved."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit, notifications
from core.models import User
from core.refusal import Refused, Stale
from core.text import minor_units
from core.workflow import perform
from implementation.budget.actions.watch import watch
from implementation.budget.from_case import chosen_case, planned_costs
from implementation.budget.models import Budget, BudgetApproval, BudgetLine
from implementation.budget.models.amounts import fit_currency
from implementation.budget.models.baseline import MOST_MONTHS
from implementation.budget.months import iso, month_of, spread_over_months
from implementation.gates.signing import signature
from implementation.programme.models import Programme

Cells = Mapping[tuple[str, int], Decimal]


def unfinished_budget(programme: Programme) -> Budget | None:
    return programme.budgets.filter(state__in=Budget.IN_THE_MAKING).first()


def approved_budget(programme: Programme) -> Budget | None:
    return programme.budgets.filter(state=Budget.State.APPROVED).first()


@transaction.atomic
def start_budget(budget: Budget, *, by: User) -> Budget:
    """A first version or a further one, with the costs of the case, the amounts of the version before, or nothing."""
    programme = budget.programme
    audit.lock(budget.scope_key)
    if unfinished_budget(programme):
        raise Refused(_("A new version is in the making already: finish that one first."))
    approved, last = approved_budget(programme), programme.budgets.first()
    if approved and not budget.reason.strip():
        raise ValidationError({"reason": _("Say why the budget is set anew: it is kept with the version.")})
    budget.number = last.number + 1 if last else 1
    cells = _taken_over(budget, approved)
    actions.create(budget, permission="budget.edit_budget", by=by)
    _write(budget, cells)
    return budget


def _taken_over(budget: Budget, approved: Budget | None) -> Cells:
    """The amounts that the new version begins with; says on the version where they come from."""
    if budget.source == Budget.Source.LAST and approved:
        return {(line.category, line.month): line.amount for line in approved.lines.all()}
    if budget.source == Budget.Source.CASE:
        case = chosen_case(budget.programme)
        if case is None:
            raise ValidationError({"source": _("No business case is confirmed yet: confirm one, or begin empty.")})
        budget.case, budget.scenario, cells = case, *planned_costs(case)
        return cells
    return {}


@transaction.atomic
def save_amounts(budget: Budget, cells: Cells, *, by: User, seen_revision: int | None = None) -> Budget:
    """Write these cells of the table, all or none; the others stay. One audit entry names what differs."""
    fresh = _draft(budget, by)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    before = _as_written(fresh, cells)
    _write(fresh, cells)
    old, new = audit.changed(before, _as_written(fresh, cells))
    if old or new:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, "amounts changed", by=by, before=old, after=new)
        notifications.tell(fresh, "amounts changed", by=by)
    return fresh


@transaction.atomic
def spread_amount(budget: Budget, *, category: str, total: Decimal, months: range, by: User) -> Budget:
    """Spread an amount evenly over months, to the smallest unit of the currency, in place of what stands there."""
    units = minor_units(budget.programme.organisation.currency)
    fit_currency(total, budget.programme.organisation.currency, field="total")
    if not months or len(months) > MOST_MONTHS:
        raise ValidationError({"last": _("Choose a last month that is not before the first.")})
    parts = spread_over_months(int(total.scaleb(units)), len(months))
    cells = {(category, month): Decimal(part).scaleb(-units) for month, part in zip(months, parts, strict=True)}
    return save_amounts(budget, cells, by=by)


def _draft(budget: Budget, by: User) -> Budget:
    """The version as it is now, locked, if this person may still change it."""
    if not by.has_perm("budget.edit_budget", budget):
        raise PermissionDenied
    audit.lock(budget.scope_key)
    fresh = Budget.objects.select_for_update(of=("self",)).get(pk=budget.pk)
    if fresh.state != Budget.State.DRAFT:
        raise Refused(_("Only a draft can be changed: this version is submitted or approved."))
    return fresh


def _write(budget: Budget, cells: Cells) -> None:
    first = month_of(budget.programme.started_on)
    currency = budget.programme.organisation.currency
    lines = []
    for (category, month), amount in cells.items():
        if not first <= month < first + MOST_MONTHS:
            raise Refused(_("This month is outside of the programme."))
        if amount:
            fit_currency(amount, currency)
            lines.append(BudgetLine(budget=budget, category=category, month=month, amount=amount))
    for line in lines:
        line.full_clean(exclude=["budget"], validate_unique=False, validate_constraints=False)
    _clear(budget, cells)
    BudgetLine.objects.bulk_create(lines, batch_size=500)


def _clear(budget: Budget, cells: Iterable[tuple[str, int]]) -> None:
    wanted = set(cells)
    gone = [line.pk for line in budget.lines.all() if (line.category, line.month) in wanted]
    budget.lines.filter(pk__in=gone).delete()


def _as_written(budget: Budget, cells: Cells) -> dict[str, str]:
    found = budget.lines.order_by("month", "category")
    return {
        f"{iso(line.month)} {line.category}": str(line.amount) for line in found if (line.category, line.month) in cells
    }


def submit_budget(budget: Budget, *, by: User, note: str = "") -> Budget:
    """Ask a sponsor to approve; from now on it does not change."""
    return perform(budget, "submit", by=by, note=note, submitted_by=by)


@transaction.atomic
def approve_budget(budget: Budget, *, by: User, note: str = "") -> BudgetApproval:
    """Freeze the amounts, make this the version that counts and replace the one before."""
    perform(budget, "approve", by=by, note=note)
    approval = BudgetApproval(**signature(budget.programme, by), budget=budget, facts=facts_of(budget))
    actions.create(approval, permission="budget.approve_budget", by=by, note=note)
    for earlier in budget.programme.budgets.filter(state=Budget.State.APPROVED).exclude(pk=budget.pk):
        perform(earlier, "supersede", by=by)
    watch(budget.programme)
    return approval


def facts_of(budget: Budget) -> dict:
    """Everything an approval rests on, as JSON."""
    lines = list(budget.lines.all())
    return {
        "number": budget.number,
        "currency": budget.programme.organisation.currency,
        "source": budget.source,
        "case": budget.case.number if budget.case else None,
        "scenario": budget.scenario,
        "reason": budget.reason,
        "total": str(sum((line.amount for line in lines), Decimal(0))),
        "lines": [{"category": line.category, "month": iso(line.month), "amount": str(line.amount)} for line in lines],
    }
