"""How far a pilot has come: its measures against their targets, its adoption, where it stands in time.

Everything here reads; pilots come with ``with_progress``, so that a list of them asks the database no more than one does.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import day, names, number, say
from implementation.rollout.models import AdoptionFigure, MeasureValue, Pilot, PilotMeasure
from implementation.rollout.shares import Figure, Week, averages, share_of, weekly

MET, PARTLY, NOT_MET, NO_VALUE = "met", "partly", "not_met", "no_value"
TONES = {MET: "ok", PARTLY: "partly", NOT_MET: "bad", NO_VALUE: "none"}
WORDS = {MET: _("Met"), PARTLY: _("Partly met"), NOT_MET: _("Not met"), NO_VALUE: _("No value yet")}
#: Of how many of the latest values the trend of a measure is taken.
TREND_VALUES = 4
#: Over how many of the latest weeks adoption is judged.
ADOPTION_WEEKS = 4
ADOPTION_FLOOR = 80


def with_progress(queryset):
    """The pilots with everything that their progress is read from, in a fixed number of queries."""
    return queryset.select_related("module", "lead", "exit_gate__stage", "programme__organisation").prefetch_related(
        "departments",
        Prefetch(
            "measures",
            PilotMeasure.objects.prefetch_related(Prefetch("values", MeasureValue.objects.select_related("by"))),
        ),
        Prefetch("adoption", AdoptionFigure.objects.all()),
    )


def figure(value: Decimal):
    """A number with as many decimals as it was written with, in the reader's language."""
    plain = Decimal(value).normalize()
    return number(plain, max(0, -int(plain.as_tuple().exponent)))


@dataclass(frozen=True)
class Spark:
    """A line of the values in a box of 96 by 24, with the height of the target."""

    points: str
    last: tuple[str, str]
    target: str


def spark(values: list[Decimal], target: Decimal) -> Spark | None:
    if not values:
        return None
    low, high = min([*values, target]), max([*values, target])
    span = float(high - low) or 1.0

    def height(value) -> str:
        return f"{21 - 18 * float(value - low) / span:.1f}"

    step = 90 / max(len(values) - 1, 1)
    spots = [(f"{2 + step * n:.1f}", height(value)) for n, value in enumerate(values)]
    return Spark(" ".join(f"{x},{y}" for x, y in spots), spots[-1], height(target))


@dataclass(frozen=True)
class MeasureLine:
    """A measure with its values, what the latest says, and when its trend reaches the target."""

    measure: PilotMeasure
    values: list[MeasureValue]

    @property
    def latest(self) -> MeasureValue | None:
        return self.values[-1] if self.values else None

    @property
    def result(self) -> str:
        if self.latest is None:
            return NO_VALUE
        if self.measure.is_met_by(self.latest.value):
            return MET
        return PARTLY if self.measure.is_better_than_before(self.latest.value) else NOT_MET

    @property
    def tone(self) -> str:
        return TONES[self.result]

    @property
    def words(self):
        return WORDS[self.result]

    @property
    def now(self):
        return figure(self.latest.value) if self.latest else "–"

    @property
    def before(self):
        return figure(self.measure.baseline) if self.measure.baseline is not None else "–"

    @property
    def exit_at(self):
        text = _("{value} or more") if self.measure.direction == "at_least" else _("{value} or less")
        return say(text, value=figure(self.measure.target))

    @property
    def spark(self) -> Spark | None:
        return spark([item.value for item in self.values], self.measure.target)

    @property
    def reaches_target_on(self) -> datetime.date | None:
        """The day on which a straight line through the latest values meets the target; None where it never does."""
        recent = self.values[-TREND_VALUES:]
        if len(recent) < 2:
            return None
        days = [float((item.on - recent[0].on).days) for item in recent]
        levels = [float(item.value) for item in recent]
        mean_day, mean_level = sum(days) / len(days), sum(levels) / len(levels)
        spread = sum((x - mean_day) ** 2 for x in days)
        slope = sum((x - mean_day) * (y - mean_level) for x, y in zip(days, levels, strict=True)) / spread
        if slope == 0:
            return None
        ahead = mean_day + (float(self.measure.target) - mean_level) / slope
        if not days[-1] < ahead < days[-1] + 730:
            return None
        return recent[0].on + datetime.timedelta(days=-int(-ahead // 1))

    @property
    def outlook(self):
        """What holds the exit back, in a sentence."""
        if self.latest is None:
            return _("Nobody has recorded a value yet.")
        reached = self.reaches_target_on
        if reached is None:
            return _("Its latest values do not move towards the target.")
        return say(_("As it moves now, it reaches the target on {day}."), day=day(reached))


@dataclass(frozen=True)
class Adoption:
    """Active people over the latest weeks, in per cent of those who could be."""

    share: float
    weeks: int
    latest: Week


def as_figure(item: AdoptionFigure) -> Figure:
    return Figure(
        module=item.module_id,
        department=item.department_id,
        pilot=item.pilot_id,
        week=item.week,
        active_users=item.active_users,
        staff=item.staff,
        logins=item.logins,
        records=item.records,
    )


def weeks_of(pilot: Pilot) -> list[Week]:
    """What was recorded of the pilot's people, week by week."""
    return weekly(as_figure(item) for item in pilot.adoption.all())


def latest_of(weeks: list[Week], *, until: datetime.date, over: int = ADOPTION_WEEKS) -> Adoption | None:
    """The share over the latest weeks up to a day; None without figures.

    The week that runs and the one before it may still be unrecorded.
    """
    since = until - datetime.timedelta(days=until.weekday(), weeks=over + 1)
    found = [item for item in weeks if since <= item.week <= until][-over:]
    share = share_of(found)
    return None if share is None else Adoption(share, len(found), found[-1])


def adoption_of(pilot: Pilot, *, weeks: int = ADOPTION_WEEKS, today: datetime.date | None = None) -> Adoption | None:
    """The share over the latest weeks before today, or before the pilot's end when that is past."""
    until = pilot.actual_end or today or timezone.localdate()
    return latest_of(weeks_of(pilot), until=until, over=weeks)


def values_of(measure: PilotMeasure, weeks: list[Week]) -> list[MeasureValue]:
    """What a measure was, day by day: written down by people, or taken from adoption."""
    if measure.source != PilotMeasure.Source.ADOPTION:
        return list(measure.values.all())
    shares = averages(weeks, over=ADOPTION_WEEKS)
    return [
        MeasureValue(measure=measure, on=item.ends, value=Decimal(str(round(share, 3))))
        for item, share in zip(weeks, shares, strict=True)
    ]


@dataclass(frozen=True)
class Progress:
    """A pilot as its page, the board, the checks and the report see it."""

    pilot: Pilot
    lines: list[MeasureLine]
    adoption: Adoption | None

    @property
    def met(self) -> int:
        return sum(line.result == MET for line in self.lines)

    @property
    def missed(self) -> list[MeasureLine]:
        return [line for line in self.lines if line.result != MET]

    @property
    def where(self):
        if self.pilot.way == Pilot.Way.PART:
            return _("all departments")
        return names([place.name for place in self.pilot.departments.all()])

    @property
    def measures_met(self):
        text = ngettext_lazy("{met} of {total} measure met", "{met} of {total} measures met", len(self.lines))
        return say(text, met=self.met, total=len(self.lines))

    @property
    def tone(self) -> str:
        return Pilot.TONES[self.pilot.state]

    @property
    def words(self):
        """The state, with the week while it runs."""
        pilot = self.pilot
        if pilot.state not in Pilot.RUNNING:
            return Pilot.State(pilot.state).label
        week, weeks = pilot.week(), pilot.weeks
        if week > weeks:
            return _("Pilot, past its end")
        return say(_("Pilot, week {week} of {weeks}"), week=week, weeks=weeks)

    @property
    def next(self):
        """What comes next, with its day."""
        pilot, gate = self.pilot, self.pilot.exit_gate
        if pilot.state == Pilot.State.PLANNED:
            return say(_("Starts {day}"), day=day(pilot.planned_start))
        if not gate.is_decided:
            return say(_("Exit gate {day}"), day=day(gate.due))
        return say(_("Ended {day}"), day=day(pilot.actual_end)) if pilot.actual_end else ""


def progress_of(pilot: Pilot) -> Progress:
    weeks = weeks_of(pilot)
    lines = [MeasureLine(measure, values_of(measure, weeks)) for measure in pilot.measures.all()]
    return Progress(pilot, lines, adoption_of(pilot))


def progress_on(programme, *states: str) -> list[Progress]:
    """The pilots of a programme in these states (any without), the soonest first."""
    found = programme.pilots.filter(state__in=states) if states else programme.pilots.all()
    return [progress_of(pilot) for pilot in with_progress(found)]
