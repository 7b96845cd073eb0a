from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from vendors.models.round import SelectionRound

LOWEST, HIGHEST = 1, 5
ON_SCALE = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


class VendorCriterion(Record):
    """What vendors are judged by: its share of 100 %, and the least score that keeps a vendor in."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Criterion"), max_length=120)
    help = models.CharField(_("What to look at"), max_length=300, blank=True)
    weight = models.DecimalField(_("Weight, %"), max_digits=5, decimal_places=2)
    knock_out = models.PositiveSmallIntegerField(_("Knock-out below"), null=True, blank=True, validators=ON_SCALE)

    belongs_to = "round"

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "vendor criteria"
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gte=0, weight__lte=100), name="vendor_weight_within_100"),
        ]

    def __str__(self):
        return self.title
