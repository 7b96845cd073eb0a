from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.processes.models.process import Process
from core.models import Record
from implementation.programme.models import Department

#: Minutes of a year: nothing in a process takes longer.
A_YEAR = 525_600
MOST_STEPS = 60
#: Places are this far apart, so that a step moves without its neighbours.
APART = 1000
PAIN = [
    (1, _("1 hardly felt")),
    (2, _("2 a nuisance")),
    (3, _("3 costs time")),
    (4, _("4 costs customers")),
    (5, _("5 stops the work")),
]


class Side(models.TextChoices):
    AS_IS = "as_is", pgettext_lazy("side of a process", "As it is")
    TO_BE = "to_be", _("As it shall be")


class Lane(Record):
    """Who acts: a role or a department. The same on both sides."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="lanes")
    name = models.CharField(_("Who acts"), max_length=60)
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Answers for it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who sees to it that this part of the work is done."),
    )
    is_customer = models.BooleanField(_("This is the customer"), default=False)
    place = models.PositiveIntegerField(default=0, editable=False)

    belongs_to = "process"

    class Meta:
        verbose_name = pgettext_lazy("of a process", "Lane")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "name"],
                name="lane_once",
                violation_error_message=_("There is a lane of that name already."),
            )
        ]

    def __str__(self):
        return self.name


class Step(Record):
    """One thing that somebody does, on one side of a process."""

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        DECISION = "decision", _("Decision")
        WAIT = "wait", pgettext_lazy("kind of step", "Waiting")
        TOUCH = "touch", _("Contact with the customer")

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="steps")
    side = models.CharField(max_length=6, choices=Side, editable=False)
    place = models.PositiveIntegerField(default=0, editable=False)
    lane = models.ForeignKey(Lane, verbose_name=_("Who acts"), on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(pgettext_lazy("step", "What happens"), max_length=160)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.TASK)
    system = models.CharField(_("System"), max_length=60, blank=True)
    minutes = models.PositiveIntegerField(_("Work"), default=0, validators=[MaxValueValidator(A_YEAR)])
    waiting = models.PositiveIntegerField(
        pgettext_lazy("time", "Waiting"), default=0, validators=[MaxValueValidator(A_YEAR)]
    )
    times = models.PositiveIntegerField(
        _("Times a month"), null=True, blank=True, validators=[MaxValueValidator(1_000_000)]
    )
    pain_level = models.PositiveSmallIntegerField(_("Pain"), null=True, blank=True, choices=PAIN)
    pain = models.CharField(_("What hurts"), max_length=300, blank=True)
    cause = models.ForeignKey(
        "self",
        verbose_name=_("Where the pain comes from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Another step, where this one only suffers from it. Empty: it arises here."),
    )
    personal = models.BooleanField(
        _("In person"), default=False, help_text=_("The customer speaks with somebody who knows them.")
    )
    automated = models.BooleanField(_("Automatic"), default=False, help_text=_("It runs without a person."))

    belongs_to = "process"

    class Meta:
        verbose_name = _("Step of a process")
        verbose_name_plural = _("Steps of a process")
        ordering = ["side", "place", "pk"]
        indexes = [models.Index(fields=["process", "side", "place"], name="step_place")]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("process", args=[self.process.programme_id, self.process_id]) + f"#{self.side}"

    def clean(self):
        if self.personal and self.automated:
            raise ValidationError({"automated": _("A step is either automatic or in person, not both.")})
        if self.personal and self.kind != self.Kind.TOUCH:
            raise ValidationError({"personal": _("Only a contact with the customer can be in person.")})

    @property
    def touches(self) -> bool:
        return self.kind == self.Kind.TOUCH


class Flow(Record):
    """Where a step leads, where that is not simply the next one. Without a target the process ends there."""

    source = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="flows")
    target = models.ForeignKey(
        Step, verbose_name=_("Leads to"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(_("When"), max_length=40, blank=True)

    belongs_to = "source"

    class Meta:
        verbose_name = _("Exit of a step")
        verbose_name_plural = _("Exits of a step")
        ordering = ["source", "pk"]

    def __str__(self):
        return self.label or str(self.target or _("End"))
