"""Years of a contract, and the last day of a claim."""

import datetime


def contract_year(month: datetime.date, starts_on: datetime.date) -> int:
    """Which year of the contract a month belongs to, 0 for the first."""
    return (month.year * 12 + month.month - starts_on.year * 12 - starts_on.month) // 12


def last_day_to_claim(month: datetime.date, days: int) -> datetime.date:
    """So many days after the last day of the month."""
    following = (month + datetime.timedelta(days=31)).replace(day=1)
    return following - datetime.timedelta(days=1) + datetime.timedelta(days=days)
