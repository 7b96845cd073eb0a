"""Rehearsals of the move: planned, run with figures, reconciled, signed by the owner of the domain."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.data_readiness.models import Rehearsal, RehearsalReject, RehearsalTotal

EDIT = "data_readiness.edit_rehearsal"
MOST_REASONS = 200
LONGEST_REASON = 200
LONGEST_WHERE = 300


@transaction.atomic
def plan_rehearsal(rehearsal: Rehearsal, *, by: User) -> Rehearsal:
    """Put a rehearsal on the plan; it gets the next number of its domain. Who plans it runs it."""
    audit.lock(rehearsal.scope_key)
    last = Rehearsal.objects.filter(domain=rehearsal.domain).aggregate(last=Max("number"))["last"] or 0
    rehearsal.number, rehearsal.ran_by = last + 1, by
    return actions.create(rehearsal, permission=EDIT, by=by, verb="planned")


def record_rehearsal(rehearsal: Rehearsal, *, by: User, seen_revision: int | None = None, **figures: Any) -> Rehearsal:
    """The figures of the run: counts, time, notes. Again, to correct them before they are reconciled."""
    if not rehearsal.is_open:
        raise Refused(_("The figures are reconciled. Reopen the rehearsal to correct them."))
    if rehearsal.state == Rehearsal.State.PLANNED:
        return perform(rehearsal, "record", by=by, ran_by=by, **figures)
    return actions.change(
        rehearsal, permission=EDIT, by=by, verb="corrected", seen_revision=seen_revision, ran_by=by, **figures
    )


def sign_rehearsal(rehearsal: Rehearsal, *, by: User) -> Rehearsal:
    return perform(rehearsal, "sign", by=by, signed_by=by, signed_at=timezone.now())


def _open(rehearsal: Rehearsal) -> None:
    audit.lock(rehearsal.scope_key)
    if Rehearsal.objects.get(pk=rehearsal.pk).state not in (Rehearsal.State.RUN, Rehearsal.State.NOT_RECONCILED):
        raise Refused(_("Totals and reasons belong to a rehearsal that has run and is not reconciled yet."))


@transaction.atomic
def add_line(line: RehearsalTotal | RehearsalReject, *, by: User) -> RehearsalTotal | RehearsalReject:
    """A total, or rejected rows with their reason."""
    _open(line.rehearsal)
    return actions.create(line, permission=EDIT, by=by)


@transaction.atomic
def change_line(
    line: RehearsalTotal | RehearsalReject, *, by: User, seen_revision: int | None = None, **values: Any
) -> RehearsalTotal | RehearsalReject:
    _open(line.rehearsal)
    return actions.change(line, permission=EDIT, by=by, seen_revision=seen_revision, **values)


@transaction.atomic
def remove_line(line: RehearsalTotal | RehearsalReject, *, by: User) -> None:
    _open(line.rehearsal)
    actions.remove(line, permission=EDIT, by=by)


def reasons_in(
    rows: Iterable[tuple[int, Sequence[Any]]], *, reason_at: int, where_at: int | None
) -> dict[str, tuple[int, str]]:
    """Rejected lines of a file put together by their reason: how many, and where the first ones stand."""
    found: dict[str, list[str]] = {}
    for line, cells in rows:
        reason = _text(cells, reason_at)[:LONGEST_REASON]
        if not reason:
            continue
        where = _text(cells, where_at) if where_at is not None else ""
        found.setdefault(reason, []).append(where or str(line))
    return {reason: (len(places), _listed(places)) for reason, places in found.items()}


def _text(cells: Sequence[Any], at: int) -> str:
    value = cells[at] if at < len(cells) else None
    return " ".join(str(value).replace("\x00", "").split()) if value is not None else ""


def _listed(places: Sequence[str]) -> str:
    text = ""
    for place in places:
        longer = f"{text}, {place}" if text else place
        if len(longer) > LONGEST_WHERE - 2:
            return f"{text} …" if text else place[: LONGEST_WHERE - 2]
        text = longer
    return text


@transaction.atomic
def take_rejects(rehearsal: Rehearsal, found: dict[str, tuple[int, str]], *, by: User) -> int:
    """Take over the reasons of a file in place of those that are there."""
    if not by.has_perm(EDIT, rehearsal):
        raise PermissionDenied
    _open(rehearsal)
    if not found:
        raise ValidationError(_("The file names no reason. One column must say why each row was refused."))
    if len(found) > MOST_REASONS:
        raise ValidationError(
            _(
                "The file names %(n)s different reasons. Sum them up to at most %(most)s, without numbers or names in them."
            )
            % {"n": len(found), "most": MOST_REASONS}
        )
    before = list(rehearsal.rejects.order_by("pk"))
    lines = [audit.Written(old, "removed", before=audit.snapshot(old)) for old in before]
    audit.entries(rehearsal, lines, by=by)
    rehearsal.rejects.all().delete()
    made = [
        RehearsalReject(rehearsal=rehearsal, reason=reason, rows=rows, where=where)
        for reason, (rows, where) in sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    ]
    for reject in made:
        reject.full_clean(exclude=["rehearsal"])
    RehearsalReject.objects.bulk_create(made)
    kept = rehearsal.rejects.order_by("pk")
    audit.entries(rehearsal, [audit.Written(new, "created", after=audit.snapshot(new)) for new in kept], by=by)
    return len(made)
