from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


@because(_("The contract is not signed yet: its stages begin with the signature."))
def contract_runs(record):
    return record.contract.state == Contract.State.SIGNED


class ContractStage(OfContract):
    """One stage of the work: inside it the provider is free, at its end it answers for a result that is measured."""

    class State(models.TextChoices):
        AGREED = "agreed", _("Under way")
        REPORTED = "reported", _("Result reported")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Not accepted")

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")

    TONES = {"agreed": "idle", "reported": "wait", "accepted": "done", "refused": "bad"}
    #: States in which the provider still owes the result.
    OWED = (State.AGREED, State.REFUSED)

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="stages")
    name = models.CharField(_("Stage"), max_length=120)
    due = models.DateField(_("Due"))
    measure = models.CharField(
        _("What is measured"), max_length=200, help_text=_("So that two people who measure it find the same.")
    )
    direction = models.CharField(_("The result must be"), max_length=8, choices=Direction, default=Direction.AT_LEAST)
    target = models.DecimalField(_("Target"), max_digits=14, decimal_places=4)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    payment = models.DecimalField(
        _("Payment tied to it"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Due when the result is accepted; leave it empty where no payment hangs on it."),
    )
    measured = models.DecimalField(
        _("Measured"), max_digits=14, decimal_places=4, null=True, blank=True, editable=False
    )
    report = models.TextField(_("What was done and how it was measured"), max_length=2000, blank=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    reported_on = models.DateField(_("Reported on"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True, editable=False)
    reason = models.TextField(_("Why"), max_length=2000, blank=True, editable=False)
    #: The day for which people were told that the result is late.
    late_told_for = models.DateField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.AGREED)

    class Meta:
        verbose_name = _("stage of a contract")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(payment__isnull=True) | models.Q(payment__gte=0), name="stage_payment_not_negative"
            ),
            models.UniqueConstraint(
                fields=["contract", "name"],
                name="contract_stage_once",
                violation_error_message=_("The contract has a stage of that name already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contract_stage", args=[self.contract.programme_id, self.pk])

    @property
    def is_late(self) -> bool:
        return self.state in self.OWED and self.due < self.contract.today

    @property
    def goal(self) -> str:
        """“at least 99.5 %”: what the result is held against."""
        figure = f"{self.target.normalize():f}"
        return " ".join(filter(None, [str(self.get_direction_display()), figure, self.unit]))

    @property
    def result(self) -> str:
        """“99.4 %”: what was measured, without noughts that nobody typed."""
        return "" if self.measured is None else " ".join(filter(None, [f"{self.measured.normalize():f}", self.unit]))

    @property
    def meets_target(self) -> bool | None:
        """Whether what was measured is good enough; None before there is a result."""
        if self.measured is None:
            return None
        return self.measured >= self.target if self.direction == "at_least" else self.measured <= self.target

    @transition(
        state,
        source=[State.AGREED, State.REFUSED],
        target=State.REPORTED,
        conditions=[contract_runs],
        permission="vendors.report_stage",
        custom={"label": _("Report the result"), "tone": "primary", "page": "report_stage"},
    )
    def report_result(self):
        """By the provider, or by us for a provider that has no account."""

    @transition(
        state,
        source=State.REPORTED,
        target=State.ACCEPTED,
        conditions=[contract_runs],
        permission="vendors.accept_stage",
        custom={
            "label": _("Accept the result"),
            "tone": "primary",
            "page": "decide_stage",
            "note": "required",
            "not_by": "reported_by",
            "refusal": _("You reported this result, so someone else accepts it."),
        },
    )
    def accept(self):
        pass

    @transition(
        state,
        source=State.REPORTED,
        target=State.REFUSED,
        conditions=[contract_runs],
        permission="vendors.accept_stage",
        custom={
            "label": _("Do not accept the result"),
            "note": "required",
            "page": "decide_stage",
            "not_by": "reported_by",
            "refusal": _("You reported this result, so someone else accepts it."),
            "hidden": True,
        },
    )
    def refuse(self):
        """The provider goes on and reports anew."""
