from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.programme.models import ProgrammeRecord
from implementation.rollout.models.module import Module
from implementation.rollout.models.pilot import Pilot


class Runbook(ProgrammeRecord):
    """What is done, in order, on the day a module goes live or is given up: by whom, in how many minutes."""

    class Kind(models.TextChoices):
        CUT_OVER = "cut_over", _("Cut-over")
        ROLL_BACK = "roll_back", _("Roll-back")

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    module = models.ForeignKey(Module, verbose_name=_("Module"), on_delete=models.PROTECT, related_name="runbooks")
    pilot = models.ForeignKey(
        Pilot,
        verbose_name=_("Pilot"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="runbooks",
        help_text=_("Leave it empty for the module as a whole."),
    )
    limit_minutes = models.PositiveIntegerField(
        _("Time allowed, minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Left empty, a pilot’s time to go back counts, or else the sum of its steps."),
    )

    class Meta:
        ordering = ["module__order", "module_id", "pilot_id", "kind"]
        verbose_name = _("Checklist")
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "kind"],
                name="runbook_once_for_a_pilot",
                violation_error_message=_("There is such a checklist already: open that one."),
            ),
            models.UniqueConstraint(
                fields=["module", "kind"],
                condition=models.Q(pilot__isnull=True),
                name="runbook_once_for_a_module",
                violation_error_message=_("There is such a checklist already: open that one."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.pilot or self.module}"

    def get_absolute_url(self):
        return reverse("runbook", args=[self.programme_id, self.pk])

    @property
    def minutes_planned(self) -> int:
        return sum(step.planned_minutes for step in self.steps.all())

    @property
    def limit(self) -> int | None:
        """How many minutes a run may take; None where nothing says."""
        if self.limit_minutes:
            return self.limit_minutes
        if self.kind == self.Kind.ROLL_BACK and self.pilot:
            return self.pilot.rollback_limit
        return self.minutes_planned or None


class StepPlan(Record):
    """What a step of a checklist says; a run copies it, so that it stays as it was on the day."""

    number = models.PositiveSmallIntegerField(_("Position"), default=1)
    text = models.CharField(_("What is done"), max_length=300)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Responsible"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    planned_minutes = models.PositiveIntegerField(_("Planned minutes"), default=10)
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Must be confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Somebody other than who did it looks and says that it is done."),
    )
    no_return = models.BooleanField(
        _("Point of no return"), default=False, help_text=_("Once this step is done, a cut-over only goes forward.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.text


class RunbookStep(StepPlan):
    runbook = models.ForeignKey(Runbook, on_delete=models.PROTECT, related_name="steps")

    belongs_to = "runbook"

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("Step of a checklist")
