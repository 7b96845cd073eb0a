"""One way to get the CRM: what it costs, how soon it is in use, what leaving costs, who stays in the house."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.text import bracketed
from implementation.programme.models import ProgrammeRecord

YEARS = range(5)
LONGEST = [MaxValueValidator(120)]


class SourcingOption(ProgrammeRecord):
    """One way to get the CRM, with what it costs in each of five years."""

    class Mode(models.TextChoices):
        BUILD = "build", _("Build")
        BUY = "buy", _("Buy")
        OUTSOURCE = "outsource", _("Outsource")

    mode = models.CharField(_("Way"), max_length=10, choices=Mode)
    title = models.CharField(_("Title"), max_length=120)
    months_low = models.PositiveSmallIntegerField(
        _("Months to first use, if all goes well"), null=True, blank=True, validators=LONGEST
    )
    months_to_first_use = models.PositiveSmallIntegerField(
        _("Months to first use"), null=True, blank=True, validators=LONGEST
    )
    months_high = models.PositiveSmallIntegerField(
        _("Months to first use, if much goes wrong"), null=True, blank=True, validators=LONGEST
    )
    exit_cost = models.DecimalField(
        _("Exit cost"),
        max_digits=14,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("To leave at the end: data hand-back, two systems side by side, learning anew. Counted once."),
    )
    specialists_kept = models.PositiveSmallIntegerField(
        _("Specialists kept in the house"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(999)],
        help_text=_("People of our own who know the system well enough to judge the provider and to change it."),
    )
    specialists_named = models.CharField(
        _("Who they are"), max_length=300, blank=True, help_text=_("Names, and what each looks after.")
    )
    note = models.TextField(_("Note"), blank=True, help_text=_("Who carries the work, what it ties us to."))

    class Meta:
        verbose_name = _("way to get the CRM")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "mode"], name="sourcing_mode_once"),
            models.CheckConstraint(condition=models.Q(exit_cost__gte=0), name="sourcing_exit_not_negative"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.programme_id])

    def clean(self):
        low, likely, high = self.months_low, self.months_to_first_use, self.months_high
        if likely is None and (low is not None or high is not None):
            raise ValidationError({"months_to_first_use": _("Say how many months are likely.")})
        if low is not None and low > likely:
            raise ValidationError({"months_low": _("If all goes well it takes no longer than is likely.")})
        if high is not None and high < likely:
            raise ValidationError({"months_high": _("If much goes wrong it takes no less than is likely.")})

    @property
    def months_lowest(self) -> int | None:
        return self.months_to_first_use if self.months_low is None else self.months_low

    @property
    def months_highest(self) -> int | None:
        return self.months_to_first_use if self.months_high is None else self.months_high


class SourcingLine(Record):
    """One thing that an option costs, and what its amounts follow: nothing, the number of users, prices."""

    class Category(models.TextChoices):
        ACQUISITION = "acquisition", _("Acquisition or development")
        STAFF = "staff", _("Staff")
        RUNNING = "running", _("Running and coordination")
        MAINTENANCE = "maintenance", _("Maintenance and administration")
        SWITCHING = "switching", _("Switching")

    #: Categories whose prices somebody else sets from year to year.
    PRICED = (Category.RUNNING, Category.MAINTENANCE)

    option = models.ForeignKey(SourcingOption, on_delete=models.CASCADE, related_name="lines")
    category = models.CharField(_("Category"), max_length=12, choices=Category)
    title = models.CharField(_("What is paid for"), max_length=120, blank=True)
    per_user = models.BooleanField(_("Per user"), default=False)
    rises = models.BooleanField(_("Price may rise"), default=False)

    belongs_to = "option"

    class Meta:
        verbose_name = _("cost of a way")
        ordering = ["option", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["option", "category", "title"],
                name="sourcing_line_once",
                violation_error_message=_("Give two lines of one category different names."),
            )
        ]

    def __str__(self):
        category = self.get_category_display()
        return str(bracketed(self.title, category) if self.title else category)


class SourcingCost(Record):
    """What a line costs in one year; year 0 is before its use begins."""

    Category = SourcingLine.Category

    line = models.ForeignKey(SourcingLine, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField(_("Year"))
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2, default=0)

    belongs_to = "line"

    class Meta:
        verbose_name = _("cost of a way in one year")
        ordering = ["line", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="sourcing_cost_once_a_year"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="sourcing_cost_not_negative"),
            models.CheckConstraint(condition=models.Q(year__lte=4), name="sourcing_cost_within_five_years"),
        ]

    def __str__(self):
        return f"{self.line}, {self.year}"
