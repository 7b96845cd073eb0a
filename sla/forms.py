from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from sla.models import Agreement
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
            "notice_hours",
            "answer_days",
            "acknowledge_days",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = Contract.objects.filter(programme=programme)


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
