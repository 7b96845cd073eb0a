from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from vendors.models.vendor import Vendor


class DiligenceItem(Record):
    """One thing to find out about a vendor before anybody signs, what was found, and what shows it."""

    class Kind(models.TextChoices):
        FINANCE = "finance", _("Finances")
        INSOLVENCY = "insolvency", _("Signs of insolvency")
        REFERENCES = "references", _("References")
        COMPETITORS = "competitors", _("Other clients in our trade")
        DATA_ACCESS = "data_access", _("Who may see customer data")
        DATA_LOCATION = "data_location", _("Where the data lies")
        CERTIFICATES = "certificates", _("Certificates")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        OK = "ok", _("In order")
        CONCERN = "concern", _("Concern")
        BLOCKING = "blocking", _("Blocking")

    TONES = {"open": "idle", "ok": "ok", "concern": "warn", "blocking": "bad"}

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="diligence")
    kind = models.CharField(_("What"), max_length=16, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    finding = models.TextField(_("What was found"), max_length=4000, blank=True)
    evidence = models.URLField(_("Link to the evidence"), max_length=500, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Done by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    state = StateField(_("State"), choices=State, default=State.OPEN)

    belongs_to = "vendor"

    class Meta:
        verbose_name = _("due diligence item")
        ordering = ["vendor", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "kind"], condition=~models.Q(kind="other"), name="diligence_kind_once"
            )
        ]

    def __str__(self):
        return self.title or str(self.get_kind_display())

    def get_absolute_url(self):
        return reverse("diligence", args=[self.vendor.programme_id, self.vendor_id])

    @transition(
        state,
        source="*",
        target=State.OK,
        permission="vendors.edit_vendor",
        custom={"label": _("In order"), "hidden": True},
    )
    def clear(self):
        """With a finding, as the other two."""

    @transition(
        state,
        source="*",
        target=State.CONCERN,
        permission="vendors.edit_vendor",
        custom={"label": _("Raise a concern"), "hidden": True},
    )
    def worry(self):
        pass

    @transition(
        state,
        source="*",
        target=State.BLOCKING,
        permission="vendors.edit_vendor",
        custom={"label": _("Block the vendor"), "hidden": True},
    )
    def block(self):
        pass

    @transition(
        state,
        source=[State.OK, State.CONCERN, State.BLOCKING],
        target=State.OPEN,
        permission="vendors.edit_vendor",
        custom={"label": _("Look at it again"), "note": "required"},
    )
    def reopen(self):
        pass


class Reference(Record):
    """Another client of the vendor: who was asked, when, and what they said."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="references")
    client = models.CharField(_("Client"), max_length=120)
    asked = models.CharField(_("Who was asked"), max_length=120, blank=True)
    asked_on = models.DateField(_("Asked on"), null=True, blank=True)
    said = models.TextField(_("What they said"), max_length=4000, blank=True)
    would_again = models.BooleanField(_("Would choose this vendor again"), null=True, blank=True)
    competes = models.BooleanField(_("Competes with us"), default=False)

    belongs_to = "vendor"

    class Meta:
        verbose_name = _("reference")
        ordering = ["vendor", "client", "pk"]

    def __str__(self):
        return self.client

    def get_absolute_url(self):
        return reverse("diligence", args=[self.vendor.programme_id, self.vendor_id])
