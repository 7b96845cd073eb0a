from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract

NOT_NEGATIVE = [MinValueValidator(0)]


class ContractFee(OfContract):
    """One line of what is paid beside the fixed monthly fee."""

    class Kind(models.TextChoices):
        FIXED = "fixed", _("Fixed, every month")
        PER_USER = "per_user", _("Per user and month")
        TIERED = "tiered", _("Per user and month, in tiers")
        USAGE = "usage", _("By use")
        ONE_OFF = "one_off", _("Once")

    class Reading(models.TextChoices):
        VOLUME = "volume", _("All users at the price of the tier that their number falls into")
        MARGINAL = "marginal", _("Each user at the price of the tier they fall into")

    COUNTED = (Kind.PER_USER, Kind.TIERED, Kind.USAGE)

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="fees")
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    price = models.DecimalField(
        _("Price"),
        max_digits=14,
        decimal_places=4,
        default=0,
        validators=NOT_NEGATIVE,
        help_text=_("A month, a user and month, a unit, or once, as the kind says; with tiers leave it at 0."),
    )
    reading = models.CharField(_("How the tiers are read"), max_length=8, choices=Reading, default=Reading.MARGINAL)
    quantity = models.DecimalField(
        _("Users or units a month"),
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=NOT_NEGATIVE,
        help_text=_("As expected; for a fixed fee and one that is paid once leave it at 0."),
    )
    unit = models.CharField(_("Unit"), max_length=30, blank=True, help_text=_("What is counted: calls, gigabytes."))
    included = models.DecimalField(
        _("Included"),
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=NOT_NEGATIVE,
        help_text=_("How many are free; counted before the price."),
    )
    begins_on = models.DateField(
        _("From"), null=True, blank=True, help_text=_("Empty: from the start of the contract.")
    )
    ends_on = models.DateField(_("To"), null=True, blank=True, help_text=_("Empty: as long as the contract runs."))
    indexed = models.BooleanField(_("Rises with the index"), default=False)

    anchor = "fees"

    class Meta:
        verbose_name = _("fee of a contract")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(price__gte=0), name="fee_price_not_negative"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="fee_quantity_not_negative"),
            models.UniqueConstraint(
                fields=["contract", "name"],
                name="contract_fee_once",
                violation_error_message=_("The contract has a fee of that name already."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def price_each(self) -> str:
        """“9.5”: the price of one, without noughts that nobody typed."""
        return f"{self.price.normalize():f}"

    def clean(self):
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValidationError({"ends_on": _("The last day lies before the first: give a later one.")})
        if self.kind == self.Kind.TIERED and self.price:
            raise ValidationError({"price": _("The price of each tier counts: leave this at 0.")})


class FeeTier(Record):
    """From how many users on (that number included) which price a user and month holds, up to the next tier."""

    fee = models.ForeignKey(ContractFee, on_delete=models.CASCADE, related_name="tiers")
    lower = models.DecimalField(_("From"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    price = models.DecimalField(_("Price"), max_digits=14, decimal_places=4, validators=NOT_NEGATIVE)

    belongs_to = "fee"

    class Meta:
        verbose_name = _("tier of a fee")
        ordering = ["lower"]
        constraints = [models.UniqueConstraint(fields=["fee", "lower"], name="fee_tier_once")]

    def __str__(self):
        return f"{self.lower.normalize():f}"


class Indexation(OfContract):
    """From which day on fees rise, by a fixed share each year or with an index whose values are typed in."""

    class Kind(models.TextChoices):
        PERCENT = "percent", _("By a fixed percentage every year")
        SERIES = "series", _("With an index")

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="indexation")
    kind = models.CharField(_("How fees rise"), max_length=8, choices=Kind, default=Kind.PERCENT)
    starts_on = models.DateField(_("First on"), help_text=_("And then on that day of every year."))
    percent = models.DecimalField(
        _("Percent a year"),
        max_digits=6,
        decimal_places=3,
        default=Decimal(0),
        validators=[MinValueValidator(-50), MaxValueValidator(100)],
        help_text=_("With an index: the most it may rise in one year; 0 for no limit."),
    )
    #: [month, value] pairs as they were typed, the earliest first: [["2026-01", "104.2"], …].
    series = models.JSONField(_("Values of the index"), default=list, blank=True)
    with_base = models.BooleanField(_("The monthly fee rises too"), default=True)

    anchor = "fees"

    class Meta:
        verbose_name = _("indexation of a contract")

    def __str__(self):
        return str(self.get_kind_display())

    def clean(self):
        if self.kind == self.Kind.SERIES and len(self.series) < 2:
            raise ValidationError({"series": _("Give at least two months with their values.")})
        if self.kind == self.Kind.PERCENT and not self.percent:
            raise ValidationError({"percent": _("Say by how much the fees rise.")})
