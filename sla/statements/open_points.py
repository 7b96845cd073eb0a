"""What is still open before a statement can be issued."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from sla.models import Breach, Exclusion, MonthlyResult, Objective, Statement
from sla.statements.facts import window_of


@dataclass(frozen=True)
class OpenPoints:
    """Proposals nobody answered stand in the way; gaps need a word; the rest is good to know."""

    proposals: list[Exclusion]
    gaps: list[MonthlyResult]
    #: Objectives that held in the month and of which nothing at all is known.
    silent: list[Objective]
    unanswered: list[Breach]
    #: Earlier months whose statement is not issued yet.
    earlier: list[datetime.date]

    @property
    def is_covered(self) -> bool:
        """Whether measurements cover the month for every objective."""
        return not (self.gaps or self.silent)

    @property
    def is_clear(self) -> bool:
        return self.is_covered and not (self.proposals or self.unanswered or self.earlier)


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
        list(_silent(statement)),
        list(unanswered),
        sorted(earlier.values_list("month", flat=True)),
    )


def _silent(statement: Statement) -> QuerySet[Objective]:
    following = (statement.month + datetime.timedelta(days=31)).replace(day=1)
    held = statement.agreement.objectives.filter(valid_from__lt=following)
    held = held.filter(Q(valid_until=None) | Q(valid_until__gte=statement.month))
    return held.exclude(results__month=statement.month)
