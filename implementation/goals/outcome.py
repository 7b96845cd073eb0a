"""What came of it: vision and goals as they were signed, beside what was measured in the end."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import plain
from core.text import day, names
from implementation.goals.figures import with_unit
from implementation.goals.models import Goal, ReviewedGoal, VisionSignature, VisionVersion
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme

#: What of a goal is told when it is not as it was signed.
TOLD = ("title", "baseline", "target", "unit", "due", "layer", "modules")


@dataclass(frozen=True)
class Change:
    """One thing of a goal that is another one since it was signed."""

    label: Any
    was: Any
    now: Any


@dataclass(frozen=True)
class Line:
    """One goal: as it was signed, as it is, what the last review said. ``signed`` is None for a goal set later."""

    goal: Goal
    signed: dict[str, Any] | None
    review: ReviewedGoal | None

    @property
    def title(self) -> str:
        return self.signed["title"] if self.signed else self.goal.title

    @property
    def unit(self) -> str:
        return self.signed["unit"] if self.signed else self.goal.unit

    def _signed(self, name: str):
        value = self.signed[name] if self.signed else getattr(self.goal, name)
        return None if value is None else Decimal(value)

    def number(self, name: str) -> float | None:
        value = self._signed(name)
        return None if value is None else float(value)

    @property
    def shown_baseline(self):
        return with_unit(self._signed("baseline"), self.unit)

    @property
    def shown_target(self):
        return with_unit(self._signed("target"), self.unit)

    @property
    def due(self) -> datetime.date | None:
        kept = self.signed["due"] if self.signed else self.goal.due
        return datetime.date.fromisoformat(kept) if isinstance(kept, str) else kept

    @property
    def changes(self) -> list[Change]:
        if self.signed is None:
            return []
        pairs = [(name, self.signed.get(name), plain(getattr(self.goal, name))) for name in TOLD]
        return [
            Change(_label(name), _told(name, was), _told(name, now)) for name, was, now in pairs if not _same(was, now)
        ]

    @property
    def note(self) -> Any:
        if self.signed is None:
            return _("Set after the vision was signed.")
        return _("Dropped since.") if self.goal.state == Goal.State.DROPPED else ""


@dataclass(frozen=True)
class Outcome:
    vision: VisionVersion | None
    text: str
    signatures: list[VisionSignature]
    lines: list[Line]
    #: Signed before goals were kept with a signature.
    without_goals: bool

    @property
    def reached(self) -> int:
        return sum(line.goal.standing == "reached" for line in self.lines)

    @property
    def counted(self) -> int:
        return sum(line.goal.state == Goal.State.PURSUED for line in self.lines)

    @property
    def signed_on(self) -> datetime.date | None:
        return self.signatures[-1].at.date() if self.signatures else None


def outcome_of(programme: Programme) -> Outcome:
    """Against the version that was signed by everyone; a draft is no yardstick."""
    vision = programme.visionversions.filter(state=VisionVersion.State.SIGNED).first()
    signatures = list(VisionSignature.objects.filter(signatory__vision=vision).order_by("at")) if vision else []
    facts = signatures[-1].facts if signatures else {}
    signed = {item["id"]: item for item in facts.get("goals") or []}
    reviewed = ReviewedGoal.objects.filter(review__programme=programme, review__state="held").select_related("review")
    last = {item.goal_id: item for item in reviewed.order_by("review__days")}
    goals = programme.goals.with_latest().select_related("owner").order_by("number")
    lines = [
        Line(goal, signed.get(goal.pk), last.get(goal.pk))
        for goal in goals
        if goal.pk in signed or goal.state == Goal.State.PURSUED
    ]
    without = bool(signatures) and "goals" not in facts
    return Outcome(vision, facts.get("text", ""), signatures, lines, without)


def _label(name: str):
    return Goal._meta.get_field(name).verbose_name


def _same(was: Any, now: Any) -> bool:
    return was == now or (was is not None and now is not None and _number(was) == _number(now) is not None)


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return None


def _told(name: str, value: Any) -> Any:
    if value in (None, "", []):
        return "–"
    if name in ("baseline", "target"):
        return with_unit(Decimal(value), "")
    if name == "due":
        return day(datetime.date.fromisoformat(value))
    if name == "layer":
        return Goal.Layer(value).label
    if name == "modules":
        return names([MODULES[key].name if key in MODULES else key for key in value])
    return value
