"""The board: what each module is doing in each department, and what looks wrong about the whole."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import day, names, say
from implementation.programme.models import Department, Programme
from implementation.rollout.models import Module, Pilot
from implementation.rollout.progress import Progress, progress_on

#: More pilots than this at a time ask too much of the same people.
MOST_AT_ONCE = 2
#: A pilot that is under way hides an older one of the same module in the same department.
_CLOSENESS = {"running": 0, "extended": 0, "evaluating": 1, "accepted": 2, "planned": 3, "rolled_back": 4}


@dataclass(frozen=True)
class Cell:
    """One module in one department: tone, words, a second line, and where it leads."""

    tone: str
    words: Any
    sub: Any
    url: str


@dataclass(frozen=True)
class Board:
    departments: list[Department]
    rows: list[tuple[Module, list[Cell | None]]]
    pilots: list[Progress]

    @property
    def running(self) -> list[Progress]:
        return [item for item in self.pilots if item.pilot.state in Pilot.RUNNING]

    @property
    def never_piloted(self) -> list[Department]:
        """Departments that no pilot ever reached or is planned for."""
        reached = {
            place.pk for item in self.pilots if item.pilot.state != "rolled_back" for place in _places(item, self)
        }
        return [place for place in self.departments if place.pk not in reached]

    @property
    def warnings(self) -> list[Any]:
        found = []
        if len(self.running) > MOST_AT_ONCE:
            text = _("**{n} pilots run at once.** More than {most} ask too much of the same people: let one end first.")
            found.append(say(text, n=len(self.running), most=MOST_AT_ONCE))
        if self.pilots and (left := self.never_piloted):
            text = ngettext_lazy(
                "**{n} department has no pilot:** {names}. What does not fit there is found late.",
                "**{n} departments have no pilot:** {names}. What does not fit there is found late.",
                len(left),
            )
            found.append(say(text, n=len(left), names=names([place.name for place in left])))
        return found


def board_of(programme: Programme) -> Board:
    departments = list(programme.organisation.departments.all())
    modules = list(programme.modules.all())
    board = Board(departments, [], progress_on(programme))
    chosen: dict[tuple[int, int], Progress] = {}
    for item in sorted(board.pilots, key=lambda item: -_CLOSENESS[item.pilot.state]):
        for place in _places(item, board):
            chosen[item.pilot.module_id, place.pk] = item
    for module in modules:
        cells = [_cell(module, chosen.get((module.pk, place.pk))) for place in departments]
        board.rows.append((module, cells))
    return board


def _places(item: Progress, board: Board) -> list[Department]:
    return board.departments if item.pilot.way == Pilot.Way.PART else list(item.pilot.departments.all())


def _cell(module: Module, item: Progress | None) -> Cell | None:
    """The pilot there; where there is none, the module itself once it is rolled out to everyone."""
    if item is None or (item.pilot.state == "rolled_back" and module.state in Module.OUT):
        if module.state not in Module.OUT:
            return None
        words = Module.State(module.state).label
        return Cell(module.TONES[module.state], words, "", module.get_absolute_url())
    pilot = item.pilot
    if pilot.state in Pilot.RUNNING:
        words, sub = item.words, item.measures_met
    else:
        words = Pilot.State(pilot.state).label
        sub = {
            "planned": say(_("starts {day}"), day=day(pilot.planned_start)),
            "evaluating": say(_("gate on {day}"), day=day(pilot.exit_gate.due)),
        }.get(pilot.state) or (say(_("on {day}"), day=day(pilot.actual_end)) if pilot.actual_end else "")
    return Cell(item.tone, words, sub, pilot.get_absolute_url())
