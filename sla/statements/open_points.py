"""What is still open before a statement can be issued."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from sla.models import Breach, Exclusion, MonthlyResult, Statement
from sla.statements.facts import window_of


@dataclass(frozen=True)
class OpenPoints:
    """Proposals nobody answered stand in the way; gaps need a word; the rest is good to know."""

    proposals: list[Exclusion]
    gaps: list[MonthlyResult]
    unanswered: list[Breach]
    #: Earlier months whose statement is not issued yet.
    earlier: list[datetime.date]

    @property
    def is_clear(self) -> bool:
        return not (self.proposals or self.gaps or self.unanswered or self.earlier)


def open_points(statement: Statement) -> OpenPoints:
    agreement = statement.agreement
    start, end = window_of(agreement, statement.month)
    proposals = agreement.exclusions.filter(state=Exclusion.State.PROPOSED, start__lt=end, end__gt=start)
    for exclusion in (proposals := list(proposals.order_by("start", "pk"))):
        exclusion.agreement = agreement
    results = MonthlyResult.objects.filter(objective__agreement=agreement, month=statement.month)
    gaps = results.filter(coverage__lt=Decimal(100)).select_related("objective").order_by("objective__pk")
    unanswered = Breach.objects.filter(
        objective__agreement=agreement, month=statement.month, state__in=Breach.UNANSWERED
    ).select_related("objective__agreement")
    earlier = agreement.statements.filter(month__lt=statement.month).exclude(state__in=Statement.ISSUED_STATES)
    return OpenPoints(
        [item for item in proposals if item.spans(start, end)],
        list(gaps),
        list(unanswered),
        sorted(earlier.values_list("month", flat=True)),
    )
