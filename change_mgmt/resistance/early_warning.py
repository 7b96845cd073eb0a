"""Each department beside its adoption, readiness, training and open signs, judged against the programme's limits."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from change_mgmt.coverage import Cover, coverage
from change_mgmt.resistance.models import EarlyWarning, Sign, WarningLimit
from change_mgmt.resistance.warning import (
    ADOPTION,
    HEAR,
    LOW,
    MEASURE,
    NOTHING,
    READINESS,
    TALK,
    TRAIN,
    TRAINING,
    UNKNOWN,
    WATCH,
    Judgement,
    Limits,
    Values,
    judge,
    standing,
)
from change_mgmt.survey.results import readiness
from core.text import names, number, rounded, say
from implementation.programme.models import Department, Programme
from implementation.rollout.trend import by, figures_on
from implementation.staff.models import Level

#: Adoption is taken from the latest weeks of these.
WEEKS_READ = 8
LABELS = {ADOPTION: _("Adoption"), READINESS: _("Readiness"), TRAINING: _("Training")}
#: level -> tone and words.
LEVELS = {
    0: ("ok", _("None is low")),
    1: ("partly", _("One is low")),
    2: ("warn", _("Two are low")),
    3: ("bad", _("All three are low")),
}
STEPS = {
    HEAR: _("Hold further modules here. Hear what keeps people back, settle it, then train again and watch the first weeks."),
    TALK: _("Talk with the people and their heads: why this change, what they win, what they fear."),
    TRAIN: _("Plan a session for those who still lack training, with time off for it."),
    WATCH: _("Sit beside people at work: find what makes them go another way than the system."),
    MEASURE: _("Find out what is not known yet."),
    NOTHING: _("Nothing to do now."),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One of the three values as it is shown; ``why`` says why there is none."""

    name: str
    value: float | None
    limit: float
    why: Any = ""

    @property
    def label(self):
        return LABELS[self.name]

    @property
    def is_low(self) -> bool:
        return standing(self.value, self.limit) == LOW

    @property
    def shown(self):
        """With one decimal; with four where one would hide that the limit is missed."""
        if self.value is None:
            return self.why
        hidden = self.value < self.limit <= rounded(self.value, 1)
        figure = number(rounded(self.value, 4), 4 if hidden else 1)
        return figure if self.name == READINESS else say(_("{figure} %"), figure=figure)

    @property
    def limit_shown(self):
        figure = number(rounded(self.limit, 1), 0 if self.limit == int(self.limit) else 1)
        return figure if self.name == READINESS else say(_("{figure} %"), figure=figure)


@dataclass(frozen=True)
class Place:
    """One department."""

    department: Department
    values: Values
    limits: Limits
    signs: int
    hidden: bool
    warning: EarlyWarning | None = None

    @property
    def judgement(self) -> Judgement:
        return judge(self.values, self.limits)

    @property
    def cells(self) -> list[Cell]:
        whys = {
            ADOPTION: _("No recent week"),
            READINESS: _("Fewer than 5 answers") if self.hidden else _("Not asked yet"),
            TRAINING: _("Nobody to train"),
        }
        return [
            Cell(name, getattr(self.values, name), getattr(self.limits, name), whys[name])
            for name in (ADOPTION, READINESS, TRAINING)
        ]

    @property
    def standing(self) -> tuple[str, Any]:
        found = self.judgement
        if not found.is_known:
            return "none", _("Nothing is known")
        if found.level == 0 and found.unknown:
            return "none", _("Not all is known")
        return LEVELS[found.level]

    @property
    def reason(self):
        """What is low and what is not known, with values and limits."""
        low = [
            say(_("{what} {value} (limit {limit})"), what=cell.label, value=cell.shown, limit=cell.limit_shown)
            for cell in self.cells
            if cell.is_low
        ]
        missing = [cell.label for cell in self.cells if standing(cell.value, cell.limit) == UNKNOWN]
        parts = []
        if low:
            parts.append(say(_("Low: {what}."), what=names(low)))
        if missing:
            parts.append(say(_("Not known: {what}."), what=names(missing)))
        return parts

    @property
    def step(self):
        return STEPS[self.judgement.proposal]

    @property
    def figures(self) -> dict[str, Any]:
        """As they are kept with a warning."""
        found = {cell.name: cell.value for cell in self.cells}
        return found | {"limits": {cell.name: cell.limit for cell in self.cells}, "signs": self.signs}


@dataclass(frozen=True)
class LevelLine:
    """One level of people: their training and open signs; adoption and readiness are not kept by level."""

    label: Any
    training: float | None
    signs: int


def limits_of(programme: Programme) -> Limits:
    own = WarningLimit.objects.filter(programme=programme).first()
    return own.limits if own else Limits()


def trained(programme: Programme) -> dict[int, float]:
    """Department -> per cent trained, of those who must be."""
    covers: dict[int, Cover] = {}
    for (_course, department), cover in coverage(programme).by_place.items():
        covers[department] = covers.get(department, Cover()) + cover
    return {pk: float(cover.share) for pk, cover in covers.items() if cover.share is not None}


def adopted(programme: Programme, departments: list[Department]) -> dict[int, float]:
    """Department -> per cent active over the latest weeks on record."""
    since = timezone.localdate() - datetime.timedelta(weeks=WEEKS_READ)
    figures = figures_on(programme, since=since)
    found = by(figures, departments, lambda item: item.department, address=lambda item: "")
    return {item.pk: item.latest.share for item in found if item.latest}


def open_signs(programme: Programme) -> Counter:
    """Department -> open signs, without those that are confidential."""
    found = Sign.objects.filter(programme=programme, confidential=False).open()
    return Counter(found.order_by().values_list("department_id", flat=True))


def places(programme: Programme) -> list[Place]:
    """Every department, the lowest first; the same number of queries for one department and for thirty."""
    departments = list(programme.organisation.departments.order_by("name", "pk"))
    limits, adoption = limits_of(programme), adopted(programme, departments)
    ready, training, signs = readiness(programme), trained(programme), open_signs(programme)
    warnings = {item.department_id: item for item in programme.earlywarnings.exclude(state=EarlyWarning.State.OVER)}
    found = [
        Place(
            department=item,
            values=Values(adoption.get(item.pk), as_number(ready.get(item.pk)), training.get(item.pk)),
            limits=limits,
            signs=signs.get(item.pk, 0),
            hidden=item.pk in ready and ready[item.pk] is None,
            warning=warnings.get(item.pk),
        )
        for item in departments
    ]
    return sorted(found, key=lambda place: (-place.judgement.level, -place.signs, place.department.name))


def as_number(value) -> float | None:
    return None if value is None else float(value)


def by_level(programme: Programme) -> list[LevelLine]:
    shares = {
        level: float(cover.share) for level, cover in coverage(programme).by_level.items() if cover.share is not None
    }
    found = Sign.objects.filter(programme=programme, confidential=False).open()
    signs = Counter(found.order_by().values_list("level", flat=True))
    return [LevelLine(Level(level).label, shares.get(level), signs.get(level, 0)) for level in Level.values]


def in_warning(found: list[Place]) -> list[Place]:
    return [place for place in found if place.judgement.is_early_warning]


def summary(found: list[Place]):
    low = in_warning(found)
    if not low:
        return _("No department is low in adoption, readiness and training at once.")
    text = ngettext_lazy(
        "**{n} department** is low in adoption, readiness and training at once: {names}.",
        "**{n} departments** are low in adoption, readiness and training at once: {names}.",
        len(low),
    )
    return say(text, n=len(low), names=names([place.department.name for place in low]))
