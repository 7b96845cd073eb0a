"""Scenarios of a version: added, renamed, chosen, removed; and handed over by the sourcing decision."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.business_case.actions.lines import Entry, ask_room, save_lines, write, written
from implementation.business_case.actions.versions import locked_draft, start_version, unfinished_case
from implementation.business_case.models import BusinessCase, Line, Scenario
from implementation.business_case.models.case import SETTINGS
from implementation.business_case.plan import PlannedLine
from implementation.programme.models import Programme

#: So that they can be read side by side.
MOST_SCENARIOS = 6
EDIT = "business_case.edit_case"


@transaction.atomic
def add_scenario(scenario: Scenario, *, by: User, copy_of: Scenario | None = None) -> Scenario:
    """A further way; with ``copy_of``, with the lines of another one to start from."""
    fresh = locked_draft(scenario.case, by)
    if fresh.scenarios.count() >= MOST_SCENARIOS:
        raise Refused(
            _("At most %(most)d scenarios can be read side by side: remove one first.") % {"most": MOST_SCENARIOS}
        )
    if scenario.is_nothing and fresh.scenarios.filter(mode=Scenario.Mode.NOTHING).exists():
        raise Refused(_("“Doing nothing” is among the scenarios already."))
    actions.create(scenario, permission=EDIT, by=by)
    if copy_of is not None:
        save_lines(scenario, [_as_new(line.planned()) for line in copy_of.lines.prefetch_related("amounts")], by=by)
    return scenario


@transaction.atomic
def change_scenario(scenario: Scenario, *, by: User, seen_revision: int | None = None, **fields: Any) -> Scenario:
    locked_draft(scenario.case, by)
    if scenario.is_nothing and fields.get("mode", scenario.mode) != scenario.mode:
        raise Refused(_("Doing nothing stays among the scenarios: the others are compared with it."))
    return actions.change(scenario, permission=EDIT, by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def choose(scenario: Scenario, *, by: User) -> Scenario:
    """Make this the scenario that the version asks to confirm, in place of the one before."""
    locked_draft(scenario.case, by)
    before = scenario.case.chosen
    if before == scenario:
        return scenario
    Scenario.objects.filter(case=scenario.case_id, is_chosen=True).update(is_chosen=False)
    return actions.change(scenario, permission=EDIT, by=by, verb="chosen", is_chosen=True, note=str(before or ""))


@transaction.atomic
def remove_scenario(scenario: Scenario, *, by: User) -> None:
    locked_draft(scenario.case, by)
    fresh = Scenario.objects.filter(pk=scenario.pk).first()
    if fresh is None:
        raise Refused(_("Somebody else was first: this is removed already."))
    if fresh.is_nothing:
        raise Refused(_("Doing nothing stays among the scenarios: the others are compared with it."))
    if fresh.is_chosen:
        raise Refused(_("This is the chosen scenario: choose another one first."))
    names = ", ".join(fresh.lines.values_list("title", flat=True))
    fresh.lines.all().delete()
    actions.remove(fresh, permission=EDIT, by=by, note=names)


@transaction.atomic
def hand_over(
    programme: Programme, *, mode: str, title: str, lines: Sequence[PlannedLine], source: str, by: User
) -> Scenario:
    """Put what another part worked out into the draft, as one scenario with these lines in place of those it had.

    It goes to the scenario that came from the same ``source``; else to one of this mode without lines; else to a new one.
    A draft is opened from the latest version where none is open. Amounts beyond the horizon are left out.
    Raises ``Refused`` where a version waits for confirmation, and for lines that cannot be kept; nothing is written then.
    """
    if not by.has_perm(EDIT, programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    case = _open_draft(programme, by)
    scenario = _place(case, mode, source)
    before = written(scenario) if scenario.pk else {}
    scenario.title, scenario.source = title[:120], source
    scenario.full_clean()
    scenario.revision += bool(scenario.pk)
    scenario.save()
    scenario.lines.all().delete()
    try:
        _write_planned(scenario, lines)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    after = written(scenario)
    audit.entry(
        scenario, "handed over", by=by, before=before, after={"title": title, "mode": mode, **after}, note=source
    )
    return scenario


def _open_draft(programme: Programme, by: User) -> BusinessCase:
    case = unfinished_case(programme)
    if case is None:
        last = programme.businesscases.first()
        kept = {name: getattr(last, name) for name in SETTINGS} if last else {}
        return start_version(BusinessCase(programme=programme, **kept), by=by)
    if case.state != BusinessCase.State.DRAFT:
        words = _("%(case)s waits for confirmation: hand over again once that is decided.")
        raise Refused(words % {"case": case})
    return case


def _place(case: BusinessCase, mode: str, source: str) -> Scenario:
    if mode not in Scenario.Mode.values:
        raise ValueError(f"Unknown mode: {mode}")
    found = case.scenarios.filter(source=source, mode=mode).first()
    if found is None and mode == Scenario.Mode.NOTHING:
        found = case.scenarios.filter(mode=mode).first()
    if found is None:
        found = case.scenarios.filter(mode=mode, source="", lines=None).first()
    return found or Scenario(case=case, mode=mode)


def _write_planned(scenario: Scenario, lines: Sequence[PlannedLine]) -> None:
    ask_room(scenario, len(lines))
    for planned in lines:
        write(Line(scenario=scenario), _as_new(planned, last_year=scenario.case.horizon_years))


def _as_new(planned: PlannedLine, *, last_year: int = 10) -> Entry:
    names = ("kind", "category", "title", "shape", "low", "likely", "high", "growth", "start_month", "end_month")
    fields = {name: getattr(planned, name) for name in names} | {"goal_id": planned.goal}
    return Entry(None, fields, {year: amount for year, amount in planned.by_year.items() if year <= last_year})
