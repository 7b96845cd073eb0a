from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class SelectForm(Form):
    """``seen`` is the mark of the comparison that the sponsor looks at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
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
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the vendor must still show or agree to. One a line."),
    )
    reject_others = forms.BooleanField(label=_("Reject the other vendors of this comparison"), required=False)

    def __init__(self, *args, vendors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["winner"].queryset = vendors


class DissentForm(Form):
    text = forms.CharField(
        label=_("What you hold against it"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Kept with your name. Nobody can change it afterwards, you neither."),
    )
