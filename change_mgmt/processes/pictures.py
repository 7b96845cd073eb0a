"""The drawings of a side, and what people read beside them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from change_mgmt.processes.blueprint import Blueprint
from change_mgmt.processes.diagram.draw import svg
from change_mgmt.processes.diagram.layout import bands
from change_mgmt.processes.models import Step
from core.charts import Markup
from core.text import listed

#: As many columns as a page of 1,440 pixels shows, and half a sheet of paper.
ON_PAGE, ON_PAPER = 6, 3


@dataclass(frozen=True)
class StepLine:
    """A step in the table beside the drawing."""

    step: Step
    number: int
    leads_to: str
    fate: Any = None
    after: str = ""


def drawings(plan: Blueprint, side: str, *, columns: int = ON_PAGE, lang: str = "") -> list[Markup]:
    """The side as swim lanes, one drawing for each band."""
    lanes = [(lane.pk, lane.name) for lane in plan.lanes]
    found = bands(plan.side(side), lanes, _tags(plan.steps[side]), columns=columns)
    look = {
        "customers": frozenset(lane.pk for lane in plan.lanes if lane.is_customer),
        "width": max((band.width for band in found), default=0),
        "lang": lang,
    }
    titles = (title_of(plan, side, n, len(found)) for n in range(1, len(found) + 1))
    return [
        Markup(svg(band, title=title, description=_told(band), **look))
        for band, title in zip(found, titles, strict=True)
    ]


def title_of(plan: Blueprint, side: str, number: int, of: int) -> str:
    words = {"as_is": _("%(process)s, as it is"), "to_be": _("%(process)s, as it shall be")}[side]
    title = words % {"process": plan.process.name}
    return title if of == 1 else _("%(title)s, part %(n)d of %(of)d") % {"title": title, "n": number, "of": of}


def _told(band) -> str:
    names = listed(f"{box.number} {box.step.what}" for box in band.boxes)
    return _("Steps in order: %(steps)s. The table has the same.") % {"steps": names}


def _tags(steps: list[Step]) -> dict[int, str]:
    found = {}
    for step in steps:
        if step.personal:
            found[step.pk] = _("In person")
        elif step.automated:
            found[step.pk] = _("Automatic")
        elif step.kind in (Step.Kind.WAIT, Step.Kind.TOUCH):
            found[step.pk] = {Step.Kind.WAIT: _("Wait"), Step.Kind.TOUCH: _("Contact")}[step.kind]
    return found


def step_lines(plan: Blueprint, side: str) -> list[StepLine]:
    """Every step with where it leads, in the numbers of the drawing."""
    return [
        StepLine(
            step=step,
            number=plan.numbers[step.pk],
            leads_to=_leads_to(plan, step, last=place == len(plan.steps[side])),
            fate=plan.fates.get(step.pk),
            after=_after(plan, step),
        )
        for place, step in enumerate(plan.steps[side], start=1)
    ]


def _leads_to(plan: Blueprint, step: Step, *, last: bool) -> str:
    ways = plan.flows.get(step.pk)
    if not ways:
        return _("End") if last else str(plan.numbers[step.pk] + 1)
    shown = []
    for way in ways:
        to = str(plan.numbers[way.target_id]) if way.target_id in plan.numbers else _("End")
        shown.append(f"{way.label} → {to}" if way.label else to)
    return listed(shown)


def _after(plan: Blueprint, step: Step) -> str:
    fate = plan.fates.get(step.pk)
    keys = plan.becomes.get(fate.pk, ()) if fate else ()
    return listed(sorted(plan.numbers[key] for key in keys if key in plan.numbers))
