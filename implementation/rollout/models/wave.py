from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.programme.models import Department, ProgrammeRecord
from implementation.rollout.models.module import Module


@because(_("A module of it is not rolled out yet: its pilot must be accepted at the exit gate first."))
def modules_are_accepted(wave):
    return not wave.modules.exclude(state__in=Module.OUT).exists()


class Capacity(ProgrammeRecord):
    """How many people of a department may be in change at once, and how many may begin in one month."""

    department = models.ForeignKey(
        Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="capacity"
    )
    at_once = models.PositiveIntegerField(
        _("People in change at once"), help_text=_("Those who learn something new while the work goes on.")
    )
    a_month = models.PositiveIntegerField(
        _("People who may begin in a month"), null=True, blank=True, help_text=_("Left empty, there is no such limit.")
    )

    class Meta:
        ordering = ["department__name", "pk"]
        verbose_name = _("Capacity of a department")
        verbose_name_plural = _("Capacities of departments")
        constraints = [models.UniqueConstraint(fields=["programme", "department"], name="capacity_once")]

    def __str__(self):
        return str(self.department)

    def get_absolute_url(self):
        return reverse("waves", args=[self.programme_id])


class Wave(ProgrammeRecord):
    """Some departments get one or more accepted modules in the same weeks."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    TONES = {"planned": "idle", "under_way": "now", "done": "done", "cancelled": "none"}
    OPEN = (State.PLANNED, State.UNDER_WAY)

    number = models.PositiveSmallIntegerField(_("Number"), editable=False)
    name = models.CharField(_("Name"), max_length=80)
    modules = models.ManyToManyField(Module, verbose_name=_("Modules"), related_name="waves")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Lead"), on_delete=models.PROTECT, related_name="+"
    )
    start = models.DateField(_("Start"))
    go_live = models.DateField(_("Goes live on"), help_text=_("From this day on its people work with it."))
    end = models.DateField(_("End"), help_text=_("When its people need no extra help any more."))
    over_capacity_because = models.TextField(
        _("Why it may exceed a department’s capacity"),
        max_length=1000,
        blank=True,
        help_text=_("Only where it does, and only by the manager. It is kept with the wave."),
    )
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    class Meta:
        ordering = ["start", "number"]
        verbose_name = _("Wave")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="wave_number_once"),
            models.CheckConstraint(
                condition=models.Q(go_live__gte=models.F("start"), end__gte=models.F("go_live")),
                name="wave_days_in_order",
                violation_error_message=_("A wave starts, goes live and ends, in this order: look at the three days."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("wave", args=[self.programme_id, self.pk])

    def clean(self):
        if self.start and self.go_live and self.go_live < self.start:
            raise ValidationError({"go_live": _("It goes live before it starts: choose a later day.")})
        if self.go_live and self.end and self.end < self.go_live:
            raise ValidationError({"end": _("It ends before it goes live: choose a later end.")})

    @property
    def people(self) -> int:
        return sum(place.people for place in self.places.all())

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @transition(
        state,
        source=State.PLANNED,
        target=State.UNDER_WAY,
        conditions=[modules_are_accepted],
        permission="rollout.run_wave",
        custom={"label": _("Start the wave"), "tone": "primary"},
    )
    def begin(self):
        pass

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.DONE,
        permission="rollout.run_wave",
        custom={
            "label": _("End the wave"),
            "tone": "primary",
            "confirm": _("Its people then work with it without extra help."),
        },
    )
    def finish(self):
        pass

    @transition(
        state,
        source=[State.PLANNED, State.UNDER_WAY],
        target=State.CANCELLED,
        permission="rollout.run_wave",
        custom={"label": _("Cancel the wave"), "note": "required"},
    )
    def cancel(self):
        pass


class WavePlace(Record):
    """How many people of a department a wave reaches."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="places")
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="wave_places"
    )
    people = models.PositiveIntegerField(_("People"), validators=[MinValueValidator(1)])

    belongs_to = "wave"

    class Meta:
        ordering = ["department__name", "pk"]
        verbose_name = _("Department of a wave")
        constraints = [models.UniqueConstraint(fields=["wave", "department"], name="wave_place_once")]

    def __str__(self):
        return f"{self.department}: {self.people}"
