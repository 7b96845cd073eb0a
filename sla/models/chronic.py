import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core import text
from core.models import Record
from core.states import StateField
from core.workflow import because
from sla.models.agreement import level
from sla.models.objective import Objective


class ChronicRule(Record):
    """When an objective fails so often that the contract may be ended: below a mark in so many of so many months."""

    objective = models.OneToOneField(
        Objective, verbose_name=_("Objective"), on_delete=models.PROTECT, related_name="chronic_rule"
    )
    mark = level(_("Mark"), help_text=_("A month fails when it is on the wrong side of this, compared unrounded."))
    times = models.PositiveSmallIntegerField(
        _("Failed months"), default=3, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    within = models.PositiveSmallIntegerField(
        _("Of the last months"), default=6, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    use_days = models.PositiveSmallIntegerField(
        _("Days to use the right"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Counted from the end of the last month that failed. After that it lapses."),
    )
    clause = models.CharField(_("Clause"), max_length=40, blank=True, help_text=_("Where the contract says so: § 9.3."))

    belongs_to = "objective"

    class Meta:
        verbose_name = _("Terms of chronic failure")
        ordering = ["objective"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(times__lte=models.F("within")),
                name="chronic_times_within",
                violation_error_message=_("There cannot be more failed months than months looked at."),
            )
        ]

    def __str__(self):
        return str(self.objective)

    def clean(self):
        if self.times and self.within and self.times > self.within:
            raise ValidationError({"times": _("There cannot be more failed months than months looked at.")})

    @property
    def agreement(self):
        return self.objective.agreement


@because(_("The last day to use it has passed."))
def is_in_time(right):
    return timezone.localdate() <= right.usable_until


class TerminationRight(Record):
    """Chronic failure gave the right to end the contract: which months, under which terms, until when."""

    class State(models.TextChoices):
        OPEN = "open", _("May be used")
        USED = "used", _("Used")
        WAIVED = "waived", _("Waived")
        LAPSED = "lapsed", _("Lapsed")
        GONE = "gone", _("Not given any more")

    TONES = {"open": "warn", "used": "done", "waived": "none", "lapsed": "none", "gone": "none"}

    objective = models.ForeignKey(
        Objective, verbose_name=_("Objective"), on_delete=models.PROTECT, related_name="termination_rights"
    )
    # Each ["2026-01-01", "98.1234"]: the months that failed, with their level.
    months = models.JSONField(_("Failed months"), default=list)
    mark = level(_("Mark"))
    times = models.PositiveSmallIntegerField(_("Failed months"))
    within = models.PositiveSmallIntegerField(_("Of the last months"))
    clause = models.CharField(_("Clause"), max_length=40, blank=True)
    arisen_on = models.DateField(_("Arisen on"))
    usable_until = models.DateField(_("Last day to use it"))
    state = StateField(_("State"), choices=State, default=State.OPEN)

    belongs_to = "objective"

    class Meta:
        verbose_name = _("Right to terminate")
        ordering = ["-arisen_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["objective"], condition=models.Q(state="open"), name="termination_right_open_once"
            )
        ]

    def __str__(self):
        return text.bracketed(_("Right to terminate"), self.objective)

    def get_absolute_url(self):
        return reverse("termination_right", args=[self.agreement.programme_id, self.pk])

    @property
    def agreement(self):
        return self.objective.agreement

    @property
    def failed(self) -> list[datetime.date]:
        return [datetime.date.fromisoformat(month) for month, _level in self.months]

    @transition(
        state,
        source=State.OPEN,
        target=State.USED,
        conditions=[is_in_time],
        permission="sla.settle_credit",
        custom={
            "label": _("Record as used"),
            "tone": "primary",
            "note": "required",
            "confirm": _("Say with which notice it was used. Giving the notice itself is done on the contract."),
        },
    )
    def use(self):
        pass

    @transition(
        state,
        source=State.OPEN,
        target=State.WAIVED,
        permission="sla.settle_credit",
        custom={
            "label": _("Waive the right"),
            "note": "required",
            "confirm": _("The right is given up; these months do not count towards another one."),
        },
    )
    def waive(self):
        pass

    @transition(
        state,
        source=State.OPEN,
        target=State.LAPSED,
        permission="sla.by_itself",
        custom={"label": _("Lapse"), "hidden": True},
    )
    def lapse(self):
        """The last day to use it has passed."""

    @transition(
        state,
        source=State.OPEN,
        target=State.GONE,
        permission="sla.by_itself",
        custom={"label": _("Take back"), "hidden": True},
    )
    def take_back(self):
        """Later measurements or exclusions brought months back."""
