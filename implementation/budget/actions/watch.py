"""What the product looks at by itself: a forecast that leaves its tolerance, a month without costs. Each is told once."""

from django.db import transaction
from django.utils import timezone

from core import actions, audit
from implementation.budget.books import Books
from implementation.budget.models import Budget
from implementation.budget.tolerance import limits_of
from implementation.programme.models import Programme

EDIT = "budget.edit_budget"


@transaction.atomic
def watch(programme: Programme) -> Budget | None:
    """Keep on the approved budget since when its forecast is beyond the tolerance; whoever hears of that is told then."""
    audit.lock(programme.scope_key)
    books = Books(programme)
    budget = books.budget
    if budget is None:
        return None
    beyond = books.forecast.overrun_percent > limits_of(programme).outer
    if beyond and budget.beyond_since is None:
        today = timezone.localdate()
        return actions.change(budget, permission=EDIT, by=None, verb="forecast left tolerance", beyond_since=today)
    if not beyond and budget.beyond_since is not None:
        return actions.change(
            budget, permission=EDIT, by=None, verb="forecast back within tolerance", beyond_since=None
        )
    return None


@transaction.atomic
def ask_for_costs(programme: Programme) -> Budget | None:
    """Ask the managers once for the costs of the last closed month, where none is entered and some were planned."""
    audit.lock(programme.scope_key)
    books = Books(programme)
    budget, month = books.budget, books.missing_month
    if budget is None or month is None or budget.asked_month == month:
        return None
    return actions.change(budget, permission=EDIT, by=None, verb="costs asked for", asked_month=month)
