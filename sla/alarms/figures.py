"""What the calculations of budgets are given: from an objective and its monthly result."""

import datetime
from fractions import Fraction

from django.utils import timezone

from sla.alarms import budget
from sla.availability import month_window
from sla.models import MonthlyResult, Objective

Stretch = tuple[datetime.datetime, datetime.datetime]


def month_of(objective: Objective, month: datetime.date) -> Stretch:
    """The month in the contract's place, from the day on which the objective is valid."""
    zone = objective.agreement.zone
    start, end = month_window(month.year, month.month, zone=zone)
    valid = datetime.datetime.combine(objective.valid_from, datetime.time(), zone).astimezone(datetime.UTC)
    return max(start, valid), end


def passed(objective: Objective, month: datetime.date, now: datetime.datetime) -> Fraction:
    """The part of the month that lies behind us, from 0 to 1."""
    start, end = month_of(objective, month)
    whole, gone = end - start, min(max(now, start), end) - start
    one = datetime.timedelta(microseconds=1)
    return Fraction(gone // one, whole // one) if whole > datetime.timedelta(0) else Fraction(1)


def budget_used(
    objective: Objective, result: MonthlyResult | None, now: datetime.datetime | None = None
) -> Fraction | None:
    """Percent of the month's error budget; None without a result, and for what knows no budget (a percentile, a mean)."""
    if result is None or result.adjusted is None:
        return None
    now, target = now or timezone.now(), result.target
    at_least = objective.direction == Objective.Direction.AT_LEAST
    if objective.statistic == Objective.Statistic.TIME:
        return budget.of_time(result.down_seconds, total=_counted(objective, result, now), target=target)
    if objective.is_percentage:
        part = passed(objective, result.month, now)
        return budget.of_share(result.adjusted, target=target, at_least=at_least, passed=part)
    if objective.statistic == Objective.Statistic.SUM and not at_least:
        return budget.of_count(result.adjusted, target=target)
    return None


def _counted(objective: Objective, result: MonthlyResult, now: datetime.datetime) -> Fraction:
    """The seconds that the whole month will have, as far as known: what is counted so far, filled up to its end.

    Where only some hours count, what is counted so far stands for the part of the month that has passed.
    """
    if objective.calendar_id:
        part = passed(objective, result.month, now)
        return Fraction(result.total_seconds - result.excluded_seconds) / part if part else Fraction(0)
    start, end = month_of(objective, result.month)
    whole = Fraction((end - start) // datetime.timedelta(microseconds=1), 1_000_000)
    return whole - Fraction(result.excluded_seconds)
