from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from core.text import minor_units
from implementation.business_case import plan
from implementation.business_case.models.case import LONGEST_HORIZON, BusinessCase
from implementation.business_case.models.scenario import Scenario
from implementation.goals.models import Goal

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
LAST_MONTH = 12 * LONGEST_HORIZON
FULL = 100

#: What is wrong with a planned line, by the name that ``plan.faults`` gives it: (field, sentence).
FAULTS = {
    "order": ("low", _("Low must not be above likely, and likely not above high.")),
    "negative": ("low", _("Write amounts of 0 or more.")),
    "full": ("likely", _("For amounts by year, likely is always 100 %: change the amounts themselves.")),
    "growth": ("growth", _("Growth must be above −100 %.")),
    "no_growth": ("growth", _("Only what comes every month or every year can grow: leave growth at 0.")),
    "months": ("end_month", _("It ends before it starts: choose a later month, or leave it empty.")),
    "late": ("start_month", _("Months count from 0, the time of the investment, to 120.")),
    "no_end": ("end_month", _("Only what comes every month or every year has an end: leave it empty.")),
    "places": ("likely", _("This currency has no decimals: write whole amounts.")),
}


class Line(Record):
    """One cost or benefit of a scenario: what it probably is, at least, at most, and when."""

    class Kind(models.TextChoices):
        COST = "cost", _("Cost")
        BENEFIT = "benefit", _("Benefit")

    class Shape(models.TextChoices):
        YEARS = "years", _("By year")
        ONCE = "once", _("Once")
        MONTHLY = "monthly", _("Every month")
        YEARLY = "yearly", _("Every year")

    scenario = models.ForeignKey(Scenario, verbose_name=_("Scenario"), on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    category = models.CharField(
        _("Category"),
        max_length=12,
        choices=[(_("Costs"), list(COSTS.items())), (_("Benefits"), list(BENEFITS.items()))],
    )
    title = models.CharField(_("Line"), max_length=120, help_text=_("What is paid for, or gained."))
    shape = models.CharField(_("When"), max_length=8, choices=Shape, default=Shape.YEARS)
    # Amounts; for a line by year, percentages of the amounts of its years (likely is then 100).
    low = models.DecimalField(
        pgettext_lazy("amount", "Low"), max_digits=16, decimal_places=2, default=FULL, validators=[MinValueValidator(0)]
    )
    likely = models.DecimalField(
        pgettext_lazy("amount", "Likely"),
        max_digits=16,
        decimal_places=2,
        default=FULL,
        validators=[MinValueValidator(0)],
    )
    high = models.DecimalField(
        pgettext_lazy("amount", "High"),
        max_digits=16,
        decimal_places=2,
        default=FULL,
        validators=[MinValueValidator(0)],
    )
    growth = models.DecimalField(
        _("Growth, % a year"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(-99), MaxValueValidator(500)],
        help_text=_("From twelve months after the start, and again every twelve months."),
    )
    start_month = models.PositiveSmallIntegerField(
        _("Start month"),
        default=0,
        validators=[MaxValueValidator(LAST_MONTH)],
        help_text=_("0 is the time of the investment, 1 to 12 are year 1."),
    )
    end_month = models.PositiveSmallIntegerField(
        _("End month"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LAST_MONTH)],
        help_text=_("The last month that counts. Empty: to the end of the horizon."),
    )
    goal = models.ForeignKey(
        Goal,
        verbose_name=_("Goal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The goal that brings this: what came of it says how much of the benefit is realised."),
    )

    # The offer that the line was taken from (``risks.exposure``); empty for one that people wrote.
    source = models.CharField(max_length=40, blank=True, editable=False)
    # The same line in the version before, so that what changed can be told.
    previous = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    belongs_to = "scenario"

    class Meta:
        verbose_name = _("line of the business case")
        ordering = ["-kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="cost", category__in=list(COSTS))
                | models.Q(kind="benefit", category__in=list(BENEFITS)),
                name="line_category_of_its_kind",
                violation_error_message=_("Choose a category that belongs to the kind of line."),
            ),
            models.CheckConstraint(
                condition=models.Q(low__gte=0, low__lte=models.F("likely"), likely__lte=models.F("high")),
                name="line_low_likely_high",
                violation_error_message=FAULTS["order"][1],
            ),
            models.CheckConstraint(
                condition=~models.Q(shape="years") | models.Q(likely=FULL),
                name="line_by_year_likely_is_full",
                violation_error_message=FAULTS["full"][1],
            ),
            models.CheckConstraint(
                condition=models.Q(growth__gt=-100), name="line_growth", violation_error_message=FAULTS["growth"][1]
            ),
            models.CheckConstraint(
                condition=models.Q(end_month__isnull=True) | models.Q(end_month__gte=models.F("start_month")),
                name="line_ends_after_it_starts",
                violation_error_message=FAULTS["months"][1],
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def case(self) -> BusinessCase:
        return self.scenario.case

    def clean(self):
        if not (self.title or "").strip():
            raise ValidationError({"title": _("Say what is paid for, or gained.")})
        if None in (self.low, self.likely, self.high, self.growth, self.start_month):
            return
        for fault in plan.faults(self.planned(by_year={})):
            field, sentence = FAULTS[fault]
            raise ValidationError({field: sentence})
        if self.goal_id and self.goal.programme_id != self.case.programme_id:
            raise ValidationError({"goal": _("Choose a goal of this programme.")})

    @property
    def by_year(self):
        """Year -> amount, as entered."""
        return {item.year: item.amount for item in self.amounts.all()}

    def planned(self, *, by_year: dict | None = None, places: int | None = None) -> plan.PlannedLine:
        """The line as the calculations take it; ``places`` spares the way to the currency where it is known."""
        return plan.PlannedLine(
            kind=self.kind,
            category=self.category,
            title=self.title,
            shape=self.shape,
            low=self.low,
            likely=self.likely,
            high=self.high,
            growth=self.growth,
            start_month=self.start_month,
            end_month=self.end_month,
            by_year=self.by_year if by_year is None else by_year,
            places=minor_units(self.case.programme.organisation.currency) if places is None else places,
            pk=self.pk,
            goal=self.goal_id,
        )


class LineAmount(models.Model):
    """What a line by year costs or brings in one year; year 0 is the year of the investment."""

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
