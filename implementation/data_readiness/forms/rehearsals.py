from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.data_readiness.models import DataSource, Rehearsal, RehearsalReject, RehearsalTotal


class PlanRehearsalForm(RecordForm):
    class Meta:
        model = Rehearsal
        fields = ["domain", "source", "module", "on", "notes"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["domain"].queryset = programme.datadomains.all()
        self.fields["source"].queryset = DataSource.objects.filter(domain__programme=programme).select_related("domain")
        self.fields["source"].label_from_instance = lambda source: f"{source.domain}: {source}"


class RunForm(RecordForm):
    """What came out; every figure is asked for."""

    class Meta:
        model = Rehearsal
        fields = ["on", "read", "loaded", "rejected", "minutes", "notes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("read", "loaded", "rejected", "minutes"):
            self.fields[name].required = True


class TotalForm(RecordForm):
    class Meta:
        model = RehearsalTotal
        fields = ["name", "source_value", "target_value", "tolerance"]


class RejectForm(RecordForm):
    class Meta:
        model = RehearsalReject
        fields = ["reason", "rows", "where"]


class RejectFileForm(Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV or an Excel workbook with one line for each rejected row, as the import tool writes it."),
    )
    column = forms.CharField(
        label=_("Heading of the column with the reason"),
        max_length=100,
        required=False,
        help_text=_("Leave it empty when it is called reason, error, message or 原因."),
    )
