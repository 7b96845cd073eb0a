"""The board: what each module is doing in each department."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from core.text import day, say
from implementation.programme.models import Department, Programme
from implementation.rollout.models import Feedback, Module, Participant, Pilot
from implementation.rollout.progress import Progress, progress_on

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
class Group:
    """The people named for a pilot in one department."""

    people: int
    front_line: int


@dataclass(frozen=True)
class Board:
    """All modules, pilots and departments of a programme; only pilots that run come with their measures."""

    programme: Programme
    departments: list[Department]
    modules: list[Module]
    pilots: list[Pilot]
    progress: dict[int, Progress]
    #: pilot number -> department number -> who is named
    groups: dict[int, dict[int, Group]] = field(default_factory=dict)
    #: departments from which somebody sent feedback
    heard: frozenset[int] = frozenset()

    @property
    def running(self) -> list[Pilot]:
        return [pilot for pilot in self.pilots if pilot.state in Pilot.RUNNING]

    def places(self, pilot: Pilot) -> list[Department]:
        return self.departments if pilot.way == Pilot.Way.PART else list(pilot.departments.all())

    @cached_property
    def rows(self) -> list[tuple[Module, list[Cell | None]]]:
        chosen: dict[tuple[int, int], Pilot] = {}
        for pilot in sorted(self.pilots, key=lambda item: -_CLOSENESS[item.state]):
            for place in self.places(pilot):
                chosen[pilot.module_id, place.pk] = pilot
        return [
            (module, [self._cell(module, chosen.get((module.pk, place.pk))) for place in self.departments])
            for module in self.modules
        ]

    def _cell(self, module: Module, pilot: Pilot | None) -> Cell | None:
        """The pilot there; where there is none, the module itself once it is rolled out to everyone."""
        if pilot is None or (pilot.state == Pilot.State.ROLLED_BACK and module.is_out):
            if not module.is_out:
                return None
            words = Module.State(module.state).label
            return Cell(module.TONES[module.state], words, "", module.get_absolute_url())
        tone, url = Pilot.TONES[pilot.state], pilot.get_absolute_url()
        if item := self.progress.get(pilot.pk):
            return Cell(tone, item.words, item.measures_met, url)
        return Cell(tone, Pilot.State(pilot.state).label, _when(pilot), url)


def _when(pilot: Pilot):
    if pilot.state == Pilot.State.PLANNED:
        return say(_("starts {day}"), day=day(pilot.planned_start))
    if pilot.state == Pilot.State.EVALUATING:
        return say(_("gate on {day}"), day=day(pilot.exit_gate.due))
    return say(_("on {day}"), day=day(pilot.actual_end)) if pilot.actual_end else ""


def board_of(programme: Programme) -> Board:
    """In a fixed number of queries."""
    pilots = programme.pilots.select_related("module", "exit_gate", "lead").prefetch_related("departments")
    return Board(
        programme=programme,
        departments=list(programme.organisation.departments.all()),
        modules=list(programme.modules.prefetch_related("needs", "departments")),
        pilots=list(pilots),
        progress={item.pilot.pk: item for item in progress_on(programme, *Pilot.RUNNING)},
        groups=_groups(programme),
        heard=frozenset(
            Feedback.objects.filter(pilot__programme=programme, department__isnull=False)
            .order_by()
            .values_list("department", flat=True)
            .distinct()
        ),
    )


def _groups(programme: Programme) -> dict[int, dict[int, Group]]:
    rows = (
        Participant.objects.filter(pilot__programme=programme)
        .order_by()
        .values_list("pilot", "department")
        .annotate(people=Count("pk"), front=Count("pk", filter=Q(front_line=True)))
    )
    found: dict[int, dict[int, Group]] = defaultdict(dict)
    for pilot, department, people, front in rows:
        found[pilot][department] = Group(people, front)
    return dict(found)
