"""The money of one programme, read once: the budget that counts, what was spent, what the work has earned."""

import datetime
from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.functional import cached_property

from implementation.budget.earned_value import NIL, Forecast, Position, forecast, summed
from implementation.budget.models import ActualCost, Budget, BudgetLine, QuietMonth
from implementation.budget.months import closed_month, last_day, month_of, reach
from implementation.budget.work import Work, work_of
from implementation.programme.models import Programme

#: Days after the end of a month in which its books are closed.
GRACE = 10


class Books:
    """Everything as of today. Amounts by category and month (counted through) and by work package."""

    def __init__(self, programme: Programme, *, budget: Budget | None = None):
        self.programme = programme
        self.today = timezone.localdate()
        self.this_month = month_of(self.today)
        self._budget = budget

    @cached_property
    def budget(self) -> Budget | None:
        """The approved version, or the one that was asked for."""
        return self._budget or self.programme.budgets.filter(state=Budget.State.APPROVED).first()

    @cached_property
    def planned(self) -> dict[tuple[str, int], Decimal]:
        if self.budget is None:
            return {}
        lines = BudgetLine.objects.filter(budget=self.budget)
        return {
            (category, month): amount for category, month, amount in lines.values_list("category", "month", "amount")
        }

    @cached_property
    def _sums(self) -> list[tuple[str, int, int | None, Decimal]]:
        """(category, month, work package, sum) of all that counts; one query, however many entries there are."""
        counted = ActualCost.objects.filter(programme=self.programme, state=ActualCost.State.COUNTED).order_by()
        return list(counted.values_list("category", "month", "package").annotate(sum=Sum("amount")))

    @cached_property
    def spent(self) -> dict[tuple[str, int], Decimal]:
        found: dict[tuple[str, int], Decimal] = defaultdict(lambda: NIL)
        for category, month, _package, amount in self._sums:
            found[category, month] += amount
        return dict(found)

    @cached_property
    def spent_on(self) -> dict[int, dict[int, Decimal]]:
        """Work package -> month -> what was spent on it."""
        found: dict[int, dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: NIL))
        for _category, month, package, amount in self._sums:
            if package is not None:
                found[package][month] += amount
        return found

    @property
    def total_planned(self) -> Decimal:
        return sum(self.planned.values(), NIL)

    @property
    def total_spent(self) -> Decimal:
        return sum(self.spent.values(), NIL)

    @cached_property
    def spent_outside(self) -> Decimal:
        """What was spent on no work package."""
        return sum((amount for _category, _month, package, amount in self._sums if package is None), NIL)

    @cached_property
    def work(self) -> list[Work]:
        return work_of(self.programme)

    def position_of(self, work: Work, on: datetime.date | None = None) -> Position:
        """PV, EV, AC and BAC of one work package at the end of a day; costs by whole months."""
        day = on or self.today
        months = self.spent_on.get(work.package.pk, {})
        spent = sum((amount for month, amount in months.items() if month <= month_of(day)), NIL)
        return Position(work.planned(day), work.earned(day), spent, work.package.budget)

    def measured(self, on: datetime.date | None = None) -> Position:
        """All work packages as one."""
        return summed(self.position_of(work, on) for work in self.work)

    @cached_property
    def position(self) -> Position:
        return self.measured()

    @cached_property
    def forecast(self) -> Forecast:
        """What everything in the budget will have cost at its end."""
        if self.work:
            return forecast(budget=self.total_planned, measured=self.position, spent_outside=self.spent_outside)
        return forecast(
            budget=self.total_planned, measured=None, spent_outside=self.total_spent, planned_ahead=self.planned_ahead
        )

    @property
    def planned_ahead(self) -> Decimal:
        """The budget of the months to come, and what this month has left of its own."""
        later = sum((amount for (_category, month), amount in self.planned.items() if month > self.this_month), NIL)
        return later + max(self.planned_in(self.this_month) - self.spent_in(self.this_month), NIL)

    def planned_in(self, month: int) -> Decimal:
        return sum((amount for (_category, at), amount in self.planned.items() if at == month), NIL)

    def spent_in(self, month: int) -> Decimal:
        return sum((amount for (_category, at), amount in self.spent.items() if at == month), NIL)

    @cached_property
    def missing_month(self) -> int | None:
        """The last closed month if something was planned in it, nothing is entered, and nobody said that it was quiet."""
        return self.missing_at(GRACE)

    def missing_at(self, grace: int) -> int | None:
        month = closed_month(self.today, grace=grace)
        if not self.planned_in(month) or any(at == month for _category, at in self.spent):
            return None
        if QuietMonth.objects.filter(programme=self.programme, month=month).exists():
            return None
        return month

    @property
    def reach(self) -> tuple[int, int] | None:
        """The first and the last month with anything in it."""
        return reach([month for _category, month in (*self.planned, *self.spent)])

    @property
    def work_reach(self) -> tuple[int, int] | None:
        """The first and the last month in which something of the work is planned or was spent."""
        months = [month_of(day) for work in self.work for day in (work.package.planned_start, work.package.planned_end)]
        return reach(months + [month for by_month in self.spent_on.values() for month in by_month])

    def end_of(self, month: int) -> datetime.date:
        """The last day of a month; today in the month that runs."""
        return min(last_day(month), self.today) if month <= self.this_month else last_day(month)
