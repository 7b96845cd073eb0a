from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from vendors.models.round import SelectionRound
from vendors.models.vendor import Vendor


class KnockOut(Record):
    """A demand that is met or not: a vendor that fails it is out, whatever else it offers. It has no weight."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="knock_outs")
    order = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(_("Demand"), max_length=160)
    help = models.CharField(_("What counts as met"), max_length=300, blank=True)

    belongs_to = "round"

    class Meta:
        verbose_name = _("knock-out")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class KnockOutAnswer(Record):
    """Whether one vendor meets a demand, and what shows it."""

    knock_out = models.ForeignKey(KnockOut, on_delete=models.CASCADE, related_name="answers")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="knock_out_answers")
    passed = models.BooleanField(_("Met"))
    evidence = models.CharField(_("What shows it"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("Checked on"))

    belongs_to = "knock_out"

    class Meta:
        verbose_name = _("answer to a knock-out")
        ordering = ["knock_out", "vendor", "pk"]
        constraints = [models.UniqueConstraint(fields=["knock_out", "vendor"], name="knock_out_answered_once")]

    def __str__(self):
        return f"{self.vendor}, {self.knock_out}"
