"""Moving a stage's end, with what follows if wished; and milestones with the people whom they alarm."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import sha256_of
from core.models import Record, User
from core.refusal import Refused
from core.roles import INSIDERS
from implementation.programme import pace, registry
from implementation.programme.actions.people import people_on
from implementation.programme.models import Milestone, Stage, StageShift

EDIT = "programme.edit_plan"


@dataclass(frozen=True)
class Change:
    """A date of a record before and after."""

    field: str
    label: Any
    before: datetime.date
    after: datetime.date


@dataclass(frozen=True)
class Moving:
    """A record that would move along, with its dates."""

    record: Record
    permission: str
    changes: list[Change]

    @property
    def kind(self):
        return self.record._meta.verbose_name


def moved_ends(stage: Stage, fields: dict[str, Any]) -> list[Change]:
    """The ends of a stage that these fields would move; a forecast stands against the end expected so far."""
    found = []
    planned = fields.get("planned_end", stage.planned_end)
    if planned != stage.planned_end:
        found.append(Change("planned_end", StageShift.End.PLANNED.label, stage.planned_end, planned))
    forecast = fields.get("forecast_end", stage.forecast_end)
    if forecast != stage.forecast_end:
        after = Stage(**_dates(stage) | fields).expected_end
        if after != stage.expected_end:
            found.append(Change("forecast_end", StageShift.End.FORECAST.label, stage.expected_end, after))
    return found


def _dates(stage: Stage) -> dict[str, Any]:
    names = ["planned_start", "planned_end", "standard_days", "actual_start", "actual_end", "forecast_end", "state"]
    return {name: getattr(stage, name) for name in names}


def is_later(ends: Iterable[Change]) -> bool:
    return any(end.after > end.before for end in ends)


def moving_along(stage: Stage, ends: list[Change], *, by: User) -> list[Moving]:
    """What follows a stage whose ends move: later stages, and what is open in them and at the end of this one.

    What this person may not read stays where it is, and unnamed. Plans move with a plan, forecasts with a forecast; open dates move with either, all by the same days.
    """
    if not ends:
        return []
    days = (ends[0].after - ends[0].before).days
    since, plans = ends[0].before, ends[0].field == "planned_end"
    later = list(
        stage.programme.stages.filter(number__gt=stage.number).exclude(
            state__in=[Stage.State.DONE, Stage.State.STOPPED]
        )
    )
    found = [_moving(item, EDIT, _stage_dates(item, plans), days) for item in later]
    along = [*registry.followers([stage], since), *registry.followers(later, datetime.date.min)]
    found += [
        _moving(move.record, move.permission, {name: getattr(move.record, name) for name in move.fields}, days)
        for move in along
        if move.record.roles_of(by)
    ]
    return [item for item in found if item.changes]


def _stage_dates(stage: Stage, plans: bool) -> dict[str, datetime.date]:
    if not plans:
        return {"forecast_end": stage.forecast_end or stage.expected_end}
    dates = {"planned_end": stage.planned_end, "forecast_end": stage.forecast_end}
    if not stage.actual_start:
        dates = {"planned_start": stage.planned_start} | dates
    return {name: day for name, day in dates.items() if day}


def _moving(record: Record, permission: str, dates: dict[str, datetime.date], days: int) -> Moving:
    after = pace.moved(dates.values(), days)
    return Moving(
        record,
        permission,
        [
            Change(name, record._meta.get_field(name).verbose_name, before, day)
            for (name, before), day in zip(dates.items(), after, strict=True)
        ],
    )


def seal(found: list[Moving]) -> str:
    """One word for what a preview showed, so that nothing else is done than what was seen."""
    return sha256_of(
        [[item.record.label, item.record.pk, [[c.field, c.before, c.after] for c in item.changes]] for item in found]
    )


@transaction.atomic
def edit_stage(
    stage: Stage,
    *,
    by: User,
    reason: str = "",
    seen_revision: int | None = None,
    along: str = "",
    **fields: Any,
) -> Stage:
    """Change a stage, put every move of an end on record, and move along what follows if ``along`` is the seal of
    the preview that the person saw."""
    audit.lock(stage.scope_key)
    fresh = Stage.objects.get(pk=stage.pk)
    ends = moved_ends(fresh, fields)
    if is_later(ends) and not reason.strip():
        raise ValidationError(_("Say why the end moves: the reason is kept with the move."))
    moving = moving_along(fresh, ends, by=by) if along else []
    changed = actions.change(stage, permission=EDIT, by=by, note=reason, seen_revision=seen_revision, **fields)
    if along and along != seal(moving):
        raise Refused(_("What follows has changed meanwhile: look at the dates again before you move them."))
    for end in ends:
        _note_shift(fresh, end, reason=reason, by=by)
    if moving:
        _move(moving, by=by, reason=_("Moved along with “%(stage)s”.") % {"stage": fresh.name})
    return changed


def _move(moving: list[Moving], *, by: User, reason: str) -> None:
    for item in moving:
        fields = {change.field: change.after for change in item.changes}
        actions.change(item.record, permission=item.permission, by=by, note=reason, **fields)
        if isinstance(item.record, Stage):
            for change in item.changes:
                if change.field in StageShift.End.values:
                    _note_shift(item.record, change, reason=reason, by=by, verb="moved along")


def _note_shift(stage: Stage, end: Change, *, reason: str, by: User, verb: str = "created") -> None:
    shift = StageShift(stage=stage, end=end.field, before=end.before, after=end.after, reason=reason.strip(), by=by)
    actions.create(shift, permission=EDIT, by=by, verb=verb)


@transaction.atomic
def plan_milestone(milestone: Milestone, *, people: Iterable[User] = (), by: User) -> Milestone:
    chosen = _named(milestone, people)
    actions.create(milestone, permission=EDIT, by=by)
    milestone.alarm_people.set(chosen)
    return milestone


@transaction.atomic
def edit_milestone(
    milestone: Milestone, *, people: Iterable[User], by: User, seen_revision: int | None = None, **fields: Any
) -> Milestone:
    chosen = _named(milestone, people)
    before = sorted(person.name for person in milestone.alarm_people.all())
    changed = actions.change(milestone, permission=EDIT, by=by, seen_revision=seen_revision, **fields)
    after = sorted(person.name for person in chosen)
    if before != after:
        changed.alarm_people.set(chosen)
        audit.entry(changed, "alarms", by=by, before={"alarm_people": before}, after={"alarm_people": after})
    return changed


def _named(milestone: Milestone, people: Iterable[User]) -> list[User]:
    chosen = list(people)
    if len(chosen) != people_on(milestone.programme, *INSIDERS).filter(pk__in=[person.pk for person in chosen]).count():
        raise Refused(_("Choose people of this programme."))
    return chosen
