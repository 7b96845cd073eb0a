from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.budget import earning
from implementation.budget.models.amounts import fit_currency
from implementation.programme.models import ProgrammeRecord, Stage, Task


def not_in_the_future(day):
    if day > timezone.localdate():
        raise ValidationError(_("This day lies in the future: say what is so today."))


class WorkPackage(ProgrammeRecord):
    """A piece of work with its own days and its own part of the budget, and the rule by which it earns that part."""

    class Rule(models.TextChoices):
        ZERO_HUNDRED = earning.ZERO_HUNDRED, _("0/100: all of it when it is finished")
        FIFTY_FIFTY = earning.FIFTY_FIFTY, _("50/50: half when it starts, half when it is finished")
        MILESTONES = earning.MILESTONES, _("Weighted milestones")
        BY_HAND = earning.BY_HAND, _("Percent by hand, with the reason")
        DELIVERABLES = earning.DELIVERABLES, _("Deliverables of its stage that are accepted")
        TASKS = earning.TASKS, _("Tasks that are done")

    #: Rules whose progress people record; the others follow from records.
    TOLD = (Rule.ZERO_HUNDRED, Rule.FIFTY_FIFTY, Rule.BY_HAND)

    name = models.CharField(_("Work package"), max_length=160)
    stage = models.ForeignKey(Stage, verbose_name=_("Stage"), on_delete=models.PROTECT, related_name="workpackages")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    planned_start = models.DateField(_("Planned start"))
    planned_end = models.DateField(_("Planned end"))
    budget = models.DecimalField(
        _("Budget"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)], help_text=_("Its part of all.")
    )
    rule = models.CharField(
        _("How it earns"),
        max_length=14,
        choices=Rule,
        default=Rule.ZERO_HUNDRED,
        help_text=_("When the work counts as done. Chosen before it starts, so that nobody argues later."),
    )
    tasks = models.ManyToManyField(Task, verbose_name=_("Tasks"), blank=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("Work package")
        ordering = ["planned_start", "planned_end", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned_end__gte=models.F("planned_start")),
                name="package_ends_after_start",
                violation_error_message=_("The work ends before it starts: choose a later end."),
            ),
            models.CheckConstraint(condition=models.Q(budget__gte=0), name="package_budget_not_negative"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("work_package", args=[self.programme_id, self.pk])

    def clean(self):
        if not self.name.strip():
            raise ValidationError({"name": _("Say what the work is.")})
        if self.planned_start and self.planned_end and self.planned_end < self.planned_start:
            raise ValidationError({"planned_end": _("The work ends before it starts: choose a later end.")})
        if self.stage_id and self.stage.programme_id != self.programme_id:
            raise ValidationError({"stage": _("Choose a stage of this programme.")})
        fit_currency(self.budget, self.programme.organisation.currency, field="budget")

    @property
    def is_told(self) -> bool:
        return self.rule in self.TOLD


class PackageProgress(Record):
    """How far a work package is from a day on, who says so and why."""

    package = models.ForeignKey(WorkPackage, on_delete=models.PROTECT, related_name="progress")
    on = models.DateField(_("Date"), validators=[not_in_the_future])
    percent = models.PositiveSmallIntegerField(_("Percent done"), validators=[MaxValueValidator(100)])
    why = models.CharField(_("Why"), max_length=300, help_text=_("What is there to see: a result, not an effort."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Said by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "package"

    class Meta:
        verbose_name = _("Progress of a work package")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.package}: {self.percent} %"


class PackageMilestone(Record):
    """A point in the work, and how much of it is earned there."""

    package = models.ForeignKey(WorkPackage, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField(_("Milestone"), max_length=120)
    weight = models.PositiveSmallIntegerField(
        _("Weight, percent"),
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("All weights of a work package make 100 percent together."),
    )
    reached_on = models.DateField(_("Reached on"), null=True, blank=True, validators=[not_in_the_future])

    belongs_to = "package"

    class Meta:
        verbose_name = _("Milestone of a work package")
        ordering = ["pk"]

    def __str__(self):
        return self.name
