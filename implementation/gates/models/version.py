from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.gates.models.gate import Gate
from implementation.gates.models.signed import SignedFacts


class CriteriaVersion(SignedFacts):
    """What a gate asks for, from one edit to the next: the criteria as they were then, and what the edit changed.

    The first version is the gate as it was set up; it has no row of its own.
    """

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Version"))

    class Meta:
        verbose_name = _("version of the criteria")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["gate", "number"], name="criteria_version_once")]

    def __str__(self):
        return f"{self.gate}, {self.number}"

    def get_absolute_url(self):
        return reverse("criteria", args=[self.programme_id, self.gate_id])
