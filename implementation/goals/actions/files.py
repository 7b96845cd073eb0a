"""A table that somebody brought: kept and looked at, taken in, undone."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core import actions, audit
from core.audit import Written
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.goals.files import goals as goal_files
from implementation.goals.files import measurements as measurement_files
from implementation.goals.files.table import LIMITS
from implementation.goals.models import Goal, GoalFile, Measurement
from implementation.programme.models import Programme

Look = goal_files.Look | measurement_files.Look


@transaction.atomic
def look_at_file(programme: Programme, *, kind: str, upload: UploadedFile, by: User) -> GoalFile:
    """Read the file, keep it with what was found, and write nothing else. Raises ``Unreadable`` for the file as a whole."""
    if not by.has_perm("goals.import_goals", programme):
        raise PermissionDenied
    if upload.size > LIMITS.file_bytes:
        raise Refused(_("The file is larger than 2 MB. Split it by year."))
    content = upload.read()
    name = PurePath(upload.name.replace("\\", "/")).name[-200:]
    look = _look(programme, kind, name, content)
    upload.seek(0)
    found = GoalFile(
        programme=programme,
        kind=kind,
        file=upload,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        **_counted(look),
    )
    return actions.create(found, permission="goals.import_goals", by=by, verb="looked at")


def _look(programme: Programme, kind: str, name: str, content: bytes) -> Look:
    reader = goal_files if kind == GoalFile.Kind.GOALS else measurement_files
    return reader.look_into(programme, name, content)


def _counted(look: Look) -> dict[str, Any]:
    return look.counts | {"problems": [problem.as_json for problem in look.table.problems]}


def look_again(found: GoalFile) -> Look:
    """The file as it would be read now. Raises ``Refused`` where it was altered since."""
    with found.file.open("rb") as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise Refused(_("The file was altered since it was looked at. Upload it again."))
    return _look(found.programme, found.kind, found.file_name, content)


@transaction.atomic
def take_in(found: GoalFile, *, by: User) -> GoalFile:
    """Write every row that is new or different, or none."""
    if not by.has_perm("goals.import_goals", found):
        raise PermissionDenied
    audit.lock(found.scope_key)
    found = GoalFile.objects.select_related("programme__organisation").get(pk=found.pk)
    if found.state != GoalFile.State.DRY_RUN:
        raise Refused(_("This file was imported or discarded already."))
    look = look_again(found)
    if look.table.missing or look.table.problems:
        raise Refused(_("Cells of this file cannot be used. Mend them in the file and bring it again."))
    write = _write_goals if isinstance(look, goal_files.Look) else _write_measurements
    written = write(found, look, by=by)
    if not written:
        raise Refused(_("Every row is on record already."))
    return perform(found, "confirm", by=by, written=written, **_counted(look))


def _write_measurements(found: GoalFile, look: measurement_files.Look, *, by: User) -> list[list[Any]]:
    usual = (_("From the file %(name)s.") % {"name": found.file_name})[:300]
    new = [
        Measurement(goal=line.goal, on=line.on, value=line.value, note=line.note or usual, by=by, file=found)
        for line in look.new
    ]
    made = Measurement.objects.bulk_create(new, batch_size=500)
    audit.entries(found, (Written(item, "created", after=audit.snapshot(item)) for item in made), by=by)
    return [[item.pk, 0, None] for item in made]


def _write_goals(found: GoalFile, look: goal_files.Look, *, by: User) -> list[list[Any]]:
    written: list[list[Any]] = []
    for line in look.new:
        goal = Goal(programme=found.programme, **line.values)
        actions.create(goal, permission="goals.edit_goal", by=by)
        written.append([goal.pk, goal.revision, None])
    for line in look.changed:
        goal = Goal.objects.get(pk=line.goal.pk)
        before = {_column(name): plain(getattr(goal, _column(name))) for name in line.values}
        changed = actions.change(goal, permission="goals.edit_goal", by=by, **line.values)
        written.append([changed.pk, changed.revision, before])
    return written


def _column(name: str) -> str:
    return Goal._meta.get_field(name).attname


@transaction.atomic
def undo_file(found: GoalFile, *, by: User) -> GoalFile:
    """Take back what the file brought; refused once something newer touched it."""
    if not by.has_perm("goals.import_goals", found):
        raise PermissionDenied
    audit.lock(found.scope_key)
    found = GoalFile.objects.get(pk=found.pk)
    done = perform(found, "undo", by=by)
    if found.kind == GoalFile.Kind.MEASUREMENTS:
        gone = list(Measurement.objects.filter(file=found).select_related("goal"))
        audit.entries(found, [Written(item, "removed", before=audit.snapshot(item)) for item in gone], by=by)
        Measurement.objects.filter(file=found).delete()
    else:
        _undo_goals(done, by=by)
    return done


def _undo_goals(found: GoalFile, *, by: User) -> None:
    goals = Goal.objects.in_bulk([pk for pk, _revision, _before in found.written])
    touched = sum(pk not in goals or goals[pk].revision != revision for pk, revision, _before in found.written)
    if touched:
        raise Refused(
            _("%(n)d goals of this file were changed since: an import is undone only while nothing newer touched it.")
            % {"n": touched}
        )
    for pk, _revision, before in found.written:
        if before is not None:
            actions.change(goals[pk], permission="goals.edit_goal", by=by, **before)
            continue
        try:
            actions.remove(goals[pk], permission="goals.edit_goal", by=by)
        except ProtectedError:
            words = _("“%(goal)s” is measured or used elsewhere by now: drop it instead.")
            raise Refused(words % {"goal": goals[pk].title}) from None


def discard_file(found: GoalFile, *, by: User) -> GoalFile:
    return perform(found, "discard", by=by)
