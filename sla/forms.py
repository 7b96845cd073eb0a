from django import forms

from core.forms import RecordForm
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
            "minimum_clause",
            "monthly_cap",
            "monthly_cap_clause",
            "annual_cap",
            "annual_cap_clause",
            "claim_days",
            "claim_clause",
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
