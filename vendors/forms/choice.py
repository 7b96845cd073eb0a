from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class SelectForm(Form):
    winner = forms.ModelChoiceField(
        label=_("Vendor"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a vendor that is on the shortlist."),
            "invalid_choice": _("Choose a vendor that is on the shortlist."),
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
    reject_others = forms.BooleanField(label=_("Reject the other vendors of this comparison"), required=False)

    def __init__(self, *args, vendors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["winner"].queryset = vendors
