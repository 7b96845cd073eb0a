from django import forms
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.models import Fate, Step, WarningAnswer
from core.forms import RecordForm, RecordsField


class FateForm(RecordForm):
    becomes = RecordsField(
        Step.objects.none(),
        label=_("Steps that follow it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or more of the process as it shall be. None where it is dropped."),
    )

    class Meta:
        model = Fate
        fields = ["what", "becomes", "reason", "gain"]

    def __init__(self, *args, after, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].widget.choices = Fate.What.choices
        self.fields["becomes"].queryset = Step.objects.filter(pk__in=[step.pk for step in after])
        self.fields["becomes"].label_from_instance = lambda step: f"{numbers[step.pk]} {step.what}"


class AnswerForm(RecordForm):
    class Meta:
        model = WarningAnswer
        fields = ["reason"]
