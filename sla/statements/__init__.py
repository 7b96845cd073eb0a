"""Monthly statements: what a month came to, sent to the provider and kept as it was sent."""

import datetime

from sla.models import Agreement


def is_issued(agreement: Agreement, month: datetime.date) -> bool:
    """Whether the statement of this month went out: its exclusions are frozen, later changes are corrections."""
    return False
