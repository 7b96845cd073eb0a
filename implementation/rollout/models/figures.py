from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from implementation.rollout.models.pilot import Pilot


def not_in_the_future(value):
    if value and value > timezone.localdate():
        raise ValidationError(_("This day is still to come. Choose today or an earlier day."))


class PilotMeasure(Record):
    """What a pilot must reach: where it stood before, and the exit target."""

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("at least the target")
        AT_MOST = "at_most", _("at most the target")

    class Source(models.TextChoices):
        BY_HAND = "by_hand", _("Recorded by hand")
        ADOPTION = "adoption", _("Taken from adoption: share of active people, last four weeks")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(_("Measure"), max_length=120)
    unit = models.CharField(_("Unit"), max_length=40, help_text=_("For example: working days, or %."))
    direction = models.CharField(_("It must be"), max_length=10, choices=Direction, default=Direction.AT_LEAST)
    baseline = models.DecimalField(
        _("Before the pilot"),
        max_digits=14,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Measured before the start; leave it empty where nobody measured."),
    )
    target = models.DecimalField(_("Exit target"), max_digits=14, decimal_places=3)
    weight = models.PositiveSmallIntegerField(
        _("Weight"), null=True, blank=True, help_text=_("Only to say what matters most; every measure must be met.")
    )

    source = models.CharField(_("Where its values come from"), max_length=10, choices=Source, default=Source.BY_HAND)

    belongs_to = "pilot"

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Measure of a pilot")

    def __str__(self):
        return self.title

    def clean(self):
        if self.source == self.Source.ADOPTION:
            self.unit = "%"

    def is_met_by(self, value) -> bool:
        """Compared unrounded."""
        return value >= self.target if self.direction == self.Direction.AT_LEAST else value <= self.target

    def is_better_than_before(self, value) -> bool:
        if self.baseline is None:
            return False
        return value > self.baseline if self.direction == self.Direction.AT_LEAST else value < self.baseline


class MeasureValue(Record):
    """What a measure was on a day."""

    measure = models.ForeignKey(PilotMeasure, on_delete=models.PROTECT, related_name="values")
    on = models.DateField(_("Measured on"), validators=[not_in_the_future])
    value = models.DecimalField(_("Value"), max_digits=14, decimal_places=3)
    note = models.CharField(
        pgettext_lazy("of a figure", "Source"), max_length=200, blank=True, help_text=_("Where the figure comes from.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    belongs_to = "measure"

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("Value of a measure")
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="measure_value_once_a_day")]

    def __str__(self):
        return f"{self.measure}, {self.on}"
