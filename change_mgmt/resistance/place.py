"""One department as the early warning shows it: its values with their limits, its standing, the reason and the step."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.models import EarlyWarning
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
from core.text import names, number, rounded, say
from implementation.programme.models import Department

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
        """With one decimal; with more where that would hide that the limit is missed."""
        if self.value is None:
            return self.why
        places = next((n for n in (1, 2) if not self.value < self.limit <= rounded(self.value, n)), 4)
        figure = number(rounded(self.value, places), places)
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
