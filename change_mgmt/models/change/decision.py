from django.db import models
from django.utils.translation import gettext_lazy as _

from change_mgmt.models.change.request import ChangeRequest
from implementation.gates.models import SignedFacts


class ChangeDecision(SignedFacts):
    """What was decided about a change, with the facts of that moment. Never changed."""

    class Outcome(models.TextChoices):
        APPROVE = "approve", _("Approved")
        REJECT = "reject", _("Rejected")
        POSTPONE = "postpone", _("Postponed")

    change = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()
    conditions = models.TextField(_("Conditions"), blank=True)

    class Meta:
        verbose_name = _("change decision")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.change.code}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return self.change.get_absolute_url()
