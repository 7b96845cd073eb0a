"""A contract's fees over time, read from its records and worked out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from vendors.fees import Indexed, Line, Plan, Tier, months_between
from vendors.models import Contract, ContractChange
from vendors.notice import ONE_DAY, add_months, term_end

#: What ``fee_for`` and the others read; hand it to ``prefetch_related`` where many contracts are shown.
PREFETCH = ("fees__tiers", "changes")
#: Months that are shown of a contract without an end, and the fewest of any.
SHOWN = 24


def plan_of(contract: Contract, *, with_changes: bool = True) -> Plan:
    """The monthly fee is the fixed base; every other fee, and every approved change, is a line beside it."""
    indexation = getattr(contract, "indexation", None)
    base = Line(
        _("Monthly fee"), "fixed", price=contract.monthly_fee, indexed=bool(indexation and indexation.with_base)
    )
    lines = [base, *(_line(fee) for fee in contract.fees.all())]
    if with_changes:
        lines += [line for change in contract.changes.all() for line in _of_change(change)]
    return Plan(contract.starts_on, contract.ends_on, tuple(lines), _indexed(indexation))


def _line(fee) -> Line:
    return Line(
        fee.name,
        fee.kind,
        price=fee.price,
        quantity=fee.quantity,
        included=fee.included,
        tiers=tuple(Tier(tier.lower, tier.price) for tier in fee.tiers.all()),
        reading=fee.reading,
        begins=fee.begins_on,
        ends=fee.ends_on,
        indexed=fee.indexed,
    )


def _of_change(change: ContractChange) -> Iterable[Line]:
    if change.state != ContractChange.State.APPROVED:
        return
    if change.monthly:
        yield Line(
            _("%(name)s, every month") % {"name": change}, "fixed", price=change.monthly, begins=change.takes_effect_on
        )
    if change.once:
        yield Line(_("%(name)s, once") % {"name": change}, "one_off", price=change.once, begins=change.takes_effect_on)


def _indexed(indexation) -> Indexed | None:
    if indexation is None:
        return None
    series = tuple((date.fromisoformat(f"{month}-01"), Decimal(value)) for month, value in indexation.series)
    return Indexed(indexation.starts_on, indexation.percent, series if indexation.kind == "series" else ())


def fee_for(contract: Contract, month: date) -> Decimal:
    """What the contract costs in a calendar month, unrounded."""
    return plan_of(contract).fee(month.replace(day=1))


def yearly_value(contract: Contract) -> Decimal:
    """What the twelve months from now cost (from its start, where that lies ahead); nothing once it is over."""
    if contract.state == Contract.State.ENDED:
        return Decimal(0)
    return plan_of(contract).total(max(contract.today, contract.starts_on), months=12)


@dataclass(frozen=True)
class Schedule:
    """The fee table of a contract: lines by month, added up by year."""

    plan: Plan
    months: tuple[date, ...]

    @cached_property
    def amounts(self) -> list[tuple[Line, list[Decimal]]]:
        """Lines that cost anything in the months shown, each with its amounts."""
        found = [(line, [self.plan.charged(line, month) for month in self.months]) for line in self.plan.lines]
        return [(line, amounts) for line, amounts in found if any(amounts)] or found[:1]

    @cached_property
    def totals(self) -> list[Decimal]:
        return [sum(column, Decimal(0)) for column in zip(*(amounts for _line, amounts in self.amounts), strict=True)]

    @property
    def total(self) -> Decimal:
        return sum(self.totals, Decimal(0))

    @property
    def years(self) -> list[int]:
        return sorted({month.year for month in self.months})

    @cached_property
    def by_year(self) -> list[tuple[Line, list[Decimal]]]:
        """Each line by year, its sum last."""
        found = [(line, [self._in_year(amounts, year) for year in self.years]) for line, amounts in self.amounts]
        return [(line, [*amounts, sum(amounts, Decimal(0))]) for line, amounts in found]

    @cached_property
    def year_totals(self) -> list[Decimal]:
        return [*(self._in_year(self.totals, year) for year in self.years), self.total]

    def _in_year(self, amounts: list[Decimal], year: int) -> Decimal:
        pairs = zip(self.months, amounts, strict=True)
        return sum((amount for month, amount in pairs if month.year == year), Decimal(0))

    def of_year(self, year: int) -> list[tuple[date, list[Decimal], Decimal]]:
        """The months of one year, each with the amount of every line and their sum."""
        places = [place for place, month in enumerate(self.months) if month.year == year]
        return [(self.months[n], [amounts[n] for _line, amounts in self.amounts], self.totals[n]) for n in places]


def schedule(contract: Contract) -> Schedule:
    """From the start to the end of the term that runs, and at least so far that two years are seen."""
    last = contract.term_end or max(contract.today, contract.starts_on)
    if contract.has_no_end and not contract.ends_on:
        last = max(last, add_months(max(contract.today, contract.starts_on), SHOWN) - ONE_DAY)
    first = contract.starts_on.replace(day=1)
    count = max(1, months_between(first, last))
    return Schedule(replace(plan_of(contract), ends=last), tuple(add_months(first, n) for n in range(count)))


@dataclass(frozen=True)
class Against:
    """What approved changes add, against what was agreed at first, both over the first term."""

    original: Decimal
    changes: Decimal

    @property
    def share(self) -> Decimal | None:
        """In percent of the original; None where that was nothing."""
        return self.changes * 100 / self.original if self.original else None


def against_the_original(contract: Contract) -> Against:
    """The first term as it was signed, and what the changes approved since add to it, those that cost once later included."""
    ends = term_end(contract.starts_on, months=contract.first_term_months)
    months = months_between(contract.starts_on, ends)

    def total(with_changes: bool) -> Decimal:
        plan = replace(plan_of(contract, with_changes=with_changes), ends=ends)
        return plan.total(contract.starts_on, months=months)

    approved = [change for change in contract.changes.all() if change.state == ContractChange.State.APPROVED]
    once_later = sum((change.once for change in approved if change.takes_effect_on > ends), Decimal(0))
    original = total(with_changes=False)
    return Against(original, total(with_changes=True) - original + once_later)
