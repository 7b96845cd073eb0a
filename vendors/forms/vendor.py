from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm, RecordsField
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
        fields = ["name", "website", "note"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        people = people_on(instance.programme, VENDOR_CONTACT)
        if people:
            self.fields["contacts"].queryset = people
            self.fields["contacts"].initial = instance.contacts.all() if instance.pk else []
        else:
            del self.fields["contacts"]
