from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from sla.models.agreement import money
from sla.models.breach import Breach


@because(_("Nothing is owed, so there is nothing to claim."))
def is_owed(credit):
    return credit.amount > 0


@because(_("The last day to claim has passed."))
def is_in_time(credit):
    return timezone.localdate() <= credit.claim_by


@because(_("Claim it on the page of the breach."))
def has_claimant(credit):
    return credit.claimed_by_id is not None


@because(_("Write down the amount that both sides agreed on."))
def has_settled_amount(credit):
    return credit.settled_amount is not None


@because(_("Enter the invoice that it was set off against."))
def is_set_off(credit):
    return sum(note.amount for note in credit.notes.all()) >= credit.worth


@because(_("Settle on the amount that is owed at most, or on less."))
def is_not_more_than_owed(credit):
    return credit.settled_amount is None or credit.settled_amount <= credit.amount


class Credit(Record):
    """What a breach is worth under the entered terms, step by step, and how far the claim has come."""

    class State(models.TextChoices):
        COMPUTED = "computed", _("Computed, not claimed")
        CLAIMED = "claimed", _("Claimed")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        CREDITED = "credited", _("Credited")
        DISPUTED = "disputed", _("Disputed")
        SETTLED = "settled", _("Settled")
        WAIVED = "waived", _("Waived")
        LAPSED = "lapsed", _("Lapsed")

    TONES = {
        "computed": "warn",
        "claimed": "now",
        "acknowledged": "now",
        "credited": "done",
        "disputed": "warn",
        "settled": "done",
        "waived": "none",
        "lapsed": "bad",
    }
    GIVEN_UP = (State.WAIVED, State.LAPSED)
    #: Where money is on its way: parts are set off against invoices.
    SET_OFF_IN = (State.ACKNOWLEDGED, State.SETTLED)

    breach = models.OneToOneField(Breach, on_delete=models.PROTECT, related_name="credit")
    fee = models.DecimalField(max_digits=14, decimal_places=2)
    # What was applied, in order; see sla.reckoning.
    steps = models.JSONField(default=list, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    claim_by = models.DateField(_("Last day to claim"))
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    settled_amount = money(_("Agreed amount"))
    settlement = models.TextField(_("What was agreed, and with whom"), max_length=2000, blank=True)
    disputed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Disputed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    dispute_reason = models.TextField(_("Why the claim is disputed"), max_length=2000, blank=True)
    state = StateField(_("State"), choices=State, default=State.COMPUTED)

    belongs_to = "breach"

    class Meta:
        ordering = ["-breach__month", "-pk"]
        verbose_name = _("Credit")

    def __str__(self):
        return str(self.breach)

    def get_absolute_url(self):
        return reverse("credit", args=[self.agreement.programme_id, self.pk])

    @property
    def agreement(self):
        return self.breach.objective.agreement

    @property
    def waits_for_claim(self):
        return self.state == self.State.COMPUTED and self.amount > 0

    @property
    def worth(self):
        """What it came to: nothing when given up, the agreed amount when settled."""
        if self.state in self.GIVEN_UP:
            return 0
        return self.amount if self.settled_amount is None else self.settled_amount

    @transition(
        state,
        source=State.COMPUTED,
        target=State.CLAIMED,
        conditions=[is_owed, is_in_time, has_claimant],
        permission="sla.claim_credit",
        custom={"label": _("Claim the credit"), "tone": "primary", "page": "claim_credit"},
    )
    def claim(self):
        pass

    @transition(
        state,
        source=State.CLAIMED,
        target=State.ACKNOWLEDGED,
        permission="sla.answer_claim",
        custom={
            "label": _("Acknowledge the claim"),
            "tone": "primary",
            "not_by": "claimed_by",
            "refusal": _("You made this claim, so someone else acknowledges it."),
        },
    )
    def acknowledge(self):
        pass

    @transition(
        state,
        source=State.CLAIMED,
        target=State.DISPUTED,
        permission="sla.answer_claim",
        custom={
            "label": _("Dispute the claim"),
            "page": "dispute_credit",
            "not_by": "claimed_by",
            "refusal": _("You made this claim, so someone else answers it."),
        },
    )
    def dispute(self):
        pass

    @transition(
        state,
        source=[State.ACKNOWLEDGED, State.SETTLED],
        target=State.CREDITED,
        conditions=[is_set_off],
        permission="sla.claim_credit",
        custom={"label": _("Set off against an invoice"), "page": "new_credit_note", "hidden": True},
    )
    def book(self):
        """All of it stands on invoices."""

    @transition(
        state,
        source=State.CREDITED,
        target=State.ACKNOWLEDGED,
        permission="sla.claim_credit",
        custom={"label": _("Wait for the money again"), "note": "required", "hidden": True},
    )
    def unbook(self):
        """A line on an invoice was entered by mistake."""

    @transition(
        state,
        source=State.CREDITED,
        target=State.SETTLED,
        permission="sla.claim_credit",
        custom={"label": _("Wait for the money again"), "note": "required", "hidden": True},
    )
    def unbook_settled(self):
        """The same, of an amount that was settled."""

    @transition(
        state,
        source=State.DISPUTED,
        target=State.SETTLED,
        conditions=[has_settled_amount, is_not_more_than_owed],
        permission="sla.settle_credit",
        custom={"label": _("Settle the dispute"), "tone": "primary", "page": "settle_credit"},
    )
    def settle(self):
        pass

    @transition(
        state,
        source=[State.COMPUTED, State.CLAIMED, State.DISPUTED],
        target=State.WAIVED,
        permission="sla.settle_credit",
        custom={
            "label": _("Waive the credit"),
            "note": "required",
            "confirm": _("The money is given up; this cannot be undone."),
        },
    )
    def waive(self):
        pass

    @transition(
        state,
        source=State.COMPUTED,
        target=State.LAPSED,
        permission="sla.by_itself",
        custom={"label": _("Lapse"), "hidden": True},
    )
    def lapse(self):
        """The last day to claim has passed."""

    @transition(
        state,
        source=State.WAIVED,
        target=State.COMPUTED,
        permission="sla.by_itself",
        custom={"label": _("Reinstate"), "hidden": True},
    )
    def reinstate(self):
        """A lifted breach is a breach again."""
