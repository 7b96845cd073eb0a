"""What looks wrong about the rollout as a whole: each with its numbers and the page where it is mended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import names, say
from implementation.rollout.board import Board
from implementation.rollout.models import Module, Pilot

#: More pilots than this at a time ask too much of the same people.
MOST_PILOTS = 2
#: More modules than this between their first pilot and daily use ask too much of the organisation.
MOST_MODULES = 4
#: Per cent of the process steps without a person, where customers meet the module.
MOST_AUTOMATION = 70


@dataclass(frozen=True)
class Warning:
    """A sentence with its numbers in bold, where it is mended, and what the link says."""

    text: Any
    url: str
    act: Any


_rules: list[Callable[[Board], Iterator[Warning]]] = []


def rule(function):
    _rules.append(function)
    return function


def warnings_about(board: Board) -> list[Warning]:
    return [warning for look in _rules for warning in look(board)]


@rule
def too_many_pilots(board):
    if len(board.running) <= MOST_PILOTS:
        return
    first = min(board.running, key=lambda pilot: pilot.planned_end)
    text = _("**{n} pilots run at once.** More than {most} ask too much of the same people: let one end first.")
    act = say(_("Go to the first to end, {pilot}"), pilot=first.name)
    yield Warning(say(text, n=len(board.running), most=MOST_PILOTS), first.get_absolute_url(), act)


@rule
def too_many_modules(board):
    moving = [item for item in board.modules if item.state in (Module.State.PILOTING, Module.State.ROLLING_OUT)]
    if len(moving) <= MOST_MODULES:
        return
    text = _("**{n} modules are on their way at once,** at most {most}: {names}. Bring one into daily use first.")
    url = reverse("module_order", args=[board.programme.pk])
    listed = names([item.name for item in moving])
    yield Warning(say(text, n=len(moving), most=MOST_MODULES, names=listed), url, _("Look at the order"))


@rule
def too_early(board):
    """Pilots under way before what their module needs."""
    found = {item.pk: item for item in board.modules}
    for pilot in board.pilots:
        if not pilot.is_under_way or pilot.module_id not in found:
            continue
        missing = [need for need in found[pilot.module_id].needs.all() if not need.is_out]
        if not missing:
            continue
        parts = {"pilot": pilot.name, "needs": names([need.name for need in missing])}
        text = say(_("**{pilot}** is under way before what it needs: {needs}."), **parts)
        if pilot.start_reason:
            text = say(_("**{pilot}** is under way before what it needs: {needs}. Reason kept: {reason}"),
                       reason=pilot.start_reason, **parts)  # fmt: skip
        yield Warning(text, missing[0].get_absolute_url(), say(_("Go to {module}"), module=missing[0].name))


@rule
def too_automatic(board):
    for module in board.modules:
        if not module.meets_customers or module.state == Module.State.CLOSED:
            continue
        if module.automation is not None and module.automation > MOST_AUTOMATION:
            text = _("**{module}: {share} of 100 steps run without a person,** at most {most} where customers meet it.")
            yield Warning(
                say(text, module=module.name, share=module.automation, most=MOST_AUTOMATION),
                reverse("edit_module", args=[board.programme.pk, module.pk]),
                _("Look at its automation"),
            )


@rule
def never_asked(board):
    """Departments without a pilot, a participant or a word of feedback."""
    if not board.pilots:
        return
    asked = set(board.heard)
    for pilot in board.pilots:
        asked |= set(board.groups.get(pilot.pk, ()))
        if pilot.state != Pilot.State.ROLLED_BACK:
            asked |= {place.pk for place in board.places(pilot)}
    left = [place for place in board.departments if place.pk not in asked]
    if not left:
        return
    text = ngettext_lazy(
        "**{n} department was never asked:** {names}. No pilot, no participant, no feedback: what does not fit there is found late.",
        "**{n} departments were never asked:** {names}. No pilot, no participant, no feedback: what does not fit there is found late.",
        len(left),
    )
    url = reverse("new_pilot", args=[board.programme.pk])
    yield Warning(say(text, n=len(left), names=names([place.name for place in left])), url, _("Plan a pilot"))


@rule
def no_front_line(board):
    for pilot in board.pilots:
        groups = board.groups.get(pilot.pk, {}).values()
        people = sum(group.people for group in groups)
        if pilot.is_over or not people or any(group.front_line for group in groups):
            continue
        text = ngettext_lazy(
            "**{pilot}: {people} participant, not from the front line.** Those who use it with customers are missing.",
            "**{pilot}: {people} participants, none from the front line.** Those who use it with customers are missing.",
            people,
        )
        url = reverse("participants", args=[board.programme.pk, pilot.pk])
        yield Warning(say(text, pilot=pilot.name, people=people), url, _("Name somebody"))


@rule
def more_users_than_people(board):
    everyone = {place.pk: place.headcount for place in board.departments}
    for pilot in board.pilots:
        staff = sum(place.headcount for place in board.places(pilot))
        if pilot.is_over or not staff or pilot.users <= staff:
            continue
        url = reverse("edit_pilot", args=[board.programme.pk, pilot.pk])
        yield Warning(_more(pilot.name, pilot.users, staff), url, _("Edit the pilot"))
    for module in board.modules:
        wanted = [place.pk for place in module.departments.all()] or list(everyone)
        staff = sum(everyone.get(pk, 0) for pk in wanted)
        if module.state == Module.State.CLOSED or not staff or (module.users_planned or 0) <= staff:
            continue
        url = reverse("edit_module", args=[board.programme.pk, module.pk])
        yield Warning(_more(module.name, module.users_planned, staff), url, _("Edit the module"))


def _more(name: str, users: int, staff: int):
    text = _("**{name}: {users} users planned, {staff} people** in its departments. Look at both numbers.")
    return say(text, name=name, users=users, staff=staff)
