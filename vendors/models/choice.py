from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.gates.models.decision import SignedFacts
from vendors.models.round import SelectionRound
from vendors.models.vendor import Vendor


class VendorSelection(SignedFacts):
    """Which vendor was chosen, with ranking, weights, scores and dissent of that moment."""

    round = models.OneToOneField(SelectionRound, on_delete=models.PROTECT, related_name="selection")
    winner = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="selections")
    reason = models.TextField(_("Why"))
    conditions = models.TextField(_("Conditions"), blank=True)

    class Meta:
        verbose_name = _("choice of a vendor")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.winner.name

    def get_absolute_url(self):
        return reverse("vendor_choice", args=[self.programme_id, self.pk])
