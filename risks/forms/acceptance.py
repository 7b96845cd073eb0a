from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from risks.acceptance import default_expiry
from risks.models import Acceptance, AcceptanceRequest


class RequestForm(RecordForm):
    class Meta:
        model = AcceptanceRequest
        fields = ["reason", "expires_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = self.initial["expires_on"] = default_expiry(self.instance.risk.programme)


class DecideForm(Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[(Acceptance.Outcome.ACCEPTED, _("Accept the risk")), (Acceptance.Outcome.REFUSED, _("Refuse"))],
        error_messages={"required": _("Choose whether the risk is accepted.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
