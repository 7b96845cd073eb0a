from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from implementation.budget.actions import ask_for_costs, watch
from implementation.budget.models import Budget
from implementation.programme.models import Programme


@db_periodic_task(crontab(hour="6", minute="7"))
def look_at_budgets():
    """Every morning: forecasts that left their tolerance, months without costs."""
    approved = Budget.objects.filter(state=Budget.State.APPROVED, programme__state=Programme.State.UNDER_WAY)
    for budget in approved.select_related("programme__organisation"):
        watch(budget.programme)
        ask_for_costs(budget.programme)
