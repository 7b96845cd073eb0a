import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.text import say
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord

LONGEST_HORIZON = 10
#: How a version is reckoned.
SETTINGS = (
    "starts_on",
    "discount_rate",
    "finance_rate",
    "reinvest_rate",
    "horizon_years",
    "floor",
    "minimum_investment",
    "assumptions",
)


@because(_("Choose one scenario first: that is what is confirmed."))
def has_a_choice(case):
    return case.scenarios.filter(is_chosen=True).count() == 1


@because(_("There is nothing to confirm yet: enter at least one cost."))
def has_costs(case):
    """In the chosen scenario; where that is doing nothing, in any of them."""
    chosen = case.chosen
    of_years = models.Q(shape="years", amounts__amount__gt=0)
    costs = case.lines.filter(of_years | ~models.Q(shape="years") & models.Q(likely__gt=0), kind="cost")
    return chosen is not None and (costs if chosen.is_nothing else costs.filter(scenario=chosen)).exists()


@because(_("No later version is confirmed."))
def later_is_confirmed(case):
    later = BusinessCase.objects.filter(programme=case.programme_id, number__gt=case.number)
    return later.filter(state=BusinessCase.State.CONFIRMED).exists()


class BusinessCase(ProgrammeRecord):
    """One version of what the programme costs and brings. Confirmed, it does not change: a new version does."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for confirmation")
        CONFIRMED = "confirmed", _("Confirmed")
        SUPERSEDED = "superseded", _("Replaced")

    TONES = {"draft": "idle", "submitted": "wait", "confirmed": "done", "superseded": "none"}

    number = models.PositiveSmallIntegerField(editable=False)
    discount_rate = models.DecimalField(
        _("Discount rate, % a year"),
        max_digits=5,
        decimal_places=2,
        default=8,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("What money costs you, or could earn elsewhere: ask finance."),
    )
    starts_on = models.DateField(
        _("Day of the investment"),
        null=True,
        blank=True,
        help_text=_("Month 0 of the plan is the month of this day. Empty: the start of the programme."),
    )
    finance_rate = models.DecimalField(
        _("Finance rate, % a year"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("What borrowed money costs, for the modified rate of return. Empty: the discount rate."),
    )
    reinvest_rate = models.DecimalField(
        _("Reinvestment rate, % a year"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("What the gains earn until the end, for the modified rate of return. Empty: the discount rate."),
    )
    horizon_years = models.PositiveSmallIntegerField(
        _("Horizon, years"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_HORIZON)],
        help_text=_("Years counted after year 0, the year of the investment."),
    )
    floor = models.DecimalField(
        _("Floor for the net present value"),
        max_digits=16,
        decimal_places=2,
        default=0,
        help_text=_("The least net present value at which this is worth doing."),
    )
    minimum_investment = models.DecimalField(
        _("Minimum investment"),
        max_digits=16,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("Below this it should not be done at all. Counted: acquisition, development and switching."),
    )
    assumptions = models.TextField(
        _("Assumptions"),
        blank=True,
        max_length=5000,
        help_text=_("What the amounts rest on, and where they come from."),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("business case")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="business_case_number_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state__in=["draft", "submitted"]),
                name="one_case_in_the_making",
                violation_error_message=_("A new version is in the making already: finish that one first."),
            ),
            models.CheckConstraint(
                condition=models.Q(horizon_years__gte=1, horizon_years__lte=LONGEST_HORIZON),
                name="business_case_horizon",
            ),
        ]

    def __str__(self):
        return str(say(_("Business case, version {n}"), n=self.number))

    def get_absolute_url(self):
        return reverse("business_case_version", args=[self.programme_id, self.pk])

    def clean(self):
        from implementation.business_case.models.line import LineAmount

        if not self.pk or self.horizon_years is None:
            return
        if self.state != self.State.DRAFT and self._differs():
            raise ValidationError(_("Only a draft can be changed: this version is submitted or confirmed."))
        last = LineAmount.objects.filter(line__scenario__case=self.pk).aggregate(last=models.Max("year"))["last"]
        if last is not None and last > self.horizon_years:
            text = say(_("Amounts are entered up to year {year}: empty them first, or keep that horizon."), year=last)
            raise ValidationError({"horizon_years": text})

    def _differs(self) -> bool:
        kept = BusinessCase.objects.get(pk=self.pk)
        return any(getattr(kept, name) != getattr(self, name) for name in SETTINGS)

    @property
    def years(self):
        return range(self.horizon_years + 1)

    @property
    def months(self) -> int:
        return 12 * self.horizon_years

    @property
    def begins(self) -> datetime.date:
        """The first day of month 0."""
        return (self.starts_on or self.programme.started_on).replace(day=1)

    def month_of(self, day: datetime.date) -> int:
        """The month of the plan that a day falls into; below 0 before the investment."""
        return 12 * (day.year - self.begins.year) + day.month - self.begins.month

    @property
    def chosen(self):
        """The scenario that this version asks to confirm; None while none is chosen."""
        return self.scenarios.filter(is_chosen=True).first()

    @property
    def lines(self):
        """The lines of every scenario."""
        from implementation.business_case.models.line import Line

        return Line.objects.filter(scenario__case=self.pk)

    @transition(
        state,
        source=State.DRAFT,
        target=State.SUBMITTED,
        conditions=[has_a_choice, has_costs],
        permission="business_case.edit_case",
        custom={"label": _("Submit for confirmation"), "tone": "primary", "page": "submit_case"},
    )
    def submit(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.CONFIRMED,
        permission="business_case.confirm_case",
        custom={
            "label": _("Confirm the business case"),
            "tone": "primary",
            "not_by": "submitted_by",
            "refusal": _("You submitted this, so someone else confirms it."),
            "page": "confirm_case",
        },
    )
    def confirm(self):
        """Its lines and figures are frozen."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DRAFT,
        permission="business_case.confirm_case",
        custom={"label": _("Send back"), "note": "required"},
    )
    def send_back(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DRAFT,
        permission="business_case.edit_case",
        custom={"label": _("Take it back to edit")},
    )
    def take_back(self):
        pass

    @transition(
        state,
        source=State.CONFIRMED,
        target=State.SUPERSEDED,
        conditions=[later_is_confirmed],
        permission="business_case.confirm_case",
        custom={"label": _("Replaced by a later version"), "hidden": True},
    )
    def supersede(self):
        """When a later version is confirmed."""


class Confirmation(SignedFacts):
    """Who confirmed a version, with its lines and figures as they were."""

    case = models.OneToOneField(BusinessCase, on_delete=models.PROTECT, related_name="confirmation")

    class Meta:
        verbose_name = _("confirmation of a business case")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.case}: {self.by_name}"

    def get_absolute_url(self):
        return self.case.get_absolute_url()
