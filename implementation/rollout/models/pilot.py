from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.gates.models import Gate
from implementation.programme.models import Department, ProgrammeRecord, Stage
from implementation.rollout.models.module import Module


@because(_("The pilot stage is not open: its gate “Ready to pilot” must be decided first."))
def stage_is_open(pilot):
    """Under way, or done: the modules that follow are piloted during the roll-out."""
    return pilot.exit_gate.stage.state in (Stage.State.UNDER_WAY, Stage.State.DONE)


@because(_("It has no measure yet: write down first what would make it a success."))
def has_measures(pilot):
    return pilot.measures.exists()


@because(_("The module is closed."))
def module_is_open(pilot):
    return pilot.module.state != Module.State.CLOSED


@because(_("Its charter is not agreed as it stands now: someone other than its author agrees it first."))
def charter_is_agreed(pilot):
    from implementation.rollout.charter import standing_of

    return standing_of(pilot).is_agreed


class PilotQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(state__in=Pilot.UNDER_WAY)


class Pilot(ProgrammeRecord):
    """A module tried by some people for some weeks, with the measures it must reach before others get it."""

    class Way(models.TextChoices):
        DEPARTMENTS = "departments", _("A few departments with the whole module")
        PART = "part", _("Part of the module in all departments")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        EXTENDED = "extended", _("Extended")
        EVALUATING = "evaluating", _("Being evaluated")
        ACCEPTED = "accepted", _("Accepted")
        ROLLED_BACK = "rolled_back", _("Rolled back")

    class Finding(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        REFUTED = "refuted", _("Refuted")
        UNCLEAR = "unclear", _("Unclear")

    FINDING_TONES = {"confirmed": "ok", "refuted": "bad", "unclear": "partly"}
    TONES = {
        "planned": "idle",
        "running": "now",
        "extended": "now",
        "evaluating": "wait",
        "accepted": "done",
        "rolled_back": "bad",
    }
    RUNNING = (State.RUNNING, State.EXTENDED)
    UNDER_WAY = (State.RUNNING, State.EXTENDED, State.EVALUATING)

    module = models.ForeignKey(Module, verbose_name=_("Module"), on_delete=models.PROTECT, related_name="pilots")
    name = models.CharField(_("Name"), max_length=80)
    way = models.CharField(_("Way"), max_length=12, choices=Way, default=Way.DEPARTMENTS)
    part = models.CharField(
        _("Which part"),
        max_length=300,
        blank=True,
        help_text=_("The functions or process steps that are tried, where it is part of the module."),
    )
    departments = models.ManyToManyField(
        Department,
        verbose_name=_("Departments"),
        blank=True,
        related_name="pilots",
        help_text=_("Not needed where part of the module is tried in all departments."),
    )
    users = models.PositiveIntegerField(
        _("Users"), validators=[MinValueValidator(1)], help_text=_("How many people work with it in the pilot.")
    )
    hypothesis = models.TextField(
        _("What you expect"), max_length=1000, help_text=_("One sentence that the pilot can prove wrong.")
    )
    not_part = models.TextField(
        _("Not part of it"),
        max_length=1000,
        blank=True,
        help_text=_("What people might expect of this pilot and will not get."),
    )
    planned_start = models.DateField(_("Planned start"))
    planned_end = models.DateField(_("Planned end"), help_text=_("Also the day by which its exit gate is decided."))
    actual_start = models.DateField(_("Start"), null=True, blank=True, editable=False)
    actual_end = models.DateField(_("End"), null=True, blank=True, editable=False)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Lead"), on_delete=models.PROTECT, related_name="+"
    )
    rollback_limit = models.PositiveIntegerField(
        _("Time allowed to go back, minutes"),
        default=240,
        validators=[MinValueValidator(1)],
        help_text=_("How long the old way of working may be out of reach when the pilot is given up."),
    )
    rollback_tested_on = models.DateField(_("Rehearsed on"), null=True, blank=True, editable=False)
    rollback_minutes = models.PositiveIntegerField(_("Time taken, minutes"), null=True, blank=True, editable=False)
    start_reason = models.TextField(_("Why it does not wait"), max_length=1000, blank=True, editable=False)
    finding = models.CharField(_("What you expected is"), max_length=10, choices=Finding, blank=True, editable=False)
    finding_note = models.TextField(_("What was found"), max_length=2000, blank=True, editable=False)
    lessons = models.TextField(_("Lessons"), max_length=4000, blank=True, editable=False)
    concluded_on = models.DateField(_("Said on"), null=True, blank=True, editable=False)
    exit_gate = models.OneToOneField(Gate, on_delete=models.PROTECT, related_name="pilot", editable=False)
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    objects = PilotQuerySet.as_manager()

    class Meta:
        verbose_name = _("Pilot")
        ordering = ["planned_start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned_end__gte=models.F("planned_start")),
                name="pilot_ends_after_start",
                violation_error_message=_("The pilot ends before it starts: choose a later end."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pilot", args=[self.programme_id, self.pk])

    def clean(self):
        if self.planned_start and self.planned_end and self.planned_end < self.planned_start:
            raise ValidationError({"planned_end": _("The pilot ends before it starts: choose a later end.")})
        if self.module_id and self.module.programme_id != self.programme_id:
            raise ValidationError({"module": _("Choose a module of this programme.")})

    @property
    def starts(self):
        return self.actual_start or self.planned_start

    @property
    def weeks(self) -> int:
        """How many weeks it is planned to take, a begun week counted whole."""
        return max((self.planned_end - self.starts).days, 0) // 7 + 1

    def week(self, today=None) -> int:
        """The week it is in, from 1; after its end the last one."""
        day = self.actual_end or today or timezone.localdate()
        return max((day - self.starts).days, 0) // 7 + 1

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.ACCEPTED, self.State.ROLLED_BACK)

    @property
    def can_go_back_in_time(self) -> bool:
        return self.rollback_minutes is not None and self.rollback_minutes <= self.rollback_limit

    @transition(
        state,
        source=State.PLANNED,
        target=State.RUNNING,
        conditions=[module_is_open, stage_is_open, has_measures, charter_is_agreed],
        permission="rollout.run_pilot",
        custom={"label": _("Start the pilot"), "tone": "primary", "page": "start_pilot"},
    )
    def start(self):
        """From here its exit targets stay as they are."""

    @transition(
        state,
        source=[State.RUNNING, State.EXTENDED],
        target=State.EVALUATING,
        permission="rollout.run_pilot",
        custom={"label": _("Evaluate the pilot"), "confirm": _("The trial ends today; its exit gate comes next.")},
    )
    def evaluate(self):
        self.actual_end = timezone.localdate()

    @transition(
        state,
        source=[State.RUNNING, State.EXTENDED, State.EVALUATING],
        target=State.EXTENDED,
        permission="rollout.run_pilot",
        custom={"label": _("Extend the pilot"), "note": "required", "page": "extend_pilot"},
    )
    def extend(self):
        self.actual_end = None

    @transition(
        state,
        source=State.EVALUATING,
        target=State.RUNNING,
        permission="rollout.decide_pilot",
        custom={"label": _("Back to work"), "hidden": True},
    )
    def resume(self):
        """By the gate decision “recycle”."""
        self.actual_end = None

    @transition(
        state,
        source=[State.RUNNING, State.EXTENDED, State.EVALUATING],
        target=State.ACCEPTED,
        permission="rollout.decide_pilot",
        custom={"label": _("Accept the pilot"), "hidden": True},
    )
    def accept(self):
        """By the gate decisions “go” and “conditional go”."""
        self.actual_end = self.actual_end or timezone.localdate()

    @transition(
        state,
        source=[State.RUNNING, State.EXTENDED, State.EVALUATING],
        target=State.ROLLED_BACK,
        permission="rollout.roll_back",
        custom={"label": _("Roll back"), "note": "required", "page": "roll_back_pilot"},
    )
    def roll_back(self):
        self.actual_end = self.actual_end or timezone.localdate()

    @transition(
        state,
        source=[State.PLANNED, State.RUNNING, State.EXTENDED, State.EVALUATING, State.ACCEPTED],
        target=State.ROLLED_BACK,
        permission="rollout.decide_pilot",
        custom={"label": _("Stop the pilot"), "hidden": True},
    )
    def stop(self):
        """By the gate decision “stop”; a pilot that never started ends without days of its own."""
        if self.actual_start:
            self.actual_end = self.actual_end or timezone.localdate()
