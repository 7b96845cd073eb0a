from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.text import say
from core.workflow import because
from implementation.budget.models.cost import CATEGORIES
from implementation.business_case.models import BusinessCase
from implementation.gates.models import SignedFacts
from implementation.programme.models import ProgrammeRecord

#: So that every month of the longest case has its place.
MOST_MONTHS = 132


@because(_("There is nothing to approve yet: enter at least one amount."))
def has_amounts(budget):
    return budget.lines.filter(amount__gt=0).exists()


@because(_("Say why the budget is set anew: edit the reason first."))
def has_reason(budget):
    return budget.number == 1 or bool(budget.reason.strip())


@because(_("No later version is approved."))
def later_is_approved(budget):
    later = Budget.objects.filter(programme=budget.programme_id, number__gt=budget.number)
    return later.filter(state=Budget.State.APPROVED).exists()


class Budget(ProgrammeRecord):
    """One version of what may be spent, by category and month. Approved, it does not change: a new version does."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        SUPERSEDED = "superseded", _("Replaced")
        DISCARDED = "discarded", _("Discarded")

    class Source(models.TextChoices):
        CASE = "case", _("The costs of the confirmed business case")
        LAST = "last", _("The version before, to be changed")
        TYPED = "typed", _("An empty table, to be filled by hand")

    TONES = {"draft": "idle", "submitted": "wait", "approved": "done", "superseded": "none", "discarded": "none"}
    IN_THE_MAKING = (State.DRAFT, State.SUBMITTED)

    number = models.PositiveSmallIntegerField(_("Version"), editable=False)
    source = models.CharField(_("Taken from"), max_length=8, choices=Source, default=Source.TYPED)
    case = models.ForeignKey(
        BusinessCase,
        verbose_name=_("Business case"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    scenario = models.CharField(_("Scenario"), max_length=120, blank=True, editable=False)
    reason = models.TextField(
        _("Reason"),
        blank=True,
        max_length=2000,
        help_text=_("Why the budget is set anew: what has changed since the version before."),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Submitted by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Told once: the day on which the forecast left its tolerance, and the month whose costs were asked for.
    beyond_since = models.DateField(_("Forecast beyond its tolerance since"), null=True, blank=True, editable=False)
    asked_month = models.PositiveIntegerField(_("Month asked for"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("Budget")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="budget_number_once"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state__in=["draft", "submitted"]),
                name="one_budget_in_the_making",
                violation_error_message=_("A new version is in the making already: finish that one first."),
            ),
        ]

    def __str__(self):
        return str(say(_("Budget, version {n}"), n=self.number))

    def get_absolute_url(self):
        return reverse("budget_version", args=[self.programme_id, self.pk])

    def clean(self):
        if self.pk and self.state != self.State.DRAFT:
            kept = Budget.objects.get(pk=self.pk)
            if (kept.reason, kept.source, kept.scenario) != (self.reason, self.source, self.scenario):
                raise ValidationError(_("Only a draft can be changed: this version is submitted or approved."))

    @transition(
        state,
        source=State.DRAFT,
        target=State.SUBMITTED,
        conditions=[has_amounts, has_reason],
        permission="budget.edit_budget",
        custom={"label": _("Submit for approval"), "tone": "primary", "page": "submit_budget"},
    )
    def submit(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.APPROVED,
        permission="budget.approve_budget",
        custom={
            "label": _("Approve the budget"),
            "tone": "primary",
            "not_by": "submitted_by",
            "refusal": _("You asked for this budget, so someone else approves it."),
            "page": "approve_budget",
        },
    )
    def approve(self):
        """Its amounts are frozen."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DRAFT,
        permission="budget.approve_budget",
        custom={"label": _("Send back"), "note": "required"},
    )
    def send_back(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DRAFT,
        permission="budget.edit_budget",
        custom={"label": _("Take it back to edit")},
    )
    def take_back(self):
        pass

    @transition(
        state,
        source=State.DRAFT,
        target=State.DISCARDED,
        permission="budget.edit_budget",
        custom={
            "label": _("Discard the draft"),
            "note": "required",
            "confirm": _("Discard this draft? The approved version goes on to count."),
        },
    )
    def discard(self):
        """Its number is not used again."""

    @transition(
        state,
        source=State.APPROVED,
        target=State.SUPERSEDED,
        conditions=[later_is_approved],
        permission="budget.approve_budget",
        custom={"label": _("Replaced by a later version"), "hidden": True},
    )
    def supersede(self):
        """When a later version is approved."""


class BudgetLine(models.Model):
    """What may be spent on one category in one month (counted through: year x 12 + month - 1)."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    category = models.CharField(_("Category"), max_length=12, choices=list(CATEGORIES.items()))
    month = models.PositiveIntegerField(_("Month"))
    amount = models.DecimalField(_("Amount"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("Amount of a budget")
        ordering = ["month", "category"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "category", "month"], name="budget_line_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="budget_line_not_negative"),
        ]

    def __str__(self):
        return f"{self.budget_id}, {self.category}, {self.month}: {self.amount}"


class BudgetApproval(SignedFacts):
    """Who approved a version, with its amounts as they were."""

    budget = models.OneToOneField(Budget, on_delete=models.PROTECT, related_name="approval")

    class Meta:
        verbose_name = _("Approval of a budget")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.budget}: {self.by_name}"

    def get_absolute_url(self):
        return self.budget.get_absolute_url()
