"""Monthly statements: what a month came to, sent to the provider and kept as it was sent."""

import datetime

from sla.models import Agreement, Statement


def is_issued(agreement: Agreement, month: datetime.date) -> bool:
    """Whether the statement of this month went out: its exclusions are frozen, later changes are corrections."""
    return month in issued_months(agreement)


def issued_months(agreement: Agreement) -> set[datetime.date]:
    issued = agreement.statements.filter(state__in=Statement.ISSUED_STATES)
    return set(issued.values_list("month", flat=True))
