"""What of the planned benefits came true, estimated from how far the goals are that bring them.

Realised = planned to date x share of the goal reached (0 to 1). It is an estimate, and is said to be one: a goal that is half
reached need not bring half of its benefit.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from implementation.business_case import plan
from implementation.business_case.models import BusinessCase, Line
from implementation.business_case.worth import Worth
from implementation.business_case.worth.reading import NIL, Row
from implementation.goals.models import Goal


@dataclass(frozen=True)
class Benefit:
    """Lines that one goal brings; ``goal`` None for those that name none. ``realised`` is None where it cannot be said."""

    goal: Goal | None
    rows: list[Row]
    planned: Decimal
    to_date: Decimal
    share: Decimal | None
    realised: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        return None if self.share is None else self.share * 100


@dataclass(frozen=True)
class Benefits:
    month: int
    items: list[Benefit]

    @property
    def planned(self) -> Decimal:
        return sum((item.planned for item in self.items), NIL)

    @property
    def to_date(self) -> Decimal:
        return sum((item.to_date for item in self.items), NIL)

    @property
    def realised(self) -> Decimal | None:
        """The sum of what can be estimated; None where nothing can."""
        known = [item.realised for item in self.items if item.realised is not None]
        return sum(known, NIL) if known else None

    @property
    def unknown(self) -> Decimal:
        """What was planned to date of lines whose goal says nothing yet."""
        return sum((item.to_date for item in self.items if item.realised is None), NIL)


def reached(progress: Decimal | None) -> Decimal | None:
    """The share of a goal that counts: not below nothing, not above all."""
    return None if progress is None else min(max(progress, Decimal(0)), Decimal(1))


def benefits(case: BusinessCase, *, today: datetime.date) -> Benefits:
    """Of the chosen scenario, by goal: those with most planned to date first, those without a goal last."""
    month = case.month_of(today)
    rows = Worth(case).of(Line.Kind.BENEFIT)
    numbers = {row.line.goal_id for row in rows}
    goals = {goal.pk: goal for goal in Goal.objects.with_latest().filter(pk__in=numbers)}
    items = [
        _benefit(goals.get(number), [row for row in rows if row.line.goal_id == number], month) for number in numbers
    ]
    return Benefits(
        month, sorted(items, key=lambda item: (item.goal is None, -item.to_date, -item.planned, str(item.goal)))
    )


def _benefit(goal: Goal | None, rows: list[Row], month: int) -> Benefit:
    planned = sum((row.total for row in rows), NIL)
    to_date = sum(_to_date(rows, month), NIL)
    share = None if goal is None else reached(goal.progress)
    return Benefit(goal, rows, planned, to_date, share, None if share is None else to_date * share)


def _to_date(rows: Iterable[Row], month: int) -> list[Decimal]:
    """Months count when they have begun; nothing is planned before month 0 or beyond the horizon."""
    return [sum(plan.monthly(row.planned, 12 * (len(row.amounts) - 1))[: month + 1], NIL) for row in rows if month >= 0]
