from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.gates.models.request import DecisionRequest, Outcome
from implementation.gates.models.signed import SignedFacts

__all__ = ["Decision", "SignedFacts"]


class Decision(SignedFacts):
    """What was decided, with the facts of that moment, the votes and the reason. Never changed; a later one can replace it."""

    request = models.OneToOneField(DecisionRequest, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField()
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.request.gate}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return reverse("decision", args=[self.programme_id, self.pk])
