"""Setting tolerances, overriding a status for a while, and exception notes with their answers."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import in_every_language, plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme import registry, status
from implementation.programme.models import (
    ExceptionAnswer,
    ExceptionNote,
    Programme,
    StatusOverride,
    Tolerance,
)
from implementation.programme.tolerances import ON_TRACK

State = ExceptionNote.State


@transaction.atomic
def set_tolerance(
    tolerance: Tolerance, *, by: User, reason: str = "", seen_revision: int | None = None, **fields: Any
) -> Tolerance:
    """Make or change the tolerance of one dimension; the sponsors hear of it."""
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is kept with the tolerance."))
    bounds = next(item.bounds for item in registry.dimensions() if item.name == tolerance.dimension)
    if not bounds.graver and fields["outer"] < fields["inner"]:
        raise ValidationError(_("“At risk up to” lies at or beyond “on track up to”: write a larger number."))
    if tolerance.pk:
        return actions.change(
            tolerance,
            permission="programme.set_tolerance",
            by=by,
            note=reason,
            seen_revision=seen_revision,
            verb="set",
            **fields,
        )
    for name, value in fields.items():
        setattr(tolerance, name, value)
    return actions.create(tolerance, permission="programme.set_tolerance", by=by, note=reason, verb="set")


@transaction.atomic
def override_status(override: StatusOverride, *, by: User) -> StatusOverride:
    """Put the manager's word beside the computed status. One whose last day is past makes room."""
    audit.lock(override.scope_key)
    earlier = override.programme.statusoverrides.filter(
        dimension=override.dimension, state=StatusOverride.State.IN_FORCE, until__lt=timezone.localdate()
    )
    for past in earlier:
        perform(past, "end", by=None)
    if override.programme.statusoverrides.in_force().filter(dimension=override.dimension).exists():
        raise Refused(_("There is an override already: withdraw it first."))
    found = {name: item for name, _label, item in registry.statuses(override.programme)}
    override.computed = found[override.dimension].level
    override.by = by
    return actions.create(override, permission="programme.override_status", by=by, note=override.reason)


def end_overrides() -> int:
    """Write down the end of every override whose last day is past; it counted no more since then anyway."""
    ended = 0
    for override in StatusOverride.objects.filter(state=StatusOverride.State.IN_FORCE).select_related(
        "programme__organisation"
    ):
        with timezone.override(override.programme.organisation.zone):
            if override.until >= timezone.localdate():
                continue
            perform(override, "end", by=None)
        ended += 1
    return ended


@transaction.atomic
def write_exception(note: ExceptionNote, *, by: User) -> ExceptionNote:
    audit.lock(note.scope_key)
    in_hand = [State.DRAFT, State.SUBMITTED, State.REJECTED]
    if note.programme.exceptionnotes.filter(dimension=note.dimension, state__in=in_hand).exists():
        raise Refused(_("There is a note in hand for this dimension already: go on with that one."))
    note.by = by
    return actions.create(note, permission="programme.write_exception", by=by)


@transaction.atomic
def edit_exception(note: ExceptionNote, *, by: User, seen_revision: int | None = None, **fields: Any) -> ExceptionNote:
    """A draft only: what a sponsor has stays as it is."""
    audit.lock(note.scope_key)
    if not ExceptionNote.objects.get(pk=note.pk).is_editable:
        raise Refused(_("The note has been submitted: take it back before you change it."))
    return actions.change(note, permission="programme.write_exception", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def submit_exception(note: ExceptionNote, *, by: User) -> ExceptionNote:
    if note.until < timezone.localdate():
        raise Refused(_("The day until which the note counts is past: choose a later one first."))
    return perform(note, "submit", by=by, submitted_by=by)


@transaction.atomic
def answer_exception(
    note: ExceptionNote, *, outcome: str, reason: str, by: User, option: int | None = None
) -> ExceptionAnswer:
    """A sponsor chooses one of the options (its place, from 1) or rejects the note; the facts are frozen with it."""
    if not by.has_perm("programme.answer_exception", note):
        raise PermissionDenied
    audit.lock(note.scope_key)
    note = ExceptionNote.objects.get(pk=note.pk)
    if note.state != State.SUBMITTED:
        raise Refused(_("Nothing waits for an answer here: it was answered or taken back meanwhile."))
    if note.submitted_by_id == by.pk:
        raise Refused(_("You submitted this note, so someone else answers it."))
    if outcome not in ExceptionAnswer.Outcome.values:
        raise Refused(_("Accept the note with one of its options, or reject it."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the answer."))
    chosen = _option(note, option) if outcome == ExceptionAnswer.Outcome.ACCEPTED else ""
    answer = ExceptionAnswer(
        programme=note.programme,
        note=note,
        outcome=outcome,
        option=chosen,
        reason=reason,
        by=by,
        by_name=by.name,
        by_role=", ".join(sorted(note.programme.roles_of(by))),
        facts=_facts(note),
    )
    actions.create(answer, permission="programme.answer_exception", by=by, note=reason)
    perform(note, "accept" if outcome == ExceptionAnswer.Outcome.ACCEPTED else "reject", by=by, note=reason)
    return answer


def _option(note: ExceptionNote, place: int | None) -> str:
    options = note.option_list
    if place is None or not 1 <= place <= len(options):
        raise Refused(_("Choose the option that you accept."))
    return options[place - 1]


def _facts(note: ExceptionNote) -> dict[str, Any]:
    """The note and the status that it answers, as they are now."""
    standing = next((item for item in status.statuses(note.programme) if item.name == note.dimension), None)
    return plain(
        {
            "dimension": note.dimension,
            "label": in_every_language(registry.label_of(note.dimension)),
            "level": standing.computed if standing else None,
            "reason": in_every_language(standing.reason) if standing else "",
            "cause": note.cause,
            "consequence": note.consequence,
            "options": note.option_list,
            "recommendation": note.recommendation,
            "until": note.until,
            "submitted_by": note.submitted_by.name if note.submitted_by else "",
        }
    )


def close_recovered() -> int:
    """Close the notes of dimensions that are on track again."""
    closed = 0
    standing = [State.SUBMITTED, State.ACCEPTED]
    programmes = Programme.objects.filter(exceptionnotes__state__in=standing).select_related("organisation").distinct()
    for programme in programmes:
        organisation = programme.organisation
        with timezone.override(organisation.zone), translation.override(organisation.language):
            levels = {name: found.level for name, _label, found in registry.statuses(programme)}
            for note in programme.exceptionnotes.filter(state__in=standing):
                if levels.get(note.dimension) == ON_TRACK:
                    perform(note, "close", by=None, note=_("The dimension is back on track."))
                    closed += 1
    return closed
