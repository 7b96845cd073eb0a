"""Waves for a module as its accepted pilots suggest them: which department next and why, how long, how many people."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.text import number, say
from implementation.programme.models import Department
from implementation.rollout.capacity import Slice, cut
from implementation.rollout.models import AdoptionFigure, Module, Pilot, ReadinessAnswer, Wave
from implementation.rollout.progress import ADOPTION_FLOOR, as_figure, latest_of, weeks_of
from implementation.rollout.shares import averages, weekly
from implementation.rollout.wave_load import departments_of, limits_of, loads_of, people_in

LEAST_WEEKS, MOST_WEEKS = 2, 12


@dataclass(frozen=True)
class Candidate:
    """A department that waits for the module: how many people, how ready, and the sentences that say so."""

    department: Department
    people: int
    score: float
    why: list[Any]


@dataclass(frozen=True)
class Proposal:
    module: Module
    closed: Any = ""
    candidates: list[Candidate] = field(default_factory=list)
    weeks: int = 0
    why_weeks: Any = ""
    slices: list[Slice] = field(default_factory=list)
    first_number: int = 1
    lead: User | None = None

    @property
    def waves(self) -> list[tuple[int, Slice, list[tuple[Department, int]]]]:
        """Number, days, and people by department, for the page."""
        by_id = {item.department.pk: item.department for item in self.candidates}
        return [
            (self.first_number + place, item, [(by_id[pk], people) for pk, people in item.places.items()])
            for place, item in enumerate(self.slices)
        ]


def proposal_for(module: Module, *, today: datetime.date | None = None) -> Proposal:
    """What comes next for a module. Without an accepted pilot nothing is proposed, and ``closed`` says so."""
    programme, today = module.programme, today or timezone.localdate()
    accepted = [*module.pilots.filter(state=Pilot.State.ACCEPTED).select_related("lead").prefetch_related("adoption")]
    if not accepted:
        return Proposal(module, _("No pilot of it is accepted yet: what the pilot teaches comes first."))
    places = departments_of(programme)
    left = _without(module, accepted, places)
    candidates = _in_order(module, [place for place in places if left[place.pk] > 0], left, today)
    weeks, why_weeks = _weeks(accepted)
    slices = cut(
        [(item.department.pk, item.people) for item in candidates],
        begins=today + datetime.timedelta(days=7),
        weeks=weeks,
        limits=limits_of(programme),
        others=loads_of(programme),
    )
    there = module.waves.exclude(state=Wave.State.CANCELLED).count()
    return Proposal(module, "", candidates, weeks, why_weeks, slices, there + 1, accepted[0].lead)


def _without(module: Module, accepted: list[Pilot], places: list[Department]) -> dict[int, int]:
    """People of each department who neither have the module nor are planned for it."""
    everyone = {place.pk: place.headcount for place in places}
    wanted = {place.pk for place in module.departments.all()} or set(everyone)
    left = {pk: people if pk in wanted else 0 for pk, people in everyone.items()}
    for pilot in accepted:
        for pk, people in people_in(pilot, everyone).items():
            left[pk] -= people
    for wave in module.waves.exclude(state=Wave.State.CANCELLED).prefetch_related("places"):
        for place in wave.places.all():
            left[place.department_id] = left.get(place.department_id, 0) - place.people
    return left


def _in_order(
    module: Module, places: list[Department], left: Mapping[int, int], today: datetime.date
) -> list[Candidate]:
    """Those who use other modules well and are ready come first; of those nobody knows anything about, the smaller."""
    used, ready = _use_by_department(module, today), _readiness(module)
    found = []
    for place in places:
        scores, why = [], []
        if place.pk in used:
            scores.append(used[place.pk])
            text = _("**{share} %** of its people use other modules each week, floor {floor} %.")
            why.append(say(text, share=number(used[place.pk], 0), floor=ADOPTION_FLOOR))
        if place.pk in ready:
            yes, total = ready[place.pk]
            scores.append(100 * yes / total)
            why.append(say(_("**{yes} of {total}** points of readiness are there."), yes=yes, total=total))
        if not why:
            why.append(_("Nothing is known about its use or readiness yet: it comes later, the smaller first."))
        found.append(Candidate(place, left[place.pk], sum(scores) / len(scores) if scores else -1, why))
    return sorted(found, key=lambda item: (-item.score, item.department.headcount, item.department.name))


def _use_by_department(module: Module, today: datetime.date) -> dict[int, float]:
    """Department -> active people over the latest weeks in any module of the programme, in per cent."""
    since = today - datetime.timedelta(weeks=6)
    found: dict[int, list] = {}
    recent = AdoptionFigure.objects.filter(
        module__programme=module.programme_id, week__gte=since, department__isnull=False
    )
    for figure in recent:
        found.setdefault(figure.department_id, []).append(as_figure(figure))
    shares = {place: latest_of(weekly(figures), until=today) for place, figures in found.items()}
    return {place: adoption.share for place, adoption in shares.items() if adoption}


def _readiness(module: Module) -> dict[int, tuple[int, int]]:
    """Department -> (points there, points asked), over the pilots of the programme."""
    found: dict[int, tuple[int, int]] = {}
    for answer in ReadinessAnswer.objects.filter(pilot__programme=module.programme_id):
        yes, total = found.get(answer.department_id, (0, 0))
        found[answer.department_id] = (yes + (answer.answer == ReadinessAnswer.Answer.YES), total + 1)
    return found


def _weeks(accepted: list[Pilot]) -> tuple[int, Any]:
    """How long a wave is given: as long as the pilots took until four weeks together were above the floor."""
    taken = [weeks for pilot in accepted if (weeks := _weeks_to_floor(pilot))]
    if not taken:
        longest = min(max(max(pilot.week() for pilot in accepted), LEAST_WEEKS), MOST_WEEKS)
        return longest, say(_("A wave takes **{n}** weeks, as long as the pilot did."), n=longest)
    weeks = min(max(*taken, LEAST_WEEKS), MOST_WEEKS)
    text = _("A wave takes **{n}** weeks: so long the pilot took until {floor} % of its people used it each week.")
    return weeks, say(text, n=weeks, floor=ADOPTION_FLOOR)


def _weeks_to_floor(pilot: Pilot) -> int | None:
    weeks = weeks_of(pilot)
    for place, share in enumerate(averages(weeks), start=1):
        if share >= ADOPTION_FLOOR:
            return place
    return None
