from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord

YEARS = range(5)


@because(_("Enter the costs of at least two options first."))
def two_are_costed(sourcing):
    costed = SourcingCost.objects.filter(option__programme_id=sourcing.programme_id, amount__gt=0)
    return costed.values("option").distinct().count() >= 2


class Sourcing(ProgrammeRecord):
    """Whether to build, buy or outsource: compared, put before the sponsor, decided."""

    class State(models.TextChoices):
        COMPARING = "comparing", _("Being compared")
        SUBMITTED = "submitted", _("Waiting for the decision")
        DECIDED = "decided", _("Decided")

    TONES = {"comparing": "idle", "submitted": "wait", "decided": "done"}

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.COMPARING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme"], name="one_sourcing_each")]

    def __str__(self):
        return str(_("Build, buy or outsource"))

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.programme_id])

    @transition(
        state,
        source=State.COMPARING,
        target=State.SUBMITTED,
        conditions=[two_are_costed],
        permission="vendors.edit_sourcing",
        custom={"label": _("Ask for the decision"), "tone": "primary", "page": "submit_sourcing"},
    )
    def submit(self):
        """The figures stay as they are until the sponsor has decided."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.COMPARING,
        permission="vendors.edit_sourcing",
        custom={"label": _("Withdraw the request"), "note": "required"},
    )
    def withdraw(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DECIDED,
        permission="vendors.decide_sourcing",
        custom={"label": _("Decide"), "hidden": True, "not_by": "submitted_by"},
    )
    def decide(self):
        """By a recorded decision."""

    @transition(
        state,
        source=State.DECIDED,
        target=State.COMPARING,
        permission="vendors.decide_sourcing",
        custom={"label": _("Compare again"), "note": "required"},
    )
    def reopen(self):
        """The decision taken stays on record."""


class SourcingOption(ProgrammeRecord):
    """One way to get the CRM, with what it costs in each of five years."""

    class Mode(models.TextChoices):
        BUILD = "build", _("Build")
        BUY = "buy", _("Buy")
        OUTSOURCE = "outsource", _("Outsource")

    mode = models.CharField(_("Way"), max_length=10, choices=Mode)
    title = models.CharField(_("Title"), max_length=120)
    months_to_first_use = models.PositiveSmallIntegerField(
        _("Months to first use"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    note = models.TextField(_("Note"), blank=True, help_text=_("Who carries the work, what it ties us to."))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "mode"], name="sourcing_mode_once")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.programme_id])


class SourcingCost(Record):
    """What an option costs under one category in one year; year 0 is before its use begins."""

    class Category(models.TextChoices):
        ACQUISITION = "acquisition", _("Acquisition or development")
        STAFF = "staff", _("Staff")
        RUNNING = "running", _("Running and coordination")
        MAINTENANCE = "maintenance", _("Maintenance and administration")
        SWITCHING = "switching", _("Switching")

    option = models.ForeignKey(SourcingOption, on_delete=models.CASCADE, related_name="costs")
    category = models.CharField(_("Category"), max_length=12, choices=Category)
    year = models.PositiveSmallIntegerField(_("Year"))
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2, default=0)

    belongs_to = "option"

    class Meta:
        ordering = ["option", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["option", "category", "year"], name="sourcing_cost_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="sourcing_cost_not_negative"),
            models.CheckConstraint(condition=models.Q(year__lte=4), name="sourcing_cost_within_five_years"),
        ]

    def __str__(self):
        return f"{self.option}, {self.get_category_display()}, {self.year}"


class SourcingDecision(SignedFacts):
    """Which way was chosen and why, with the figures of that moment."""

    sourcing = models.ForeignKey(Sourcing, on_delete=models.PROTECT, related_name="decisions")
    option = models.ForeignKey(SourcingOption, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("Why"))

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.option)

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.programme_id])
