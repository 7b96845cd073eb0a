from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import ContractNotice


class NoticeForm(RecordForm):
    class Meta:
        model = ContractNotice
        fields = ["side", "given_on", "way", "by_whom", "ground", "ends_on", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False

    def clean(self):
        """Where it ends at the term, the day follows from the terms, whatever was typed."""
        cleaned = super().clean()
        if cleaned.get("ground") == ContractNotice.Ground.TERM:
            cleaned["ends_on"] = None
        return cleaned

    def _get_validation_exclusions(self):
        """The day is worked out when the notice is recorded."""
        return super()._get_validation_exclusions() | ({"ends_on"} if not self.cleaned_data.get("ends_on") else set())


class EndForm(Form):
    ended_on = forms.DateField(label=_("Last day"))
    note = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the step.")},
    )
