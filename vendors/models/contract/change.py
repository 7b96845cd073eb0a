from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


@because(_("The contract is not signed: enter this in its terms."))
def contract_is_signed(change):
    return change.contract.state == Contract.State.SIGNED


class ContractChange(OfContract):
    """An amendment or a change order: what it costs, from when, why; counted once it is approved."""

    class Kind(models.TextChoices):
        ORDER = "order", _("Change order")
        AMENDMENT = "amendment", _("Amendment")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    TONES = {"draft": "idle", "asked": "wait", "approved": "done", "refused": "none"}

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField(_("Number"), editable=False)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.ORDER)
    title = models.CharField(_("What changes"), max_length=160)
    reason = models.TextField(_("Why it is needed"), max_length=2000)
    takes_effect_on = models.DateField(_("Takes effect on"))
    once = models.DecimalField(
        _("Cost, once"),
        max_digits=14,
        decimal_places=2,
        default=0,
        help_text=_("Below nothing where it saves money."),
    )
    monthly = models.DecimalField(
        _("Cost, more a month"),
        max_digits=14,
        decimal_places=2,
        default=0,
        help_text=_("From the month in which it takes effect; below nothing where it saves money."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    anchor = "changes"

    class Meta:
        verbose_name = _("change of a contract")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="contract_change_number_once")]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        return f"C-{self.number:02}"

    def clean(self):
        if self.takes_effect_on and self.takes_effect_on < self.contract.starts_on:
            raise ValidationError({"takes_effect_on": _("A change takes effect after the contract has begun.")})

    @transition(
        state,
        source=State.DRAFT,
        target=State.ASKED,
        conditions=[contract_is_signed],
        permission="vendors.edit_contract",
        custom={"label": _("Ask for approval"), "tone": "primary", "page": "ask_contract_change"},
    )
    def ask(self):
        pass

    @transition(
        state,
        source=State.ASKED,
        target=State.APPROVED,
        conditions=[contract_is_signed],
        permission="vendors.approve_contract",
        custom={
            "label": _("Approve the change"),
            "tone": "primary",
            "note": "required",
            "not_by": "asked_by",
            "page": "decide_contract_change",
        },
    )
    def approve(self):
        pass

    @transition(
        state,
        source=State.ASKED,
        target=State.REFUSED,
        permission="vendors.approve_contract",
        custom={"label": _("Refuse the change"), "note": "required", "not_by": "asked_by", "hidden": True},
    )
    def refuse(self):
        pass

    @transition(
        state,
        source=[State.ASKED, State.REFUSED],
        target=State.DRAFT,
        permission="vendors.edit_contract",
        custom={"label": _("Take it back")},
    )
    def take_back(self):
        pass
