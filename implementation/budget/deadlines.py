from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, plain_date, waits
from core.roles import EDITORS, Role
from core.text import month, say
from implementation.budget.books import Books
from implementation.budget.models import Budget
from implementation.budget.months import first_day
from implementation.programme.actions import people_on

plain_date("budget.Budget", "beyond_since")
plain_date("budget.BudgetApproval", "at")
plain_date("budget.ActualCost", "on", "at")
plain_date("budget.ActualImport", "at")
plain_date("budget.QuietMonth", "at")
plain_date("budget.WorkPackage", "planned_start", "planned_end")
plain_date("budget.PackageProgress", "on", "at")
plain_date("budget.PackageMilestone", "reached_on")


@waits
def approvals(programme):
    for budget in Budget.objects.filter(programme=programme, state=Budget.State.SUBMITTED):
        sponsors = people_on(programme, Role.SPONSOR).exclude(pk=budget.submitted_by_id)
        yield Deadline(
            on=None,
            what=_("Approve the budget"),
            who=frozenset(sponsors.values_list("pk", flat=True)),
            url=budget.get_absolute_url(),
            icon="cash-stack",
        )


@waits
def missing_costs(programme):
    books = Books(programme)
    if books.budget is None or books.missing_month is None:
        return
    yield Deadline(
        on=None,
        what=say(_("Enter the costs of {month}"), month=month(first_day(books.missing_month))),
        who=frozenset(people_on(programme, *EDITORS).values_list("pk", flat=True)),
        url=reverse("actual_costs", args=[programme.pk]),
        icon="cash-stack",
    )
