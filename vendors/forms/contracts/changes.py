from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import ContractChange


class ChangeForm(RecordForm):
    class Meta:
        model = ContractChange
        fields = ["kind", "title", "reason", "takes_effect_on", "once", "monthly"]
        help_texts = {"reason": _("What happens without it; who asked for it.")}


class DecideChangeForm(Form):
    verdict = forms.ChoiceField(
        label=_("The change is"),
        choices=[("approve", _("approved")), ("refuse", _("refused"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
