"""What a pilot came to: every measure at its last value, how old that is, adoption, the way back, the runs."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import day, say
from implementation.rollout.models import Pilot, PilotMeasure, Run
from implementation.rollout.progress import MeasureLine, Progress, progress_of, weeks_of
from implementation.rollout.shares import Week

#: A measure must have been taken so shortly before the exit.
FRESH = datetime.timedelta(days=14)


def exit_day(pilot: Pilot, today: datetime.date | None = None) -> datetime.date:
    """The day by which the pilot is judged: its end, or today while it runs."""
    return pilot.actual_end or today or timezone.localdate()


def is_stale(line: MeasureLine, on: datetime.date) -> bool:
    """Whether its last value is older than the last fourteen days before the exit; without a value there is nothing to age."""
    return line.latest is not None and line.latest.on < on - FRESH


@dataclass(frozen=True)
class ExitLine:
    line: MeasureLine
    is_stale: bool

    @property
    def who(self):
        """Who wrote the last value down."""
        if self.line.latest is None:
            return "–"
        if self.line.measure.source == PilotMeasure.Source.ADOPTION:
            return _("from adoption")
        return self.line.latest.by.name


@dataclass(frozen=True)
class ExitReport:
    progress: Progress
    on: datetime.date
    lines: list[ExitLine]
    weeks: list[Week]
    runs: list[Run]

    @property
    def stale(self) -> list[ExitLine]:
        return [item for item in self.lines if item.is_stale]

    @property
    def summary(self) -> Any:
        """Measures met, and how many values are too old to count on."""
        if not self.stale:
            return say(_("**{met} of {total}** measures met."), met=self.progress.met, total=len(self.lines))
        text = _("**{met} of {total}** measures met; {stale} with no value in the last 14 days.")
        return say(text, met=self.progress.met, total=len(self.lines), stale=len(self.stale))


def exit_report_of(pilot: Pilot) -> ExitReport:
    """``pilot`` comes with its progress."""
    progress, on = progress_of(pilot), exit_day(pilot)
    runs = Run.objects.filter(runbook__pilot=pilot).exclude(state=Run.State.UNDER_WAY)
    runs = runs.select_related("runbook__pilot", "runbook__module", "started_by", "report")
    return ExitReport(
        progress=progress,
        on=on,
        lines=[ExitLine(line, is_stale(line, on)) for line in progress.lines],
        weeks=weeks_of(pilot),
        runs=list(runs[:20]),
    )


def stale_words(line: MeasureLine):
    return say(
        _("{title} was last measured on {day}: measure it again, at most 14 days before the exit."),
        title=line.measure.title,
        day=day(line.latest.on),
    )
