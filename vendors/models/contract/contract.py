from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models.organisation import is_time_zone
from implementation.rollout.models import Module
from vendors.models.contract.terms import RENEWAL_FITS, ContractTerms
from vendors.models.vendor import Vendor


@because(_("Choose the vendor first: a contract is reviewed once its vendor is chosen."))
def vendor_is_chosen(contract):
    return contract.vendor.state in (Vendor.State.CHOSEN, Vendor.State.CONTRACTED)


@because(_("Not every reviewer has answered yet."))
def every_reviewer_has_answered(contract):
    return not contract.current_reviews.filter(state="waiting").exists()


@because(_("An objection of the review is open: settle it first, or send the contract back."))
def no_objection_is_open(contract):
    return not contract.current_reviews.filter(state="objected").exists()


class Contract(ContractTerms):
    """What was agreed with a vendor: term, notice, fee; how it renews; who approved and signed it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        UNDER_REVIEW = "under_review", _("Under review")
        APPROVED = "approved", _("Approved")
        SIGNED = "signed", _("Signed")
        ENDED = "ended", _("Ended")

    TONES = {"draft": "idle", "under_review": "wait", "approved": "now", "signed": "done", "ended": "none"}

    #: States in which the vendor's own people see it.
    SHOWN_TO_VENDOR = (State.APPROVED, State.SIGNED, State.ENDED)

    vendor = models.ForeignKey(Vendor, verbose_name=_("Vendor"), on_delete=models.PROTECT, related_name="contracts")
    name = models.CharField(_("Name"), max_length=120)
    number = models.CharField(_("Number"), max_length=60, blank=True)
    services = models.TextField(
        _("Services"), max_length=2000, blank=True, help_text=_("What the provider does for us, one service a line.")
    )
    modules = models.ManyToManyField(Module, verbose_name=_("Modules it covers"), blank=True, related_name="contracts")
    monthly_fee = models.DecimalField(
        _("Monthly fee"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    time_zone = models.CharField(
        _("Time zone"),
        max_length=60,
        blank=True,
        validators=[is_time_zone],
        help_text=_("Where its days begin and end; the organisation’s unless you say otherwise."),
    )
    signed_on = models.DateField(_("Signed on"), null=True, blank=True, editable=False)
    #: Its last day, once notice is given or it is over.
    ends_on = models.DateField(_("Ends on"), null=True, blank=True, editable=False)
    notice_by = models.DateField(_("Give notice by"), null=True, blank=True, editable=False)
    #: The shortest reminder (days before) that was sent for this ``notice_by``.
    reminded = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    #: Counts how often it was submitted; every round is reviewed anew.
    review_round = models.PositiveSmallIntegerField(default=0, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("Contract")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(monthly_fee__gte=0), name="contract_fee_not_negative"),
            models.CheckConstraint(condition=models.Q(first_term_months__gte=1), name="contract_has_a_term"),
            models.CheckConstraint(
                condition=models.Q(notice_months=0) | models.Q(notice_days=0),
                name="contract_notice_in_one_unit",
                violation_error_message=_("Give the notice period in months or in days, not in both."),
            ),
            models.CheckConstraint(condition=RENEWAL_FITS, name="contract_renewal_fits"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contract", args=[self.programme_id, self.pk])

    @property
    def currency(self) -> str:
        return self.programme.organisation.currency

    @property
    def service_list(self) -> list[str]:
        return [line.strip() for line in self.services.splitlines() if line.strip()]

    @property
    def current_reviews(self):
        """The answers of the round that is under way, or of the last one."""
        return self.reviews.filter(round=self.review_round)

    def is_served_by(self, user) -> bool:
        """Whether this person answers for the contract on the vendor's side."""
        return self.vendor.contacts.filter(pk=user.pk).exists()

    @transition(
        state,
        source=State.DRAFT,
        target=State.UNDER_REVIEW,
        conditions=[vendor_is_chosen],
        permission="vendors.edit_contract",
        custom={"label": _("Submit for review"), "tone": "primary", "page": "submit_contract"},
    )
    def submit(self):
        pass

    @transition(
        state,
        source=State.UNDER_REVIEW,
        target=State.APPROVED,
        conditions=[every_reviewer_has_answered, no_objection_is_open],
        permission="vendors.approve_contract",
        custom={
            "label": _("Approve the contract"),
            "tone": "primary",
            "page": "approve_contract",
            "not_by": "submitted_by",
            "refusal": _("You submitted this contract, so someone else approves it."),
        },
    )
    def approve(self):
        """Recorded with the terms and clauses of that moment."""

    @transition(
        state,
        source=[State.UNDER_REVIEW, State.APPROVED],
        target=State.DRAFT,
        permission="vendors.approve_contract",
        custom={"label": _("Send back"), "note": "required"},
    )
    def send_back(self):
        pass

    @transition(
        state,
        source=State.APPROVED,
        target=State.SIGNED,
        permission="vendors.sign_contract",
        custom={"label": _("Record the signature"), "tone": "primary", "page": "sign_contract"},
    )
    def sign(self):
        pass

    @transition(
        state,
        source=State.SIGNED,
        target=State.ENDED,
        permission="vendors.sign_contract",
        custom={
            "label": _("End the contract"),
            "note": "required",
            "page": "end_contract",
        },
    )
    def end(self):
        pass
