"""Drawing a side of a process: lanes, steps, their order and their exits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from change_mgmt.processes.actions.processes import PERMISSION, opened
from change_mgmt.processes.flow import DECISION, MOST_EXITS
from change_mgmt.processes.models import Fate, Flow, Lane, Process, Step, WarningAnswer
from change_mgmt.processes.models.step import APART, MOST_STEPS, Side
from core import actions, audit
from core.audit import Written
from core.models import User
from core.refusal import Refused

#: What a step says of itself, apart from where it stands.
FIELDS = (
    *("what", "kind", "system", "minutes", "waiting", "times"),
    *("pain_level", "pain", "personal", "automated"),
)


@dataclass(frozen=True)
class Row:
    """One line of the table of steps: ``step`` is None for a new one; ``lane`` is the name as it was written."""

    step: Step | None
    lane: str
    values: dict[str, Any] = field(default_factory=dict)
    seen_revision: int | None = None


@transaction.atomic
def save_rows(process: Process, side: str, rows: Iterable[Row], *, by: User) -> list[Step]:
    """Keep every line of the table that differs, new ones at the end. Raises ``Stale`` where somebody else was first."""
    process = opened(process, by=by)
    saved = []
    for row in rows:
        lane = lane_named(process, row.lane, by=by)
        if row.step is None:
            saved.append(_new_step(process, side, lane, row.values, by=by))
            continue
        if row.step.process_id != process.pk:
            raise Refused(_("Choose steps of this process."))
        fields = {"lane": lane, **row.values}
        saved.append(actions.change(row.step, permission=PERMISSION, by=by, seen_revision=row.seen_revision, **fields))
    return saved


def _new_step(process: Process, side: str, lane: Lane, values: dict[str, Any], *, by: User | None) -> Step:
    steps = process.steps.filter(side=side)
    if steps.count() >= MOST_STEPS:
        raise Refused(
            _("A side has at most %(n)d steps: draw a part of it as a process of its own.") % {"n": MOST_STEPS}
        )
    last = steps.order_by("-place").values_list("place", flat=True).first() or 0
    step = Step(process=process, side=side, lane=lane, place=last + APART, **values)
    return actions.create(step, permission=PERMISSION, by=by)


def lane_named(process: Process, name: str, *, by: User | None) -> Lane:
    """The lane of that name, made if there is none."""
    wanted = " ".join(name.split())
    for lane in process.lanes.all():
        if lane.name.casefold() == wanted.casefold():
            return lane
    lane = Lane(process=process, name=wanted, place=process.lanes.count())
    return actions.create(lane, permission=PERMISSION, by=by)


@transaction.atomic
def change_lane(lane: Lane, *, by: User, seen_revision: int | None = None, **fields: Any) -> Lane:
    opened(lane.process, by=by)
    return actions.change(lane, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def remove_lane(lane: Lane, *, by: User) -> None:
    process = opened(lane.process, by=by)
    if lane.steps.exists():
        raise Refused(_("Steps are in this lane: move them to another one first."))
    WarningAnswer.objects.filter(process=process, code="lane_without_owner", subject=lane.pk).delete()
    actions.remove(lane, permission=PERMISSION, by=by)


@transaction.atomic
def change_step(
    step: Step,
    *,
    lane_name: str = "",
    exits: Sequence[tuple[Step | None, str]] | None = None,
    by: User,
    seen_revision: int | None = None,
    **fields: Any,
) -> Step:
    """Change a step and where it leads; ``exits`` are (step or None for the end, when), none of them: the next step."""
    process = opened(step.process, by=by)
    if lane_name:
        fields["lane"] = lane_named(process, lane_name, by=by)
    changed = actions.change(step, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)
    if exits is not None:
        _set_exits(changed, list(exits), by=by)
    return changed


def _set_exits(step: Step, exits: list[tuple[Step | None, str]], *, by: User) -> None:
    kept = [(way.target_id, way.label) for way in step.flows.all()]
    wanted = [(target.pk if target else None, label) for target, label in exits]
    if kept == wanted:
        return
    if len(wanted) > (MOST_EXITS if step.kind == DECISION else 1):
        raise Refused(_("A decision has at most three exits, any other step one."))
    if len({target for target, _label in wanted}) < len(wanted):
        raise Refused(_("Two exits lead to the same step: keep one of them."))
    others = Step.objects.filter(process=step.process_id, side=step.side).exclude(pk=step.pk)
    if any(target and not others.filter(pk=target.pk).exists() for target, _label in exits):
        raise Refused(_("An exit leads to another step of the same side."))
    step.flows.all().delete()
    Flow.objects.bulk_create(Flow(source=step, target=target, label=label) for target, label in exits)
    told = {"exits": [[target.what if target else None, label] for target, label in exits]}
    audit.entry(step, "exits set", by=by, after=told)


@transaction.atomic
def move_step(step: Step, *, up: bool, by: User) -> Step:
    """One place up or down; at either end it stays where it is."""
    opened(step.process, by=by)
    step = Step.objects.get(pk=step.pk)
    steps = list(Step.objects.filter(process=step.process_id, side=step.side))
    at = [each.pk for each in steps].index(step.pk)
    if not 0 <= (at - 1 if up else at + 1) < len(steps):
        return step
    rest = [each for each in steps if each.pk != step.pk]
    to = at - 1 if up else at + 1
    before = rest[to - 1].place if to else 0
    after = rest[to].place if to < len(rest) else before + 2 * APART
    if after - before < 2:
        for place, each in enumerate(steps, start=1):
            Step.objects.filter(pk=each.pk).update(place=place * APART)
        return move_step(step, up=up, by=by)
    return actions.change(step, permission=PERMISSION, by=by, verb="moved", place=(before + after) // 2)


@transaction.atomic
def remove_step(step: Step, *, by: User) -> dict[str, Any]:
    """Take a step out with its exits and its fate. Returns what ``put_back`` needs to bring the step itself again."""
    process = opened(step.process, by=by)
    step = process.steps.select_related("lane").get(pk=step.pk)
    kept = {name: getattr(step, name) for name in FIELDS} | {
        "side": step.side,
        "place": step.place,
        "lane": step.lane.name,
    }
    Flow.objects.filter(Q(source=step) | Q(target=step)).delete()
    WarningAnswer.objects.filter(process=process, subject=step.pk).exclude(code="lane_without_owner").delete()
    if fate := Fate.objects.filter(step=step).first():
        actions.remove(fate, permission=PERMISSION, by=by)
    actions.remove(step, permission=PERMISSION, by=by)
    return kept


@transaction.atomic
def put_back(process: Process, kept: dict[str, Any], *, by: User) -> Step:
    """The step that was removed last, where it stood; its exits and its fate have to be said again."""
    process = opened(process, by=by)
    values = dict(kept)
    lane = lane_named(process, values.pop("lane"), by=by)
    if process.steps.filter(side=values["side"]).count() >= MOST_STEPS:
        raise Refused(
            _("A side has at most %(n)d steps: draw a part of it as a process of its own.") % {"n": MOST_STEPS}
        )
    return actions.create(Step(process=process, lane=lane, **values), permission=PERMISSION, by=by)


@transaction.atomic
def copy_to_be(process: Process, *, by: User) -> list[Step]:
    """Begin the new process with the steps of the present one, each kept; only where nothing is drawn yet."""
    process = opened(process, by=by)
    if process.steps.filter(side=Side.TO_BE).exists():
        raise Refused(_("The process as it shall be has steps already: change those."))
    originals = list(process.steps.filter(side=Side.AS_IS).select_related("lane"))
    if not originals:
        raise Refused(_("Nothing is drawn as it is: there is nothing to copy."))
    copies = {old.pk: _copy(old) for old in originals}
    Step.objects.bulk_create(copies.values())
    ways = Flow.objects.filter(source__in=copies)
    Flow.objects.bulk_create(
        Flow(source=copies[way.source_id], target=copies.get(way.target_id), label=way.label) for way in ways
    )
    fates = _kept(originals, copies)
    made = [*copies.values(), *fates]
    audit.entries(process, (Written(each, "created", after=audit.snapshot(each)) for each in made), by=by)
    return list(copies.values())


def _copy(old: Step) -> Step:
    """Without its pain: that is what shall go."""
    values = {name: getattr(old, name) for name in (*FIELDS, "place")} | {"pain_level": None, "pain": ""}
    return Step(process=old.process, side=Side.TO_BE, lane=old.lane, **values)


def _kept(originals: list[Step], copies: dict[int, Step]) -> list[Fate]:
    judged = set(Fate.objects.filter(step__in=originals).values_list("step", flat=True))
    fates = [Fate(step=old, what=Fate.What.KEPT) for old in originals if old.pk not in judged]
    Fate.objects.bulk_create(fates)
    through = Fate.becomes.through
    through.objects.bulk_create(through(fate=fate, step=copies[fate.step_id]) for fate in fates)
    return fates
