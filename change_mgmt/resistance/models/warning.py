"""Early warnings: the limits of a programme, what was read each week, and which department is low in all three."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from change_mgmt.resistance.models.sign import Sign
from change_mgmt.resistance.warning import Judgement, Limits, Values, judge
from core.states import StateField
from implementation.programme.models import Department, Programme, ProgrammeRecord, Task

_PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class WarningLimit(ProgrammeRecord):
    """Below which values a department is low; a programme without one goes by the product's."""

    adoption = models.DecimalField(
        _("Adoption, %"),
        max_digits=4,
        decimal_places=1,
        default=60,
        validators=_PERCENT,
        help_text=_("People active each week, of those who could be."),
    )
    readiness = models.DecimalField(
        _("Readiness, 1 to 5"),
        max_digits=2,
        decimal_places=1,
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("The mean of the readiness survey."),
    )
    training = models.DecimalField(
        _("Training, %"),
        max_digits=4,
        decimal_places=1,
        default=80,
        validators=_PERCENT,
        help_text=_("People trained, of those who must be."),
    )

    class Meta:
        verbose_name = _("limits of the early warning")
        constraints = [models.UniqueConstraint(fields=["programme"], name="one_limit_of_early_warning")]

    def __str__(self):
        return str(_("Limits of the early warning"))

    def get_absolute_url(self):
        return reverse("early_warning", args=[self.programme_id])

    @property
    def limits(self) -> Limits:
        return Limits(float(self.adoption), float(self.readiness), float(self.training))


class Reading(models.Model):
    """What was known of a department in a week, named by its Monday. Written once by the product; a lost week is missing."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="readings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    week = models.DateField(_("Week"))
    adoption = models.FloatField(null=True)
    readiness = models.FloatField(null=True)
    training = models.FloatField(null=True)
    signs = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reading of a week")
        ordering = ["week", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "department", "week"], name="reading_once_a_week"),
        ]

    def __str__(self):
        return f"{self.department}, {self.week}"

    @property
    def values(self) -> Values:
        return Values(self.adoption, self.readiness, self.training)

    def judged(self, limits: Limits) -> Judgement:
        return judge(self.values, limits)


class EarlyWarning(ProgrammeRecord):
    """A department has become low in adoption, readiness and training at once; it waits until somebody takes a step."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a step")
        ACTED_ON = "acted_on", _("Step under way")
        OVER = "over", _("Over")

    TONES = {"waiting": "bad", "acted_on": "now", "over": "done"}

    department = models.ForeignKey(Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="+")
    raised_on = models.DateField(_("Since"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    task = models.ForeignKey(
        Task, verbose_name=_("Task"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sign = models.ForeignKey(
        Sign, verbose_name=_("Sign of resistance"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: What the values and the limits were on that day.
    figures = models.JSONField(_("Figures"), default=dict)
    state = StateField(_("State"), choices=State, default=State.WAITING)

    class Meta:
        verbose_name = _("Early warning")
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "department"],
                condition=~models.Q(state="over"),
                name="one_early_warning_at_a_time",
            )
        ]

    def __str__(self):
        return str(_("Early warning: %(department)s") % {"department": self.department})

    def get_absolute_url(self):
        return reverse("early_warning_place", args=[self.programme_id, self.department_id])

    @transition(
        state,
        source=State.WAITING,
        target=State.ACTED_ON,
        permission="resistance.take_step",
        custom={"label": _("Take a step"), "hidden": True},
    )
    def take_step(self):
        """With the task or the sign that says who does what by when."""

    @transition(
        state,
        source=[State.WAITING, State.ACTED_ON],
        target=State.OVER,
        permission="resistance.take_step",
        custom={"label": _("End the warning"), "hidden": True},
    )
    def end(self):
        """By the product, when one of the three is known to be high enough."""
