from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class SeenForm(Form):
    """The state that the person's page showed, so that a stale press is refused."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class IssueForm(SeenForm):
    words = forms.CharField(
        label=_("Why it is issued with gaps"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Measurements are missing in this month. The sentence goes out with the statement."),
    )


class ReasonForm(SeenForm):
    """A text that the step needs; its label is what the page asks for."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, label, help_text="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text, field.required = label, help_text, required
