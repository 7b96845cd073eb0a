from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.business_case.models.case import LONGEST_HORIZON, BusinessCase

COSTS = {
    "acquisition": _("Acquisition"),
    "development": _("Development"),
    "staff": _("Staff"),
    "running": _("Running and coordination"),
    "maintenance": _("Maintenance and administration"),
    "switching": _("Switching"),
    "risk": _("Risk"),
}
BENEFITS = {
    "revenue": _("More revenue"),
    "saving": _("Savings"),
    "retention": _("Customers kept"),
    "other": _("Other benefits"),
}
#: What is spent once, to have the thing at all.
INVESTMENT = ("acquisition", "development", "switching")


class Line(Record):
    """One cost or benefit, with an amount for each year."""

    class Kind(models.TextChoices):
        COST = "cost", _("Cost")
        BENEFIT = "benefit", _("Benefit")

    case = models.ForeignKey(BusinessCase, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    category = models.CharField(
        _("Category"),
        max_length=12,
        choices=[(_("Costs"), list(COSTS.items())), (_("Benefits"), list(BENEFITS.items()))],
    )
    title = models.CharField(_("Line"), max_length=120, help_text=_("What is paid for, or gained."))

    # The offer that the line was taken from (``risks.exposure``); empty for one that people wrote.
    source = models.CharField(max_length=40, blank=True, editable=False)

    belongs_to = "case"

    class Meta:
        ordering = ["-kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="cost", category__in=list(COSTS))
                | models.Q(kind="benefit", category__in=list(BENEFITS)),
                name="line_category_of_its_kind",
                violation_error_message=_("Choose a category that belongs to the kind of line."),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if not self.title.strip():
            raise ValidationError({"title": _("Say what is paid for, or gained.")})

    @property
    def by_year(self):
        """Year -> amount, as entered."""
        return {item.year: item.amount for item in self.amounts.all()}


class LineAmount(models.Model):
    """What a line costs or brings in one year; year 0 is the year of the investment."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=16, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="amount_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(year__gte=0, year__lte=LONGEST_HORIZON), name="amount_within_the_horizon"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="amount_not_negative"),
        ]

    def __str__(self):
        return f"{self.line_id}, {self.year}: {self.amount}"
