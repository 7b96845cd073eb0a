"""Versions of the business case: made, filled, submitted, confirmed."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit, notifications
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.business_case.models import BusinessCase, Confirmation, Line, LineAmount
from implementation.business_case.offers import offers
from implementation.business_case.worth import Worth
from implementation.gates.signing import signature
from implementation.programme.models import Programme

IN_THE_MAKING = (BusinessCase.State.DRAFT, BusinessCase.State.SUBMITTED)
#: So that one form holds them all.
MOST_LINES = 60


@dataclass(frozen=True)
class Entry:
    """A row of the table as a person filled it: amounts by year."""

    line: int
    title: str
    category: str
    amounts: dict[int, Decimal]


def unfinished_case(programme: Programme) -> BusinessCase | None:
    return programme.businesscases.filter(state__in=IN_THE_MAKING).first()


def confirmed_case(programme: Programme) -> BusinessCase | None:
    return programme.businesscases.filter(state=BusinessCase.State.CONFIRMED).first()


def current_case(programme: Programme) -> BusinessCase | None:
    """The confirmed version; where none is, the newest."""
    return confirmed_case(programme) or programme.businesscases.first()


@transaction.atomic
def start_version(case: BusinessCase, *, by: User) -> BusinessCase:
    """A first version, or a further one that starts with the lines of the last."""
    audit.lock(case.scope_key)
    if unfinished_case(case.programme):
        raise Refused(_("A new version is in the making already: finish that one first."))
    last = case.programme.businesscases.first()
    case.number = last.number + 1 if last else 1
    actions.create(case, permission="business_case.edit_case", by=by)
    if last:
        _copy_lines(last, case)
    return case


def _copy_lines(last: BusinessCase, case: BusinessCase) -> None:
    """The lines of the version before, as far as the new horizon reaches; the entry of the new version says so."""
    for line in last.lines.prefetch_related("amounts"):
        copy = Line.objects.create(
            case=case, kind=line.kind, category=line.category, title=line.title, source=line.source
        )
        LineAmount.objects.bulk_create(
            LineAmount(line=copy, year=year, amount=amount)
            for year, amount in line.by_year.items()
            if year <= case.horizon_years
        )


def _draft(case: BusinessCase, by: User) -> BusinessCase:
    """The version as it is now, locked, if this person may still change it."""
    if not by.has_perm("business_case.edit_case", case):
        raise PermissionDenied
    audit.lock(case.scope_key)
    fresh = BusinessCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if fresh.state != BusinessCase.State.DRAFT:
        raise Refused(_("Only a draft can be changed: this version is submitted or confirmed."))
    return fresh


@transaction.atomic
def add_line(line: Line, *, by: User) -> Line:
    case = _draft(line.case, by)
    if case.lines.count() >= MOST_LINES:
        raise Refused(_("A business case has at most %(most)d lines: put small ones together.") % {"most": MOST_LINES})
    return actions.create(line, permission="business_case.edit_case", by=by)


@transaction.atomic
def take_offer(case: BusinessCase, name: str, *, by: User) -> Line:
    """Put a cost that the records offer into the draft, the same in every year after the investment; again brings it up to date."""
    fresh = _draft(case, by)
    offer = offers(case.programme).get(name)
    if offer is None:
        raise Refused(_("This is not offered any more."))
    line = fresh.lines.filter(source=name).first()
    with translation.override(case.programme.organisation.language):
        title, basis = str(offer.title), str(offer.basis)
    if line is None:
        line = add_line(Line(case=fresh, kind=Line.Kind.COST, category="risk", title=title, source=name), by=by)
    line.amounts.all().delete()
    LineAmount.objects.bulk_create(
        LineAmount(line=line, year=year, amount=offer.a_year) for year in fresh.years[1:] if offer.a_year
    )
    audit.entry(line, "offer taken", by=by, after={"a year": str(offer.a_year)}, note=basis)
    return line


@transaction.atomic
def remove_line(line: Line, *, by: User) -> None:
    _draft(line.case, by)
    amounts = ", ".join(f"{year}: {amount}" for year, amount in line.by_year.items())
    actions.remove(line, permission="business_case.edit_case", by=by, note=amounts)


@transaction.atomic
def save_lines(case: BusinessCase, entries: list[Entry], *, by: User, seen_revision: int | None = None) -> BusinessCase:
    """Write the whole table, all or nothing, with one audit entry that names the lines that differ."""
    fresh = _draft(case, by)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    lines = {line.pk: line for line in fresh.lines.prefetch_related("amounts")}
    before = {str(pk): _as_written(line) for pk, line in lines.items()}
    for entry in entries:
        if entry.line not in lines:
            raise Stale(_("A line was removed meanwhile. Open the table again."))
        _write(lines[entry.line], entry, last_year=fresh.horizon_years)
    after = {str(line.pk): _as_written(line) for line in fresh.lines.prefetch_related("amounts")}
    old, new = audit.changed(before, after)
    if new:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, "lines changed", by=by, before=old, after=new)
        notifications.tell(fresh, "lines changed", by=by)
    return fresh


def _as_written(line: Line) -> dict:
    return {
        "title": line.title,
        "category": line.category,
        "amounts": {str(year): str(amount) for year, amount in sorted(line.by_year.items())},
    }


def _write(line: Line, entry: Entry, *, last_year: int) -> None:
    line.title, line.category = entry.title, entry.category
    line.full_clean()
    line.save()
    kept = []
    for year, amount in entry.amounts.items():
        if year > last_year:
            raise Refused(_("The horizon was changed meanwhile. Open the table again."))
        if amount:
            kept.append(LineAmount(line=line, year=year, amount=amount))
    for item in kept:
        item.full_clean(validate_unique=False, validate_constraints=False)
    line.amounts.all().delete()
    LineAmount.objects.bulk_create(kept)


@transaction.atomic
def submit(case: BusinessCase, *, by: User, note: str = "") -> BusinessCase:
    """Ask a sponsor to confirm; from now on it does not change."""
    return perform(case, "submit", by=by, note=note, submitted_by=by)


@transaction.atomic
def confirm(case: BusinessCase, *, by: User, note: str = "") -> Confirmation:
    """Freeze lines and figures, make this the valid version and replace the one before."""
    perform(case, "confirm", by=by, note=note)
    confirmation = Confirmation(
        **signature(case.programme, by),
        case=case,
        facts=Worth(case).facts,
    )
    actions.create(confirmation, permission="business_case.confirm_case", by=by, note=note)
    for earlier in case.programme.businesscases.filter(state="confirmed").exclude(pk=case.pk):
        perform(earlier, "supersede", by=by)
    return confirmation
