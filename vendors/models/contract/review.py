from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract
from vendors.models.contract.version import ContractVersion


@because(_("The contract is not under review: it must be submitted first."))
def is_under_review(review):
    return review.contract.state == Contract.State.UNDER_REVIEW and review.round == review.contract.review_round


class ContractReview(OfContract):
    """What one reviewer, named for a field of knowledge, says of the contract in one round of the review."""

    class Field(models.TextChoices):
        BUSINESS = "business", _("Business lead")
        LEGAL = "legal", _("Legal")
        FINANCE = "finance", _("Finance")
        SECURITY = "security", _("IT and security")
        PRIVACY = "privacy", _("Data protection")
        PURCHASING = "purchasing", _("Purchasing")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        AGREED = "agreed", pgettext_lazy("review", "Agreed")
        REMARKED = "remarked", _("Agreed with a remark")
        OBJECTED = "objected", _("Objects")
        SETTLED = "settled", _("Objection settled")

    TONES = {"waiting": "wait", "agreed": "ok", "remarked": "partly", "objected": "bad", "settled": "ok"}

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(_("Round"), editable=False)
    field = models.CharField(_("Looks at it for"), max_length=12, choices=Field)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Reviewer"), on_delete=models.PROTECT, related_name="+"
    )
    #: The paper that the answer is about; none where no file was uploaded and the terms on the page were read.
    version = models.ForeignKey(
        ContractVersion, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="reviews"
    )
    remark = models.TextField(_("Remark"), max_length=2000, blank=True)
    settlement = models.TextField(_("How it was settled"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.WAITING)

    anchor = "reviews"

    class Meta:
        verbose_name = _("review of a contract")
        ordering = ["-round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "round", "field"],
                name="contract_review_once",
                violation_error_message=_("Somebody looks at it for this already."),
            )
        ]

    def __str__(self):
        return f"{self.get_field_display()}, {self.reviewer}"

    @property
    def submitted_by(self):
        return self.contract.submitted_by

    @transition(
        state,
        source=State.WAITING,
        target=State.AGREED,
        conditions=[is_under_review],
        permission="vendors.answer_review",
        custom={"label": _("Agree"), "hidden": True},
    )
    def agree(self):
        """On the page of the review, with the version that was read."""

    @transition(
        state,
        source=State.WAITING,
        target=State.REMARKED,
        conditions=[is_under_review],
        permission="vendors.answer_review",
        custom={"label": _("Agree with a remark"), "note": "required", "hidden": True},
    )
    def agree_with_remark(self):
        pass

    @transition(
        state,
        source=State.WAITING,
        target=State.OBJECTED,
        conditions=[is_under_review],
        permission="vendors.answer_review",
        custom={"label": _("Object"), "note": "required", "hidden": True},
    )
    def object(self):
        pass

    @transition(
        state,
        source=State.OBJECTED,
        target=State.SETTLED,
        conditions=[is_under_review],
        permission="vendors.settle_review",
        custom={
            "label": _("Settle the objection"),
            "note": "required",
            "not_by": "submitted_by",
            "refusal": _("You submitted this contract, so someone else settles the objection."),
            "hidden": True,
        },
    )
    def settle(self):
        """By the one who objected, or by the sponsor, who answers for it."""

    @transition(
        state,
        source=[State.AGREED, State.REMARKED, State.OBJECTED],
        target=State.WAITING,
        conditions=[is_under_review],
        permission="vendors.answer_review",
        custom={"label": _("Take the answer back")},
    )
    def take_back(self):
        self.remark, self.answered_at, self.version = "", None, None
