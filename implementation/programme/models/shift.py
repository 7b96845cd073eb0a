from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.programme.models.stage import Stage


class StageShift(Record):
    """A stage's end was moved: from when to when, by whom, and why. Written once, beside the change itself."""

    class End(models.TextChoices):
        PLANNED = "planned_end", _("Planned end")
        FORECAST = "forecast_end", _("Forecast end")

    stage = models.ForeignKey(Stage, verbose_name=_("Stage"), on_delete=models.PROTECT, related_name="shifts")
    end = models.CharField(_("What moved"), max_length=15, choices=End)
    before = models.DateField(_("Before"))
    after = models.DateField(_("After"))
    reason = models.TextField(_("Why"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("When"), auto_now_add=True)

    belongs_to = "stage"

    class Meta:
        verbose_name = _("Move of a stage")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.stage)

    @property
    def days(self):
        return (self.after - self.before).days

    @property
    def days_earlier(self):
        return max(-self.days, 0)
