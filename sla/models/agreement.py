import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord


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


@because(_("Enter a credit rule first, and mend those that are not sound."))
def has_sound_rules(agreement):
    from sla.rules import faults_of

    rules = agreement.rules()
    return bool(rules) and not any(faults_of(rule, objective) for rule in rules for objective in rule.examples)


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
    minimum_clause = models.CharField(_("Clause of the minimum"), max_length=40, blank=True)
    monthly_cap_clause = models.CharField(_("Clause of the monthly cap"), max_length=40, blank=True)
    annual_cap_clause = models.CharField(_("Clause of the annual cap"), max_length=40, blank=True)
    claim_clause = models.CharField(_("Clause of the claim"), max_length=40, blank=True)
    notice_hours = models.PositiveSmallIntegerField(
        _("Notice of maintenance, hours"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(8760)],
        help_text=_(
            "How long before planned maintenance you must be told. Leave it empty where the contract says nothing."
        ),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("Days to answer a breach"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Counted from the day on which the breach is raised or a better answer is asked for."),
    )
    acknowledge_days = models.PositiveSmallIntegerField(
        _("Days to acknowledge a statement"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Counted from the day on which the monthly statement is sent."),
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

    def rules(self) -> list:
        """Its credit rules, each with its tiers."""
        return list(self.credit_rules.select_related("objective").prefetch_related("tiers"))

    def rule_for(self, objective):
        """The objective's own rule or that of an earlier version of it, else the one for its kind; None without."""
        rules = self.credit_rules.all()
        own = {rule.objective_id: rule for rule in rules if rule.objective_id}
        version = objective
        while own and version is not None:
            if version.pk in own:
                return own[version.pk]
            version = version.replaces
        return next((rule for rule in rules if not rule.objective_id and rule.kind == objective.kind), None)

    @transition(
        state,
        source=State.DRAFT,
        target=State.IN_FORCE,
        conditions=[has_objectives, has_sound_rules],
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
