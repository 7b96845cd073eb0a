from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vendors.models.contract.contract import Contract
from vendors.models.contract.parts import OfContract


class ContractNotice(OfContract):
    """That notice was given: by which side, how, why, and the day on which the contract ends by it."""

    class Side(models.TextChoices):
        OURS = "ours", _("Us")
        VENDOR = "vendor", _("The vendor")
        BOTH = "both", _("Both together")

    class Way(models.TextChoices):
        LETTER = "letter", _("Letter with proof of delivery")
        EMAIL = "email", _("E-mail")
        PORTAL = "portal", _("The provider’s portal")
        BY_HAND = "by_hand", _("Handed over against a receipt")

    class Ground(models.TextChoices):
        TERM = "term", _("At the end of the term")
        BREACH = "breach", _("Serious breach that was not mended")
        CHRONIC = "chronic", _("Service missed its level again and again")
        STOPS = "stops", _("The provider stops or gives the product up")
        CONTROL = "control", _("The provider was sold")
        DATA = "data", _("Data was not protected as agreed")
        AGREED = "agreed", _("Both sides agreed")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="notices")
    side = models.CharField(pgettext_lazy("notice", "Given by"), max_length=6, choices=Side, default=Side.OURS)
    given_on = models.DateField(_("Given on"), help_text=_("The day it reached the other side."))
    way = models.CharField(_("How"), max_length=8, choices=Way, default=Way.LETTER)
    by_whom = models.CharField(_("By whom"), max_length=120, help_text=_("Who signed it."))
    ground = models.CharField(_("Ground"), max_length=8, choices=Ground, default=Ground.TERM)
    ends_on = models.DateField(
        _("Ends on"),
        blank=True,
        help_text=_("Leave it empty at the end of the term: the day is worked out. Early, enter the last day."),
    )
    note = models.TextField(_("Why"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    anchor = "ending"

    class Meta:
        verbose_name = _("notice on a contract")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(withdrawn_at__isnull=True),
                name="contract_notice_once",
                violation_error_message=_("Notice is on record already. Take that one back first."),
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("given_on")), name="notice_before_the_end"),
        ]

    def __str__(self):
        return str(self.get_ground_display())

    def clean(self):
        if self.given_on and self.given_on > self.contract.today:
            raise ValidationError({"given_on": _("This day is still to come. Record the notice once it is given.")})
        if self.ground != self.Ground.TERM and not self.ends_on:
            raise ValidationError({"ends_on": _("Say on which day the contract ends.")})
        if self.ends_on and self.given_on and self.ends_on < self.given_on:
            raise ValidationError({"ends_on": _("A contract ends on the day of the notice or later.")})
