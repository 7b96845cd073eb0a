"""Credits in a list: filters, totals by state and by contract year, and the same as a workbook."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.sheets import Column, Page, write_xlsx
from core.text import whole
from sla import credit_words
from sla.models import Credit
from sla.reckoning import contract_year

State = Credit.State
#: How the totals are grouped: the money owed, asked for, agreed, arrived, and given up.
GROUPS = [
    ("open", _("To be claimed"), (State.COMPUTED,)),
    ("claimed", _("Claimed, no answer yet"), (State.CLAIMED,)),
    ("disputed", _("Disputed"), (State.DISPUTED,)),
    ("agreed", _("Agreed, not credited yet"), (State.ACKNOWLEDGED, State.SETTLED)),
    ("credited", _("Credited"), (State.CREDITED,)),
    ("given_up", _("Waived or lapsed"), Credit.GIVEN_UP),
]
SORTS = {
    "month": ("-breach__month", "-pk"),
    "amount": ("-amount", "-pk"),
    "claim_by": ("claim_by", "pk"),
    "state": ("state", "-breach__month", "-pk"),
}
#: So many rows the workbook holds at most.
MOST_ROWS = 5000


def with_all(credits: QuerySet[Credit]) -> QuerySet[Credit]:
    """Everything that a row shows, and what stands on invoices (``off``)."""
    return credits.select_related(
        "breach__objective__agreement__contract__vendor", "breach__objective__agreement__programme"
    ).annotate(off=Coalesce(Sum("notes__amount"), Decimal(0)))


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it does not name rightly is left out."""

    group: str = ""
    agreement: int | None = None
    year: int | None = None
    sort: str = "month"

    @classmethod
    def from_query(cls, query) -> "Wanted":
        groups = {key for key, _label, _states in GROUPS}
        group, sort = query.get("state", ""), query.get("sort", "")
        return cls(
            group if group in groups else "",
            whole(query.get("agreement", "")),
            whole(query.get("year", "")),
            sort if sort in SORTS else "month",
        )

    def filter(self, credits: QuerySet[Credit]) -> QuerySet[Credit]:
        if self.group:
            states = next(states for key, _label, states in GROUPS if key == self.group)
            credits = credits.filter(state__in=states)
            if self.group == "open":
                credits = credits.filter(amount__gt=0)
        if self.agreement is not None:
            credits = credits.filter(breach__objective__agreement=self.agreement)
        return credits.order_by(*SORTS[self.sort])

    @property
    def is_any(self) -> bool:
        return bool(self.group or self.agreement is not None or self.year is not None)


@dataclass
class Total:
    label: object
    key: str
    amount: Decimal = Decimal(0)
    count: int = 0


@dataclass
class Year:
    """One contract year, counted from 1 as contracts do; amounts by group, in the order of ``GROUPS``."""

    number: int
    amounts: list[Decimal] = field(default_factory=lambda: [Decimal(0)] * len(GROUPS))

    @property
    def total(self) -> Decimal:
        return sum(self.amounts[:-1], Decimal(0))


def worth_of(row: dict) -> Decimal:
    """What was claimed and not given up counts as settled; what was given up as it was computed."""
    return row["amount"] if row["settled_amount"] is None else row["settled_amount"]


def totals(credits: QuerySet[Credit]) -> tuple[list[Total], list[Year]]:
    """By state and by contract year; one query, without the records."""
    rows = credits.order_by().values(
        "state",
        "amount",
        "settled_amount",
        month=F("breach__month"),
        starts_on=F("breach__objective__agreement__contract__starts_on"),
    )
    by_state = [Total(label, key) for key, label, _states in GROUPS]
    years: dict[int, Year] = {}
    for row in rows.filter(~Q(amount=0)):
        place = next(n for n, (_key, _label, states) in enumerate(GROUPS) if row["state"] in states)
        by_state[place].amount += worth_of(row)
        by_state[place].count += 1
        number = contract_year(row["month"], row["starts_on"]) + 1
        year = years.setdefault(number, Year(number))
        year.amounts[place] += worth_of(row)
    return by_state, [years[number] for number in sorted(years)]


def in_year(credits, number: int | None) -> list[Credit]:
    """Those of one contract year, each by its own contract; all without a number."""
    if number is None:
        return list(credits)
    return [one for one in credits if year_of(one) == number]


def year_of(credit: Credit) -> int:
    return contract_year(credit.breach.month, credit.agreement.contract.starts_on) + 1


COLUMNS = [
    Column(_("Agreement"), 30),
    Column(_("Vendor"), 24),
    Column(_("Month"), 12),
    Column(_("Contract year"), 12),
    Column(_("Objective"), 28),
    Column(_("Attained"), 14),
    Column(_("Target"), 14),
    Column(_("Amount"), 14),
    Column(_("Worth"), 14),
    Column(_("Set off"), 14),
    Column(_("State"), 20),
    Column(_("Last day to claim"), 16),
    Column(_("How it was worked out"), 80),
]


def workbook(credits: list[Credit], currency: str) -> bytes:
    """Amounts are estimates under the terms entered: the heading of the sheet says so."""
    rows = [_row(credit, currency) for credit in credits]
    return write_xlsx([Page(_("Credits (estimates)"), COLUMNS, rows, frozen=1)])


def _row(credit: Credit, currency: str) -> list:
    breach, agreement = credit.breach, credit.agreement
    lines = credit_words.lines(credit.steps, credit.fee, currency)
    words = "\n".join(f"{line.label}: {line.figures} {line.clause}".strip() for line in lines)
    return [
        agreement.name,
        agreement.contract.vendor.name,
        breach.month,
        year_of(credit),
        str(breach.objective),
        breach.measured,
        breach.target,
        credit.amount,
        Decimal(credit.worth),
        credit.off,
        credit.get_state_display(),
        credit.claim_by,
        words,
    ]
