from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.models.agreement import Agreement, Objective, percentage


class CreditTier(models.Model):
    """A service level from ``lower`` (included) to ``upper`` (excluded) earns ``percent`` of the monthly fee."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tiers")
    kind = models.CharField(_("Kind"), max_length=15, choices=Objective.Kind, default=Objective.Kind.AVAILABILITY)
    lower = percentage(_("From, percent"))
    upper = percentage(_("Below, percent"))
    percent = percentage(_("Credit, percent of the fee"))

    class Meta:
        ordering = ["kind", "-lower", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(upper__gt=models.F("lower")), name="tier_upper_above_lower")
        ]

    def __str__(self):
        return f"{self.lower}–{self.upper}: {self.percent}"
