from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from sla.models import CreditNote


class ClaimForm(Form):
    note = forms.CharField(
        label=_("A word to the vendor"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DisputeForm(Form):
    reason = forms.CharField(
        label=_("Why the claim is disputed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Which figure is wrong and what it should be, or which clause the claim overlooks."),
    )


class SettleForm(Form):
    amount = forms.DecimalField(
        label=_("Agreed amount"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=_("At most what was claimed; 0 when the dispute was right."),
    )
    note = forms.CharField(
        label=_("What was agreed, and with whom"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CreditNoteForm(RecordForm):
    class Meta:
        model = CreditNote
        fields = ["invoice", "dated", "amount", "note"]

    def __init__(self, *args, minor_units: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].min_value = 0
        self.fields["amount"].decimal_places = minor_units
        self.fields["note"].help_text = _("Say so when the money was paid out instead of being set off.")
