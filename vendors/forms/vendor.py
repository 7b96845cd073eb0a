from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from core.roles import VENDOR_CONTACT
from implementation.programme.actions import people_on
from vendors.models import Vendor


class VendorForm(RecordForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    contacts = RecordsField(
        label=_("Contacts"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People with the role of vendor contact. They see this vendor’s contracts only."),
    )

    class Meta:
        model = Vendor
        fields = ["name", "website", *Vendor.FACTS, "note"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        for name in ("set_up_fee", "monthly_fee"):
            self.fields[name].help_text = instance.programme.organisation.currency
        people = people_on(instance.programme, VENDOR_CONTACT)
        if people:
            self.fields["contacts"].queryset = people
            self.fields["contacts"].initial = instance.contacts.all() if instance.pk else []
        else:
            del self.fields["contacts"]


class LonglistForm(Form):
    table = forms.FileField(
        label=_("Table"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file; the first row names the columns. Nothing is saved yet."),
    )
