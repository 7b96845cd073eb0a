"""What a way costs, how well it answers, how many users it is reckoned for: entered while the ways are compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask, keep, take
from vendors.models import Sourcing, SourcingCost, SourcingLine, SourcingMark, SourcingOption

#: So that one form holds them all.
MOST_LINES = 40


@dataclass(frozen=True)
class LineEntry:
    """A line as a person filled it: amounts by year."""

    category: str
    title: str = ""
    per_user: bool = False
    rises: bool = False
    amounts: Mapping[int, Decimal] = field(default_factory=dict)

    def __str__(self) -> str:
        marks = [name for name in ("per_user", "rises") if getattr(self, name)]
        amounts = [f"{year}: {amount:.2f}" for year, amount in sorted(self.amounts.items()) if amount]
        return "; ".join([*marks, *amounts])


def still_comparing(programme_id: int) -> Sourcing:
    """The comparison, locked. Raises Refused once the decision is asked for or taken."""
    found = Sourcing.objects.select_for_update(of=("self",)).get(programme_id=programme_id)
    if found.state != Sourcing.State.COMPARING:
        raise Refused(_("The figures stay as they are while the decision is asked for or taken. Reopen it first."))
    return found


def entries_of(option: SourcingOption) -> list[LineEntry]:
    """The lines on record, as they would be entered."""
    return [
        LineEntry(line.category, line.title, line.per_user, line.rises, {c.year: c.amount for c in line.costs.all()})
        for line in option.lines.prefetch_related("costs")
    ]


def _as_written(lines: Iterable[LineEntry]) -> dict[str, str]:
    return {f"{line.category}: {line.title}".removesuffix(": "): str(line) for line in lines}


@transaction.atomic
def save_option(
    option: SourcingOption,
    *,
    by: User,
    lines: Iterable[LineEntry],
    seen_revision: int | None = None,
    **fields,
) -> SourcingOption:
    """The option with all its costs at once, in place of those it had."""
    ask(by, "vendors.edit_sourcing", option)
    fresh = take(option, seen_revision=seen_revision)
    still_comparing(fresh.programme_id)
    lines = list(lines)
    if len(lines) > MOST_LINES:
        raise Refused(_("A way has at most %(most)d lines: put small ones together.") % {"most": MOST_LINES})
    before = audit.snapshot(fresh) | _as_written(entries_of(fresh))
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    fresh.lines.all().delete()
    for entry in lines:
        _write(fresh, entry)
    keep(fresh, "changed", by=by, before=before, after=audit.snapshot(fresh) | _as_written(lines))
    return fresh


def _write(option: SourcingOption, entry: LineEntry) -> None:
    line = SourcingLine(
        option=option, category=entry.category, title=entry.title.strip(), per_user=entry.per_user, rises=entry.rises
    )
    line.full_clean()
    line.save()
    costs = [SourcingCost(line=line, year=year, amount=amount) for year, amount in entry.amounts.items() if amount]
    for cost in costs:
        cost.full_clean(validate_unique=False)
    SourcingCost.objects.bulk_create(costs)


@transaction.atomic
def plan_users(sourcing: Sourcing, *, users: int | None, by: User, seen_revision: int | None = None) -> Sourcing:
    """How many users the amounts per user are for."""
    ask(by, "vendors.edit_sourcing", sourcing)
    audit.lock(sourcing.scope_key)
    still_comparing(sourcing.programme_id)
    return actions.change(sourcing, permission="vendors.edit_sourcing", by=by, seen_revision=seen_revision, users=users)


@transaction.atomic
def save_marks(
    subject: Sourcing | SourcingOption,
    marks: Mapping[str, tuple[int, str]],
    *,
    by: User,
    seen_revision: int | None = None,
) -> None:
    """A whole sheet of scores with their whys: how much each topic counts (the comparison), how well a way answers (an option)."""
    ask(by, "vendors.edit_sourcing", subject)
    fresh = take(subject, seen_revision=seen_revision)
    sourcing = still_comparing(fresh.programme_id)
    option = fresh if isinstance(fresh, SourcingOption) else None
    known = SourcingMark.objects.filter(sourcing=sourcing, option=option)
    before = {mark.topic: f"{mark.points}: {mark.why}" for mark in known}
    known.delete()
    for topic, (points, why) in marks.items():
        mark = SourcingMark(sourcing=sourcing, option=option, topic=topic, points=points, why=why)
        mark.full_clean()
        mark.save()
    after = {topic: f"{points}: {why}" for topic, (points, why) in marks.items()}
    keep(fresh, "scored", by=by, before=before, after=after)
