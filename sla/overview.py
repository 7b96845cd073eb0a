"""All agreements in a line each: the tightest budget of this month, money still open, what must be done next."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sla.models import Agreement, Breach, Credit, MonthlyResult, Remedy
from sla.results.budget import BudgetWords, budget_words


@dataclass
class Line:
    agreement: Agreement
    #: The result of this month whose budget is spent furthest.
    result: MonthlyResult | None = None
    open_money: Decimal = Decimal(0)
    dates: list[datetime.date] = field(default_factory=list)

    @property
    def budget(self) -> BudgetWords | None:
        return budget_words(self.result)

    @property
    def next_date(self) -> datetime.date | None:
        """The first day on which an answer, a remedy or a claim is due."""
        return min(self.dates, default=None)


def lines(agreements: Iterable[Agreement], *, today: datetime.date) -> list[Line]:
    """Four queries, however many agreements."""
    found = {agreement.pk: Line(agreement) for agreement in agreements}
    for pk, result in _tightest(found, today.replace(day=1)).items():
        found[pk].result = result
    of = "breach__objective__agreement"
    credits = Credit.objects.filter(**{f"{of}__in": found}).exclude(state__in=[*Credit.GIVEN_UP, Credit.State.CREDITED])
    for credit in credits.select_related("breach__objective"):
        line = found[credit.breach.objective.agreement_id]
        line.open_money += credit.worth
        if credit.waits_for_claim:
            line.dates.append(credit.claim_by)
    breaches = Breach.objects.filter(objective__agreement__in=found, state__in=Breach.UNANSWERED)
    for pk, day in breaches.exclude(answer_by=None).values_list("objective__agreement", "answer_by"):
        found[pk].dates.append(day)
    remedies = Remedy.objects.filter(**{f"{of}__in": found}, state=Remedy.State.OPEN)
    for pk, day in remedies.exclude(due=None).values_list(of, "due"):
        found[pk].dates.append(day)
    return list(found.values())


def _tightest(agreements: Iterable[int], month: datetime.date) -> dict[int, MonthlyResult]:
    """For each agreement the result that has spent the largest part of its budget; budgets that allow nothing come first."""
    results = defaultdict(list)
    for result in MonthlyResult.objects.filter(objective__agreement__in=agreements, month=month).select_related(
        "objective"
    ):
        if result.figures.get("budget"):
            results[result.objective.agreement_id].append(result)
    return {pk: max(mine, key=_spent) for pk, mine in results.items()}


def _spent(result: MonthlyResult) -> tuple[bool, Decimal, int]:
    spent = result.figures["budget"]["spent"]
    return spent is None, Decimal(spent or 0), -result.objective_id
