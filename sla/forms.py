from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from sla.models import Agreement, Breach, Objective
from vendors.models import Contract


class AgreementForm(RecordForm):
    class Meta:
        model = Agreement
        fields = [
            "contract",
            "name",
            "service",
            "monthly_fee",
            "minimum_credit",
            "monthly_cap",
            "annual_cap",
            "claim_days",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = Contract.objects.filter(programme=programme)


class ObjectiveForm(RecordForm):
    class Meta:
        model = Objective
        fields = ["kind", "monitor", "target", "limit_ms", "max_silence_hours", "valid_from"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("target") is not None:
            self.initial["target"] = f"{self.initial['target'].normalize():f}"


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ImportForm(Form):
    file = forms.FileField(
        label=_("Log of the monitor"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_(
            "CSV in UTF-8, at most 10 MiB. The first line names monitor, timestamp_utc and status; http_code and "
            "response_ms may follow."
        ),
    )
    source_note = forms.CharField(
        label=_("Where the measurements come from"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Which monitor wrote them, for whom, under which licence. It is shown with the results."),
    )


class AnswerForm(RecordForm):
    class Meta:
        model = Breach
        fields = ["explanation"]
        help_texts = {"explanation": _("What happened, what was done, and what keeps it from happening again.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["explanation"].required = True
        self.fields["explanation"].widget.attrs["rows"] = 5


class ClaimForm(Form):
    note = forms.CharField(
        label=_("A word to the vendor"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettleForm(Form):
    amount = forms.DecimalField(label=_("Agreed amount"), min_value=0, max_digits=14, decimal_places=2)
    note = forms.CharField(
        label=_("What was agreed, and with whom"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
