"""A process with everything that is drawn of it, read in a constant number of queries however many are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from change_mgmt.processes import compare, flow
from change_mgmt.processes.models import Fate, Flow, Lane, Process, Step, WarningAnswer
from change_mgmt.processes.models.step import Side

AS_IS, TO_BE = Side.AS_IS.value, Side.TO_BE.value


@dataclass
class Blueprint:
    """One process as it is and as it shall be."""

    process: Process
    lanes: list[Lane] = field(default_factory=list)
    steps: dict[str, list[Step]] = field(default_factory=lambda: {AS_IS: [], TO_BE: []})
    flows: dict[int, list[Flow]] = field(default_factory=dict)
    fates: dict[int, Fate] = field(default_factory=dict)
    becomes: dict[int, list[int]] = field(default_factory=dict)
    answers: dict[tuple[str, int], WarningAnswer] = field(default_factory=dict)

    @cached_property
    def step_by_key(self) -> dict[int, Step]:
        return {step.pk: step for steps in self.steps.values() for step in steps}

    @cached_property
    def lane_by_key(self) -> dict[int, Lane]:
        return {lane.pk: lane for lane in self.lanes}

    @cached_property
    def numbers(self) -> dict[int, int]:
        return {step.pk: number for steps in self.steps.values() for number, step in enumerate(steps, start=1)}

    @cached_property
    def both(self) -> compare.Both:
        fates = {
            key: compare.Fate(fate.what, frozenset(self.becomes.get(fate.pk, ())), fate.gain)
            for key, fate in self.fates.items()
        }
        lanes = [compare.Lane(lane.pk, lane.owner_id is not None, lane.is_customer) for lane in self.lanes]
        return compare.Both(self.side(AS_IS), self.side(TO_BE), fates, lanes)

    def side(self, name: str) -> flow.Side:
        steps = self.steps[name]
        exits = {
            step.pk: tuple(flow.Exit(way.target_id, way.label) for way in self.flows[step.pk])
            for step in steps
            if step.pk in self.flows
        }
        return flow.Side([_plain(step) for step in steps], exits)

    @cached_property
    def figures(self) -> dict[str, flow.Figures]:
        return {AS_IS: flow.figures(self.both.as_is), TO_BE: flow.figures(self.both.to_be)}

    @cached_property
    def warnings(self) -> list[compare.Warning]:
        return compare.warnings(self.both)

    @property
    def open_warnings(self) -> list[compare.Warning]:
        return [warning for warning in self.warnings if (warning.code, warning.subject) not in self.answers]

    @property
    def without_fate(self) -> list[Step]:
        return [step for step in self.steps[AS_IS] if step.pk not in self.fates]


def _plain(step: Step) -> flow.Step:
    return flow.Step(
        key=step.pk,
        lane=step.lane_id,
        what=step.what,
        kind=step.kind,
        minutes=step.minutes,
        waiting=step.waiting,
        times=step.times,
        pain=step.pain_level or 0,
        cause=step.cause_id,
        personal=step.personal,
        automated=step.automated,
    )


def blueprint(process: Process) -> Blueprint:
    return blueprints([process])[0]


def blueprints(processes: Iterable[Process] | QuerySet[Process]) -> list[Blueprint]:
    found = {process.pk: Blueprint(process) for process in processes}
    for lane in Lane.objects.filter(process__in=found).select_related("department", "owner"):
        found[lane.process_id].lanes.append(lane)
    home = {}
    for step in Step.objects.filter(process__in=found):
        plan = found[step.process_id]
        step.process, home[step.pk] = plan.process, plan
        plan.steps[step.side].append(step)
    for way in Flow.objects.filter(source__process__in=found):
        home[way.source_id].flows.setdefault(way.source_id, []).append(way)
    owner = {}
    for fate in Fate.objects.filter(step__process__in=found):
        owner[fate.pk] = home[fate.step_id]
        owner[fate.pk].fates[fate.step_id] = fate
    for fate, step in Fate.becomes.through.objects.filter(fate__step__process__in=found).values_list("fate", "step"):
        owner[fate].becomes.setdefault(fate, []).append(step)
    for answer in WarningAnswer.objects.filter(process__in=found).select_related("by"):
        found[answer.process_id].answers[answer.code, answer.subject] = answer
    for plan in found.values():
        for step in plan.step_by_key.values():
            step.lane = plan.lane_by_key[step.lane_id]
    return list(found.values())
