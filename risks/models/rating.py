from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from risks.models.risk import Risk


class RatingChange(Record):
    """One change of one rating: from what to what, why, by whom. Written once, never changed."""

    class Kind(models.TextChoices):
        INHERENT = "inherent", _("Inherent")
        CURRENT = "current", _("Current")
        TARGET = "target", pgettext_lazy("risk", "Target")

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="ratings")
    kind = models.CharField(max_length=8, choices=Kind)
    likelihood_before = models.PositiveSmallIntegerField(null=True)
    impact_before = models.PositiveSmallIntegerField(null=True)
    likelihood = models.PositiveSmallIntegerField(null=True)
    impact = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    belongs_to = "risk"

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["risk", "kind", "at"])]

    def __str__(self):
        return f"{self.risk.code} {self.get_kind_display()}"

    @property
    def level_before(self):
        return self.risk.scale.level(self.likelihood_before, self.impact_before)

    @property
    def level(self):
        return self.risk.scale.level(self.likelihood, self.impact)
