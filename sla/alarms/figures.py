"""What alarms read off a monthly result: how much of its error budget is used, and when it will be gone."""

import datetime
from fractions import Fraction

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


def budget_used(objective: Objective, result: MonthlyResult | None) -> Fraction | None:
    """Percent of the whole month's error budget; None without a result, and for what knows no budget (a percentile, a mean)."""
    if result is None or result.adjusted is None:
        return None
    kept = result.figures.get("budget")
    if kept:
        return Fraction(kept["spent"]) if kept["spent"] is not None else budget.of_nothing(Fraction(kept["used"]))
    counts = objective.statistic == Objective.Statistic.SUM and objective.direction == Objective.Direction.AT_MOST
    return budget.of_count(result.adjusted, target=result.target) if counts else None


def gone_on(result: MonthlyResult) -> datetime.date | None:
    """The day before the end of the month on which the budget is gone at the pace of the last days."""
    kept = result.figures.get("budget") or {}
    return datetime.date.fromisoformat(kept["gone_on"]) if kept.get("forecast") == "goes" else None
