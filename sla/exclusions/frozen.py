"""Months whose statement went out: their exclusions stay as they were stated."""

import datetime

from sla.models import Exclusion
from sla.statements import issued_months


def months_of(exclusion: Exclusion) -> list[datetime.date]:
    """The first days of the months that it touches, in the contract's place."""
    zone = exclusion.agreement.zone
    last = (exclusion.end - datetime.timedelta.resolution).astimezone(zone).date().replace(day=1)
    month = exclusion.start.astimezone(zone).date().replace(day=1)
    found = []
    while month <= last:
        found.append(month)
        month = (month + datetime.timedelta(days=31)).replace(day=1)
    return found


def frozen_month(exclusion: Exclusion) -> datetime.date | None:
    """The first month of an issued statement that it touches."""
    issued = issued_months(exclusion.agreement)
    return next((month for month in months_of(exclusion) if month in issued), None)
