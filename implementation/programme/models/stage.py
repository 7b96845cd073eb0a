from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme import pace
from implementation.programme.models.programme import ProgrammeRecord


class Stage(ProgrammeRecord):
    """A stretch of the path that ends at a gate."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        UNDER_WAY = "under_way", _("Under way")
        PAUSED = "paused", _("Paused")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")

    TONES = {"not_started": "idle", "under_way": "now", "paused": "wait", "done": "done", "stopped": "bad"}
    RUNNING = (State.UNDER_WAY, State.PAUSED)

    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    name = models.CharField(_("Name"), max_length=80)
    standard_days = models.PositiveSmallIntegerField(_("Standard duration, days"))
    planned_start = models.DateField(_("Planned start"))
    planned_end = models.DateField(_("Planned end"))
    actual_start = models.DateField(_("Actual start"), null=True, blank=True)
    actual_end = models.DateField(_("Actual end"), null=True, blank=True)
    forecast_end = models.DateField(_("Forecast end"), null=True, blank=True)
    state = StateField(_("State"), choices=State, default=State.NOT_STARTED)

    class Meta:
        verbose_name = _("Stage")
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="stage_number_once"),
            models.CheckConstraint(
                condition=models.Q(planned_end__gte=models.F("planned_start")),
                name="stage_ends_after_start",
                violation_error_message=_("The stage ends before it starts: choose a later end."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("stage", args=[self.programme_id, self.pk])

    def clean(self):
        if self.planned_start and self.planned_end and self.planned_end < self.planned_start:
            raise ValidationError({"planned_end": _("The stage ends before it starts: choose a later end.")})

    @property
    def expected(self) -> pace.Expected:
        """When it ended, else when it is expected to, entered or worked out from its pace."""
        if self.state == self.State.STOPPED:
            return pace.Expected(self.planned_end, False)
        return pace.expected_end(
            planned_start=self.planned_start,
            planned_end=self.planned_end,
            standard_days=self.standard_days,
            today=timezone.localdate(),
            actual_start=self.actual_start,
            actual_end=self.actual_end if self.state == self.State.DONE else None,
            forecast_end=self.forecast_end,
        )

    @property
    def expected_end(self):
        return self.expected.on

    @property
    def slip(self) -> int:
        """Days later than planned; negative when earlier."""
        return pace.slip(self.expected_end, self.planned_end)

    @property
    def early(self) -> int:
        """Days earlier than planned; 0 when not."""
        return max(-self.slip, 0)

    @property
    def planned_days(self) -> int:
        return pace.days_between(self.planned_start, self.planned_end)

    @property
    def actual_days(self) -> int | None:
        """Days that it took, or has taken so far."""
        if not self.actual_start:
            return None
        return pace.days_between(self.actual_start, self.actual_end or timezone.localdate())

    @property
    def forecast_days(self) -> int:
        return pace.days_between(min(self.actual_start or self.planned_start, self.expected_end), self.expected_end)

    @transition(
        state,
        source=State.NOT_STARTED,
        target=State.UNDER_WAY,
        permission="programme.run_stage",
        custom={"label": _("Start the stage"), "hidden": True},
    )
    def start(self):
        """Opened by the gate before it."""

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.PAUSED,
        permission="programme.run_stage",
        custom={"label": _("Pause the stage"), "hidden": True},
    )
    def pause(self):
        """By the gate decision “hold”."""

    @transition(
        state,
        source=[State.PAUSED, State.DONE],
        target=State.UNDER_WAY,
        permission="programme.run_stage",
        custom={"label": _("Resume the stage"), "hidden": True},
    )
    def resume(self):
        """When a decision is asked for again, or the gate is reopened."""

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.DONE,
        permission="programme.run_stage",
        custom={"label": _("Close the stage"), "hidden": True},
    )
    def finish(self):
        """When every gate of the stage is decided."""

    @transition(
        state,
        source=[State.NOT_STARTED, State.UNDER_WAY, State.PAUSED],
        target=State.STOPPED,
        permission="programme.run_stage",
        custom={"label": _("Stop the stage"), "hidden": True},
    )
    def stop(self):
        """By the gate decision “stop”."""
