"""Lines of a scenario: added, changed together, removed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit, notifications
from core.models import User
from core.refusal import Refused, Stale
from core.text import MARKS, minor_units, rounded
from implementation.business_case.actions.versions import KEPT, locked_draft
from implementation.business_case.models import Line, LineAmount, Scenario

#: So that one table holds them all.
MOST_LINES = 60
#: What people change in a line; the kind stays what it is.
FIELDS = tuple(name for name in KEPT if name not in ("kind", "source"))


@dataclass(frozen=True)
class Entry:
    """What becomes of a line: ``fields`` by their name, and amounts by year where they are to be replaced.

    ``line`` is None for a new one, whose ``fields`` hold the kind as well.
    """

    line: int | None
    fields: dict[str, Any] = field(default_factory=dict)
    amounts: dict[int, Decimal] | None = None


@transaction.atomic
def add_line(
    line: Line, *, by: User, amounts: dict[int, Decimal] | None = None, verb: str = "created", note: str = ""
) -> Line:
    locked_draft(line.case, by)
    ask_room(line.scenario, 1)
    actions.create(line, permission="business_case.edit_case", by=by, verb=verb, note=note)
    _write_amounts(line, amounts or {})
    return line


def ask_room(scenario: Scenario, more: int) -> None:
    if scenario.lines.count() + more > MOST_LINES:
        raise Refused(_("A business case has at most %(most)d lines: put small ones together.") % {"most": MOST_LINES})


@transaction.atomic
def change_line(
    line: Line,
    *,
    by: User,
    seen_revision: int | None = None,
    amounts: dict[int, Decimal] | None = None,
    **fields: Any,
) -> Line:
    """Change one line; ``Stale`` where somebody else saved it since the page that shows ``seen_revision``."""
    locked_draft(line.case, by)
    kept = Line.objects.filter(pk=line.pk).values_list("revision", flat=True).first()
    if kept is None:
        raise Stale(_("A line was removed meanwhile. Open the table again."))
    if seen_revision is not None and kept != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    return save_lines(line.scenario, [Entry(line.pk, fields, amounts)], by=by)[0]


@transaction.atomic
def remove_line(line: Line, *, by: User) -> None:
    locked_draft(line.case, by)
    amounts = ", ".join(f"{year}: {amount}" for year, amount in line.by_year.items())
    actions.remove(line, permission="business_case.edit_case", by=by, note=amounts)


@transaction.atomic
def save_lines(
    scenario: Scenario,
    entries: Sequence[Entry],
    *,
    by: User,
    seen_revision: int | None = None,
    verb: str = "lines changed",
    note: str = "",
) -> list[Line]:
    """Write all entries or none, with one audit entry that names the lines that differ. Returns the lines it touched."""
    locked_draft(scenario.case, by)
    fresh = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    new = sum(entry.line is None for entry in entries)
    if new:
        ask_room(fresh, new)
    before = written(fresh)
    touched = _write_all(scenario, entries)
    old, now = audit.changed(before, written(fresh))
    if now:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, verb, by=by, before=old, after=now, note=note)
        notifications.tell(fresh, verb, by=by)
    scenario.revision = fresh.revision
    return touched


def written(scenario: Scenario) -> dict[str, dict]:
    """Every line of a scenario as plain values, by its number: what the audit trail keeps."""
    return {str(line.pk): as_written(line) for line in scenario.lines.prefetch_related("amounts")}


def as_written(line: Line) -> dict:
    return {
        **{name: _plain(getattr(line, name)) for name in ("kind", *FIELDS)},
        "amounts": {str(year): str(amount) for year, amount in sorted(line.by_year.items())},
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _write_all(scenario: Scenario, entries: Sequence[Entry]) -> list[Line]:
    lines = {line.pk: line for line in scenario.lines.prefetch_related("amounts")}
    touched = []
    for entry in entries:
        line = Line(scenario=scenario) if entry.line is None else lines.get(entry.line)
        if line is None:
            raise Stale(_("A line was removed meanwhile. Open the table again."))
        line.scenario = scenario
        touched.append(write(line, entry))
    return touched


def write(line: Line, entry: Entry) -> Line:
    for name, value in entry.fields.items():
        setattr(line, name, value)
    try:
        line.full_clean()
    except ValidationError as error:
        raise _named(line, error) from None
    if line.pk:
        line.revision += 1
    line.save()
    if entry.amounts is not None:
        _write_amounts(line, entry.amounts)
    elif line.shape != Line.Shape.YEARS:
        line.amounts.all().delete()
    return line


def _named(line: Line, error: ValidationError) -> ValidationError:
    return ValidationError([f"{line}{MARKS[':']}{text}" for text in error.messages])


def _write_amounts(line: Line, amounts: dict[int, Decimal]) -> None:
    """The amounts of a line by year, in place of those it had; a line of another shape has none."""
    places = minor_units(line.case.programme.organisation.currency)
    kept = []
    for year, amount in amounts.items() if line.shape == Line.Shape.YEARS else ():
        if year > line.case.horizon_years:
            raise Refused(_("The horizon was changed meanwhile. Open the table again."))
        if amount != rounded(amount, places):
            raise Refused(_("This currency has no decimals: write whole amounts."))
        if amount:
            kept.append(LineAmount(line=line, year=year, amount=amount))
    for item in kept:
        item.full_clean(validate_unique=False, validate_constraints=False)
    line.amounts.all().delete()
    LineAmount.objects.bulk_create(kept)
