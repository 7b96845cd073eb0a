from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from sla.models.credit import Credit


class CreditNote(Record):
    """Part of a credit, set off against one invoice or paid out with a note of its own."""

    credit = models.ForeignKey(Credit, verbose_name=_("Credit"), on_delete=models.PROTECT, related_name="notes")
    invoice = models.CharField(
        _("Invoice"), max_length=60, help_text=_("The number of the invoice or credit note that shows the amount.")
    )
    dated = models.DateField(_("Date of the invoice"))
    amount = models.DecimalField(_("Amount"), max_digits=14, decimal_places=2)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Entered by"), on_delete=models.PROTECT, related_name="+"
    )

    belongs_to = "credit"

    class Meta:
        verbose_name = _("Credit note")
        ordering = ["dated", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit", "invoice"],
                name="credit_on_invoice_once",
                violation_error_message=_("This credit is set off against that invoice already: change that line."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="credit_note_above_zero",
                violation_error_message=_("Enter an amount above 0."),
            ),
        ]

    def __str__(self):
        return self.invoice
