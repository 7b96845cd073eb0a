from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.text import amount as in_words
from core.text import month, say
from core.workflow import because
from implementation.budget.models.amounts import fit_calendar, fit_currency
from implementation.budget.models.cost_import import ActualImport
from implementation.budget.models.package import WorkPackage
from implementation.budget.months import first_day, month_of
from implementation.business_case.models.line import COSTS
from implementation.programme.models import ProgrammeRecord

#: The categories of the business case, so that what was planned and what was spent stand in the same rows.
CATEGORIES = dict(COSTS)


@because(_("It is reversed: strike the reversing entry first."))
def is_not_reversed(cost):
    return not cost.reversals.filter(state=ActualCost.State.COUNTED).exists()


@because(_("What it reverses is struck: count that entry first."))
def what_it_reverses_counts(cost):
    return cost.reverses is None or cost.reverses.state == ActualCost.State.COUNTED


class CostQuerySet(models.QuerySet):
    def counted(self):
        return self.filter(state=ActualCost.State.COUNTED)


class ActualCost(ProgrammeRecord):
    """Something that was paid for. It is never edited: a reversing entry corrects it, a reason strikes it out."""

    class State(models.TextChoices):
        COUNTED = "counted", _("Counted")
        STRUCK = "struck", _("Struck out")

    TONES = {"counted": "done", "struck": "none"}

    on = models.DateField(_("Date"), help_text=_("The day of the invoice or of the payment: keep to one of them."))
    month = models.PositiveIntegerField(_("Month"), editable=False)
    category = models.CharField(_("Category"), max_length=12, choices=list(CATEGORIES.items()))
    amount = models.DecimalField(_("Amount"), max_digits=16, decimal_places=2)
    supplier = models.CharField(_("Supplier"), max_length=120, blank=True)
    reference = models.CharField(
        _("Reference"), max_length=60, blank=True, help_text=_("Number of the invoice or of the booking.")
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)
    package = models.ForeignKey(
        WorkPackage,
        verbose_name=_("Work package"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="costs",
        help_text=_("Only what is spent on a work package counts in its earned value."),
    )
    reverses = models.ForeignKey(
        "self",
        verbose_name=_("Reverses"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="reversals",
    )
    batch = models.ForeignKey(
        ActualImport,
        verbose_name=_("File"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="costs",
    )
    # Made with the form: the same form sent twice makes one entry.
    key = models.CharField(max_length=36, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Entered by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("Entered on"), auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.COUNTED)

    audit_leaves_out = ("key", "month")

    objects = CostQuerySet.as_manager()

    class Meta:
        verbose_name = _("Actual cost")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["programme", "state", "month", "category", "package", "amount"], name="cost_sums"),
            models.Index(fields=["programme", "on"], name="cost_by_day"),
            models.Index(fields=["programme", "reference"], name="cost_by_reference"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, reverses=None) | models.Q(amount__lt=0, reverses__isnull=False),
                name="only_a_reversal_is_negative",
                violation_error_message=_("Write an amount above 0. What came back is a reversal of its entry."),
            ),
            models.UniqueConstraint(
                fields=["programme", "key"],
                condition=~models.Q(key=""),
                name="cost_entered_once",
                violation_error_message=_("This entry is saved already."),
            ),
        ]

    def __str__(self):
        words = self.supplier or self.note or self.reference or str(self.get_category_display())
        return f"{words} ({in_words(self.amount, self.programme.organisation.currency)})"

    def get_absolute_url(self):
        return reverse("actual_cost", args=[self.programme_id, self.pk])

    def clean(self):
        if self.on:
            self.month = month_of(self.on)
        fit_calendar(self.on, self.programme.started_on)
        fit_currency(self.amount, self.programme.organisation.currency)
        if self.package is not None and self.package.programme_id != self.programme_id:
            raise ValidationError({"package": _("Choose a work package of this programme.")})

    def save(self, *args, **kwargs):
        self.month = month_of(self.on)
        super().save(*args, **kwargs)

    @property
    def reversible(self):
        """What of it is not reversed yet."""
        back = self.reversals.filter(state=self.State.COUNTED).aggregate(sum=models.Sum("amount"))["sum"]
        return self.amount + (back or 0)

    @transition(
        state,
        source=State.COUNTED,
        target=State.STRUCK,
        conditions=[is_not_reversed],
        permission="budget.record_cost",
        custom={"label": _("Strike it out"), "note": "required", "tone": "danger"},
    )
    def strike(self):
        """It was entered by mistake: it stays readable and does not count."""

    @transition(
        state,
        source=State.STRUCK,
        target=State.COUNTED,
        conditions=[what_it_reverses_counts],
        permission="budget.record_cost",
        custom={"label": _("Count it after all"), "note": "required"},
    )
    def restore(self):
        pass


class QuietMonth(ProgrammeRecord):
    """A month in which nothing was spent, on somebody's word: so that no entry is not taken for no costs."""

    month = models.PositiveIntegerField(_("Month"), editable=False)
    why = models.CharField(_("Why"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Said by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Month without costs")
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month"],
                name="quiet_month_once",
                violation_error_message=_("This is said of the month already."),
            )
        ]

    def __str__(self):
        return str(say(_("{month}: nothing was spent"), month=month(first_day(self.month))))

    def get_absolute_url(self):
        return reverse("actual_costs", args=[self.programme_id])
