import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.text import say
from core.workflow import because
from implementation.programme.models import ProgrammeRecord
from sla.credits import Tier, tier_problems


def money(label, **kwargs):
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)], **kwargs
    )


def percentage(label=None, **kwargs):
    return models.DecimalField(
        label, max_digits=8, decimal_places=5, validators=[MinValueValidator(0), MaxValueValidator(100)], **kwargs
    )


def level(label=None, **kwargs):
    """A service level in the unit of its objective: percent, hours, or a count."""
    return models.DecimalField(label, max_digits=16, decimal_places=5, validators=[MinValueValidator(0)], **kwargs)


@because(_("Add an objective first: without one there is nothing to measure."))
def has_objectives(agreement):
    return agreement.objectives.exists()


@because(_("Enter the credit tiers first, from 0 % upwards without a gap."))
def has_sound_tiers(agreement):
    kinds = {tier.kind for tier in agreement.tiers.all()}
    return bool(kinds) and not any(tier_problems(agreement.tiers_for(kind)) for kind in kinds)


@because(_("A credit was claimed under these terms. End the agreement and enter the new terms as another."))
def nothing_is_claimed(agreement):
    from sla.models.credit import Credit

    return not Credit.objects.filter(breach__objective__agreement=agreement, claimed_at__isnull=False).exists()


class Agreement(ProgrammeRecord):
    """What level of service a contract promises, and what a miss is worth."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        ENDED = "ended", _("Ended")

    TONES = {"draft": "idle", "in_force": "ok", "ended": "none"}

    contract = models.ForeignKey(
        "vendors.Contract", verbose_name=_("Contract"), on_delete=models.PROTECT, related_name="agreements"
    )
    name = models.CharField(_("Name"), max_length=120)
    service = models.CharField(_("Service"), max_length=120, help_text=_("What is measured and paid for by the month."))
    monthly_fee = money(_("Monthly fee of the service"), help_text=_("Leave it empty to use the fee of the contract."))
    minimum_credit = money(_("Minimum"), help_text=_("A credit is paid only when it is greater than this."))
    monthly_cap = money(_("Monthly cap"), help_text=_("The most that one month can earn."))
    annual_cap = money(_("Annual cap"), help_text=_("The most that one contract year can earn."))
    claim_days = models.PositiveSmallIntegerField(
        _("Days to claim"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Counted from the end of the month. A credit that is not claimed by then lapses."),
    )
    in_force_on = models.DateField(_("In force since"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "name"],
                name="agreement_name_once",
                violation_error_message=_("This contract has an agreement of that name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agreement", args=[self.programme_id, self.pk])

    def clean(self):
        if self.contract_id and self.contract.scope_key != self.scope_key:
            raise ValidationError({"contract": _("Choose a contract of this programme.")})

    @property
    def is_shown_to_vendor(self):
        return self.state != self.State.DRAFT

    @property
    def zone(self):
        """Months are those of the contract's place."""
        return zoneinfo.ZoneInfo(self.contract.time_zone)

    @property
    def fee(self):
        return self.contract.monthly_fee if self.monthly_fee is None else self.monthly_fee

    def tiers_for(self, kind: str) -> list[Tier]:
        """The table of one kind of objective, best service first."""
        return [
            Tier(lower=row.lower, upper=row.upper, percent=row.percent) for row in self.tiers.all() if row.kind == kind
        ]

    @transition(
        state,
        source=State.DRAFT,
        target=State.IN_FORCE,
        conditions=[has_objectives, has_sound_tiers],
        permission="sla.run_agreement",
        custom={"label": _("Put in force"), "tone": "primary", "page": "put_in_force"},
    )
    def put_in_force(self):
        """Months are judged from now on."""

    @transition(
        state,
        source=State.IN_FORCE,
        target=State.DRAFT,
        conditions=[nothing_is_claimed],
        permission="sla.run_agreement",
        custom={"label": _("Correct the terms"), "note": "required"},
    )
    def correct(self):
        """Something was entered wrong; no month is judged until it is in force again."""

    @transition(
        state,
        source=State.IN_FORCE,
        target=State.ENDED,
        permission="sla.run_agreement",
        custom={
            "label": _("End the agreement"),
            "note": "required",
            "confirm": _("Import the last measurements first: after this no month is judged any more."),
        },
    )
    def end(self):
        pass


class Objective(Record):
    """A promise about one monitor: so much time up, or so many answers within a limit."""

    class Kind(models.TextChoices):
        AVAILABILITY = "availability", _("Availability")
        RESPONSE_TIME = "response_time", _("Response time")

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("At least")
        AT_MOST = "at_most", _("At most")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="objectives")
    kind = models.CharField(_("Kind"), max_length=15, choices=Kind, default=Kind.AVAILABILITY)
    monitor = models.CharField(_("Monitor"), max_length=200, help_text=_("Its name in the log, letter by letter."))
    target = level(
        _("Target, percent"),
        help_text=_("Of the time up; for a response time, of the answers within the limit."),
    )
    limit_ms = models.PositiveIntegerField(
        _("Limit, ms"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("For a response time: target 95 and limit 800 promise 95 % of answers within 800 ms."),
    )
    max_silence_hours = models.PositiveSmallIntegerField(
        _("Longest silence, hours"),
        default=26,
        validators=[MinValueValidator(1), MaxValueValidator(744)],
        help_text=_("A state lasts until the next record, but no longer than this; beyond it nothing is known."),
    )
    direction = models.CharField(
        _("Direction"), max_length=8, choices=Direction, default=Direction.AT_LEAST, editable=False
    )
    unit = models.CharField(_("Unit"), max_length=20, default="%", editable=False)
    valid_from = models.DateField(_("Valid from"), help_text=_("Nothing before this day is counted."))
    # The last day of this version of the promise; a later version begins on the day after it.
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, editable=False)

    belongs_to = "agreement"

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="response_time") | models.Q(limit_ms__gte=1),
                name="response_time_has_limit",
                violation_error_message=_("Give the limit in milliseconds."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "monitor"],
                condition=models.Q(kind="availability"),
                name="availability_once",
                violation_error_message=_("There is an availability objective for this monitor already."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "monitor", "limit_ms"],
                condition=models.Q(kind="response_time"),
                name="response_time_once",
                violation_error_message=_("There is an objective with this limit for this monitor already."),
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def title(self):
        if self.kind == self.Kind.RESPONSE_TIME:
            return say(_("Answers within {limit} ms"), limit=self.limit_ms)
        return self.Kind.AVAILABILITY.label

    def clean(self):
        if self.kind == self.Kind.AVAILABILITY:
            self.limit_ms = None
        elif not self.limit_ms:
            raise ValidationError({"limit_ms": _("Give the limit in milliseconds.")})
        if self.target is not None and not 0 < self.target <= 100:
            raise ValidationError({"target": _("The target lies above 0 and is at most 100.")})


class Exclusion(Record):
    """Time that does not count, with the reason and who agreed."""

    class Kind(models.TextChoices):
        MAINTENANCE = "maintenance", _("Planned maintenance with notice")
        CUSTOMER = "customer", _("Customer’s own fault")
        FORCE_MAJEURE = "force_majeure", _("Force majeure")
        THIRD_PARTY = "third_party", _("Third party")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="exclusions")
    kind = models.CharField(_("Kind"), max_length=15, choices=Kind)
    start = models.DateTimeField(_("From"))
    end = models.DateTimeField(_("To"))
    reason = models.CharField(_("Reason"), max_length=300)
    agreed_by = models.CharField(
        _("Agreed by"), max_length=160, help_text=_("Who agreed for you and for the vendor, and when.")
    )

    belongs_to = "agreement"

    class Meta:
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="exclusion_ends_after_start",
                violation_error_message=_("The exclusion ends before it starts: choose a later end."),
            )
        ]

    def __str__(self):
        return self.reason

    def clean(self):
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The exclusion ends before it starts: choose a later end.")})

    @property
    def minutes(self):
        return (self.end - self.start).total_seconds() / 60
