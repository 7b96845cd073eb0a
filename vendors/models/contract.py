import datetime
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord
from implementation.programme.models.organisation import is_time_zone
from vendors import notice
from vendors.models.vendor import Vendor


class Clause(models.TextChoices):
    """What a contract with a provider must settle."""

    SECURITY_POLICY = "security_policy", _("Data-security policy")
    SECURITY_MEASURES = "security_measures", _("Security measures")
    PENALTIES = "penalties", _("Money penalties for faults")
    STAGED_RESULTS = "staged_results", _("Staged, measurable results")
    EXIT = "exit", _("Exit and data hand-back")
    CHANGE_PRICING = "change_pricing", _("How changes are priced")
    REPORTING = "reporting", _("Reporting and regular talks")


@because(_("Choose the vendor first: a contract is reviewed once its vendor is chosen."))
def vendor_is_chosen(contract):
    return contract.vendor.state in (Vendor.State.CHOSEN, Vendor.State.CONTRACTED)


class Contract(ProgrammeRecord):
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
    starts_on = models.DateField(_("Start"))
    first_term_months = models.PositiveSmallIntegerField(
        _("First term, months"), default=12, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("Renews by, months"),
        default=0,
        validators=[MaxValueValidator(240)],
        help_text=_("How long it rolls on when nobody gives notice; 0 when it ends by itself."),
    )
    notice_months = models.PositiveSmallIntegerField(
        _("Notice period, months"), default=0, validators=[MaxValueValidator(60)]
    )
    notice_days = models.PositiveSmallIntegerField(
        _("Notice period, days"),
        default=0,
        validators=[MaxValueValidator(1000)],
        help_text=_("Give the period in months or in days, as the contract does."),
    )
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
    notice_by = models.DateField(_("Give notice by"), null=True, blank=True, editable=False)
    #: The shortest reminder (days before) that was sent for this ``notice_by``.
    reminded = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(monthly_fee__gte=0), name="contract_fee_not_negative"),
            models.CheckConstraint(condition=models.Q(first_term_months__gte=1), name="contract_has_a_term"),
            models.CheckConstraint(
                condition=models.Q(notice_months=0) | models.Q(notice_days=0),
                name="contract_notice_in_one_unit",
                violation_error_message=_("Give the notice period in months or in days, not in both."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contract", args=[self.programme_id, self.pk])

    def clean(self):
        if self.notice_months and self.notice_days:
            raise ValidationError({"notice_days": _("Give the notice period in months or in days, not in both.")})
        if self.vendor_id and self.programme_id and self.vendor.programme_id != self.programme_id:
            raise ValidationError({"vendor": _("Choose a vendor of this programme.")})

    def save(self, *args, **kwargs):
        self.time_zone = self.time_zone or self.programme.organisation.time_zone
        self.notice_by = self.next_notice_day()
        super().save(*args, **kwargs)

    @property
    def currency(self) -> str:
        return self.programme.organisation.currency

    @property
    def today(self) -> datetime.date:
        """The day it is where the contract is."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.time_zone or self.programme.organisation.time_zone))

    @property
    def first_term_end(self) -> datetime.date:
        return notice.term_end(self.starts_on, months=self.first_term_months)

    def notice_on(self, day: datetime.date) -> notice.Notice | None:
        """The term current on a day and its last day for notice; None when the contract is over by then."""
        return notice.notice(
            self.first_term_end,
            on=day,
            renewal_months=self.renewal_months or None,
            notice_months=self.notice_months,
            notice_days=self.notice_days,
        )

    @property
    def current_notice(self) -> notice.Notice | None:
        """The term whose notice day still lies ahead; where it has passed and the contract rolls on, the term after it."""
        found = self.notice_on(self.today)
        if found and found.last_day < self.today and self.renewal_months:
            return self.notice_on(found.term_end + notice.ONE_DAY)
        return found

    @property
    def term_end(self) -> datetime.date:
        """The last day of the term that runs now (the first, before it starts; the last, once it is over)."""
        found = self.notice_on(self.today)
        return found.term_end if found else self.first_term_end

    @property
    def last_notice_day(self) -> datetime.date | None:
        """The next day by which notice must be given; None when the contract is over."""
        return self.current_notice.last_day if self.current_notice else None

    def next_notice_day(self) -> datetime.date | None:
        """What ``notice_by`` should say today; None when there is nothing left to decide."""
        day = self.last_notice_day
        return day if day and day >= self.today and self.state != self.State.ENDED else None

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
            "confirm": _("Reminders stop and the contract is closed for good."),
        },
    )
    def end(self):
        pass


class ContractClause(Record):
    """Whether the contract settles one of the things it must settle, and where."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    key = models.CharField(_("Clause"), max_length=20, choices=Clause)
    present = models.BooleanField(_("In the contract"), default=False)
    where = models.CharField(_("Where"), max_length=200, blank=True)

    belongs_to = "contract"

    class Meta:
        ordering = ["contract", "pk"]
        constraints = [models.UniqueConstraint(fields=["contract", "key"], name="clause_once")]

    def __str__(self):
        return f"{self.contract}: {self.get_key_display()}"

    def clean(self):
        if self.present and not self.where.strip():
            raise ValidationError({"where": _("Say where in the contract it stands.")})


class ContractApproval(SignedFacts):
    """Who approved the contract, with its terms and clauses of that moment."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="approvals")
    reason = models.TextField(_("Why"))

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.contract.name

    def get_absolute_url(self):
        return self.contract.get_absolute_url()
