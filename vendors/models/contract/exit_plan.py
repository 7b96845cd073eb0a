from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


class ExitPlan(OfContract):
    """How we leave: which data comes back in what shape by when, whether that was tried, and what leaving costs."""

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="exit_plan")
    data = models.TextField(
        _("Data that comes back"),
        max_length=2000,
        help_text=_("Customers, contacts, history, documents, settings: everything that another system needs."),
    )
    format = models.CharField(
        _("In which format"), max_length=200, help_text=_("One that another system reads: CSV, XLSX, a database dump.")
    )
    days = models.PositiveSmallIntegerField(
        _("Days after the end by which it is back"), default=30, validators=[MaxValueValidator(730)]
    )
    deletion = models.CharField(
        _("What becomes of the provider’s copy"),
        max_length=200,
        help_text=_("Deleted by when, and how that is proven."),
    )
    help = models.CharField(_("Help that the provider owes"), max_length=200, blank=True)
    cost = models.DecimalField(
        _("Cost of leaving"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Everything: the provider’s help, our own time, the double running."),
    )
    tested_on = models.DateField(_("Hand-back last tried on"), null=True, blank=True)
    test_result = models.TextField(_("What the trial showed"), max_length=1000, blank=True)

    anchor = "exit"

    class Meta:
        verbose_name = _("exit plan")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="exit_cost_not_negative"
            )
        ]

    def __str__(self):
        return str(_("Exit plan: %(contract)s") % {"contract": self.contract.name})

    def clean(self):
        if self.tested_on and self.tested_on > self.contract.today:
            raise ValidationError({"tested_on": _("This day is still to come.")})
        if self.tested_on and not self.test_result.strip():
            raise ValidationError({"test_result": _("Say what the trial showed.")})


class ExitStep(Record):
    """One step of leaving: who does it by when."""

    class State(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    TONES = {"open": "idle", "done": "done", "dropped": "none"}

    plan = models.ForeignKey(ExitPlan, on_delete=models.PROTECT, related_name="steps")
    text = models.CharField(_("Step"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Owner"), on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(_("Due"))
    state = StateField(_("State"), choices=State, default=State.OPEN)

    belongs_to = "plan"

    class Meta:
        verbose_name = _("step of an exit plan")
        ordering = ["due", "pk"]

    def __str__(self):
        return self.text

    @transition(
        state,
        source=State.OPEN,
        target=State.DONE,
        permission="vendors.do_exit_step",
        custom={"label": _("Mark as done")},
    )
    def finish(self):
        pass

    @transition(
        state,
        source=State.OPEN,
        target=State.DROPPED,
        permission="vendors.edit_contract",
        custom={"label": _("Drop"), "note": "required"},
    )
    def drop(self):
        pass

    @transition(
        state,
        source=[State.DONE, State.DROPPED],
        target=State.OPEN,
        permission="vendors.edit_contract",
        custom={"label": _("Open again")},
    )
    def reopen(self):
        pass
