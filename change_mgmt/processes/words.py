"""What is reckoned, in words: times, figures with their formula, and warnings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from change_mgmt.processes import compare
from change_mgmt.processes.blueprint import AS_IS, TO_BE, Blueprint
from change_mgmt.processes.compare import Warning
from change_mgmt.processes.durations import parts
from change_mgmt.processes.flow import handovers, longest
from core.text import gap, listed, number, say


def _time(total: int) -> str:
    days, hours, minutes = parts(total)
    shown = []
    if days:
        shown.append(ngettext("%(n)d day", "%(n)d days", days) % {"n": days})
    if hours:
        shown.append(_("%(n)d h") % {"n": hours})
    if minutes or not shown:
        shown.append(_("%(n)d min") % {"n": minutes})
    return gap().join(shown)


#: Minutes as people read them: 2 days 3 h 20 min.
time = lazy(_time, str)


def _hours(total: int) -> str:
    return _("%(n)s h") % {"n": number(total / 60, 1)}


#: Work of a month, in hours.
hours = lazy(_hours, str)


@dataclass(frozen=True)
class Line:
    """One figure on both sides, with how it is worked out."""

    label: Any
    was: Any
    now: Any
    formula: Any
    worse: bool
    better: bool


def lines(plan: Blueprint) -> Iterator[Line]:
    """The figures of both sides. Fewer is better, but for what is done in person."""
    was, now = plan.figures[AS_IS], plan.figures[TO_BE]
    for label, name, words, formula, good in _LINES:
        a, b = getattr(was, name), getattr(now, name)
        drawn = was.steps > 0 and now.steps > 0
        yield Line(
            label=label,
            was=words(a) if was.steps else "–",
            now=words(b) if now.steps else "–",
            formula=formula,
            worse=drawn and good != 0 and (b - a) * good < 0,
            better=drawn and good != 0 and (b - a) * good > 0,
        )


#: What it is called, which figure, how it reads, how it is worked out, and whether more is better (1), worse (-1) or neither.
_LINES: list[tuple[Any, str, Any, Any, int]] = [
    (gettext_lazy("Steps"), "steps", str, gettext_lazy("Every step that is drawn."), -1),
    (
        gettext_lazy("Handovers"),
        "handovers",
        str,
        gettext_lazy("Every way from a step to one in another lane."),
        -1,
    ),
    (gettext_lazy("Contacts with the customer"), "touches", str, gettext_lazy("Steps of this kind."), 0),
    (gettext_lazy("of them in person"), "personal", str, gettext_lazy("Contacts marked “in person”."), 1),
    (gettext_lazy("Automatic steps"), "automated", str, gettext_lazy("Steps that run without a person."), 0),
    (
        gettext_lazy("Lead time"),
        "lead",
        time,
        gettext_lazy("Work and waiting of every step on the longest way; a loop is gone through once."),
        -1,
    ),
    (
        gettext_lazy("Work a month"),
        "monthly",
        hours,
        gettext_lazy("Work of a step × times a month, summed over the steps that people do."),
        -1,
    ),
]


def lead_shown(plan: Blueprint, side: str) -> str:
    """The sum behind a lead time, step by step."""
    total, path = longest(plan.side(side))
    if not path:
        return ""
    terms = [f"{plan.numbers[key]}: {_time(_of(plan, key))}" for key in path if _of(plan, key)]
    return f"{' + '.join(terms)} = {_time(total)}" if terms else ""


def _of(plan: Blueprint, key: int) -> int:
    step = plan.step_by_key[key]
    return step.minutes + step.waiting


def monthly_shown(plan: Blueprint, side: str) -> str:
    """The sum behind the work of a month."""
    done = [step for step in plan.steps[side] if not step.automated and step.times and step.minutes]
    terms = [f"{plan.numbers[step.pk]}: {_time(step.minutes)} × {step.times}" for step in done]
    return f"{' + '.join(terms)} = {_hours(plan.figures[side].monthly)}" if terms else ""


def handovers_shown(plan: Blueprint, side: str) -> str:
    return listed(f"{plan.numbers[way.source]} → {plan.numbers[way.target]}" for way in handovers(plan.side(side)))


_SENTENCES = {
    compare.NOTHING_PERSONAL: gettext_lazy(
        "Nothing is done in person any more: customers met somebody **{was}** times, now never."
    ),
    compare.TOUCH_LOST: gettext_lazy("“{step}” was in person, and no step that follows it is."),
    compare.NO_GAIN: gettext_lazy("“{step}” touches the customer, and nobody has said what the customer gains."),
    compare.CAUSE_ELSEWHERE: gettext_lazy(
        "“{step}” is automated, but its pain comes from “{cause}”, which stays as it is."
    ),
    compare.NOT_IMPROVED: gettext_lazy("“{step}” is automated, but takes as long or hurts as much as before."),
    compare.LONGER: gettext_lazy("It takes longer than before: **{now_time}**, until now {was_time}."),
    compare.MORE_HANDOVERS: gettext_lazy(
        "Work changes hands more often than before: **{now}** times, until now {was}."
    ),
    compare.MORE_TOUCHES: gettext_lazy(
        "The customer is needed more often than before: **{now}** times, until now {was}."
    ),
    compare.LANE_WITHOUT_OWNER: gettext_lazy("Nobody answers for “{lane}”."),
}
CODES = tuple(_SENTENCES)


def sentence(warning: Warning, plan: Blueprint) -> Any:
    """The warning in a sentence, in the reader's language when it is read."""
    step, lane = plan.step_by_key.get(warning.subject), plan.lane_by_key.get(warning.subject)
    cause = plan.step_by_key.get(warning.was) if warning.code == compare.CAUSE_ELSEWHERE else None
    return say(
        _SENTENCES[warning.code],
        step=step.what if step else "",
        lane=lane.name if lane else "",
        cause=cause.what if cause else "",
        was=warning.was,
        now=warning.now,
        was_time=time(warning.was),
        now_time=time(warning.now),
    )
