"""How far a module has come: in which departments, and to how many of its planned users."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from implementation.programme.models import Department
from implementation.rollout.models import Module, Pilot

NOT_STARTED, IN_PILOT, ROLLING_OUT, LIVE = "idle", "now", "ok", "done"
WORDS = {NOT_STARTED: _("Not started"), IN_PILOT: _("In pilot"), ROLLING_OUT: _("Rolling out"), LIVE: _("Live")}


@dataclass(frozen=True)
class Place:
    """A department that gets the module, and how it stands there."""

    department: Department
    tone: str

    @property
    def words(self) -> Any:
        return WORDS[self.tone]


@dataclass(frozen=True)
class Reach:
    places: list[Place]
    users: int
    planned: int | None

    @property
    def share(self) -> float | None:
        return 100 * self.users / self.planned if self.planned else None


def reach_of(module: Module, pilots: list[Pilot], everywhere: list[Department]) -> Reach:
    """``everywhere`` are the departments of the organisation; a module wanted for none in particular is for all."""
    wanted = list(module.departments.all()) or everywhere
    states: dict[int, set[str]] = {}
    for pilot in pilots:
        for place in everywhere if pilot.way == Pilot.Way.PART else pilot.departments.all():
            states.setdefault(place.pk, set()).add(pilot.state)
    places = [Place(place, _tone(module, states.get(place.pk, set()))) for place in wanted]
    if module.state == Module.State.LIVE:
        return Reach(places, sum(place.headcount for place in wanted), module.users_planned)
    counted = (*Pilot.UNDER_WAY, Pilot.State.ACCEPTED)
    return Reach(places, sum(pilot.users for pilot in pilots if pilot.state in counted), module.users_planned)


def _tone(module: Module, states: set[str]) -> str:
    if module.state == Module.State.LIVE or Pilot.State.ACCEPTED in states:
        return LIVE
    if states & set(Pilot.UNDER_WAY):
        return IN_PILOT
    return ROLLING_OUT if module.state == Module.State.ROLLING_OUT else NOT_STARTED
