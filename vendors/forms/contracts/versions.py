from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from vendors.actions.contracts.versions import KINDS


class VersionForm(Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, OpenDocument or a ZIP of several files."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
    )
    note = forms.CharField(label=_("What is new in it"), max_length=300, required=False)
