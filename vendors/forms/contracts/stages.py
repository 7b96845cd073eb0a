from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import ContractStage


class StageForm(RecordForm):
    class Meta:
        model = ContractStage
        fields = ["name", "due", "measure", "direction", "target", "unit", "payment"]
        help_texts = {"unit": _("For example %, records, days.")}


class ReportForm(Form):
    measured = forms.DecimalField(label=_("Measured"), max_digits=14, decimal_places=4)
    report = forms.CharField(
        label=_("What was done and how it was measured"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Add files to the page of the stage afterwards, if any show it."),
    )

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measured"].help_text = stage.goal


class DecideStageForm(Form):
    verdict = forms.ChoiceField(
        label=_("The result is"),
        choices=[("accept", _("accepted")), ("refuse", _("not accepted"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
