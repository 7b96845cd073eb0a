"""What is lost on the way from a process as it is to the process as it shall be. Plain Python.

The more automatic, the less personal: most warnings guard what a person does for a customer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from change_mgmt.processes.flow import Figures, Side, Step, figures

KEPT, IMPROVED, DROPPED, AUTOMATED, PERSONAL = "kept", "improved", "dropped", "automated", "personal"
#: From this pain on a step must be mended and not only made faster.
SERIOUS_PAIN = 3

TOUCH_LOST, NOTHING_PERSONAL, MORE_TOUCHES, MORE_HANDOVERS = (
    "touch_lost",
    "nothing_personal",
    "more_touches",
    "more_handovers",
)
CAUSE_ELSEWHERE, NOT_IMPROVED, LANE_WITHOUT_OWNER, LONGER, NO_GAIN = (
    "cause_elsewhere",
    "not_improved",
    "lane_without_owner",
    "longer",
    "no_gain",
)


@dataclass(frozen=True)
class Fate:
    what: str
    becomes: frozenset[int] = frozenset()
    gain: str = ""


@dataclass(frozen=True)
class Lane:
    key: int
    owned: bool = False
    is_customer: bool = False


@dataclass(frozen=True)
class Warning:
    """What is wrong, at which step or lane (0: the whole process), and two figures where it is about figures."""

    code: str
    subject: int = 0
    was: int = 0
    now: int = 0


@dataclass(frozen=True)
class Both:
    """A process on its two sides, with the fate of each step as it is."""

    as_is: Side
    to_be: Side
    fates: Mapping[int, Fate] = field(default_factory=dict)
    lanes: Sequence[Lane] = ()


def warnings(both: Both) -> list[Warning]:
    """Everything that somebody should answer before this is signed, gravest first. Nothing before both sides are drawn."""
    found = list(_of_lanes(both))
    if not both.as_is.steps or not both.to_be.steps:
        return found
    return [*_of_touches(both), *_of_pain(both), *_of_figures(both), *found]


def _of_touches(both: Both) -> Iterator[Warning]:
    was, now = figures(both.as_is), figures(both.to_be)
    if now.personal == 0 and was.personal > 0:
        yield Warning(NOTHING_PERSONAL, 0, was.personal, 0)
    for step, fate in _with_fate(both):
        if step.personal and not any(after.personal for after in _after(both, fate)):
            yield Warning(TOUCH_LOST, step.key)
    for step, fate in _with_fate(both):
        if step.touches and not fate.gain.strip():
            yield Warning(NO_GAIN, step.key)


def _of_pain(both: Both) -> Iterator[Warning]:
    for step, fate in _with_fate(both):
        if fate.what != AUTOMATED or step.pain < SERIOUS_PAIN:
            continue
        if step.cause is not None and step.cause in both.as_is.by_key and _stays(both, step.cause):
            yield Warning(CAUSE_ELSEWHERE, step.key, step.cause)
        elif _is_no_better(step, _after(both, fate)):
            yield Warning(NOT_IMPROVED, step.key)


def _of_figures(both: Both) -> Iterator[Warning]:
    was, now = figures(both.as_is), figures(both.to_be)
    for code, before, after in _pairs(was, now):
        if after > before:
            yield Warning(code, 0, before, after)


def _pairs(was: Figures, now: Figures) -> Iterator[tuple[str, int, int]]:
    yield LONGER, was.lead, now.lead
    yield MORE_HANDOVERS, was.handovers, now.handovers
    yield MORE_TOUCHES, was.touches, now.touches


def _of_lanes(both: Both) -> Iterator[Warning]:
    """Of lanes in which something shall happen; the customer answers to nobody."""
    used = {step.lane for step in both.to_be.steps}
    for lane in both.lanes:
        if lane.key in used and not lane.owned and not lane.is_customer:
            yield Warning(LANE_WITHOUT_OWNER, lane.key)


def _with_fate(both: Both) -> Iterator[tuple[Step, Fate]]:
    for step in both.as_is.steps:
        if fate := both.fates.get(step.key):
            yield step, fate


def _after(both: Both, fate: Fate) -> list[Step]:
    return [step for step in both.to_be.steps if step.key in fate.becomes]


def _stays(both: Both, key: int) -> bool:
    """Whether a step goes on as it was."""
    fate = both.fates.get(key)
    return fate is None or fate.what in (KEPT, AUTOMATED)


def _is_no_better(step: Step, after: Sequence[Step]) -> bool:
    """Automated, and it still takes as long or hurts as much."""
    if not after:
        return False
    takes = sum(each.minutes + each.waiting for each in after)
    return takes >= step.minutes + step.waiting > 0 or max(each.pain for each in after) >= step.pain
