from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.actions.changes import Outcome
from change_mgmt.models import ChangeRequest
from core.forms import Form, RecordForm


class ChangeForm(RecordForm):
    """What anybody may ask for; the effects are found by who assesses it."""

    class Meta:
        model = ChangeRequest
        fields = ["title", "why", "effect_on_scope", "decide_by"]
        help_texts = {
            "why": _("What goes wrong or is missed without it."),
            "effect_on_scope": _("What is added, left out or done otherwise, as far as you know."),
            "decide_by": _("The last day on which a decision still helps."),
        }

    def clean_decide_by(self):
        day = self.cleaned_data["decide_by"]
        if day < timezone.localdate():
            raise ValidationError(_("This day has passed: choose today or a later one."))
        return day


class AssessForm(RecordForm):
    """The effects; they say how large the change is, and so who decides it."""

    class Meta:
        model = ChangeRequest
        fields = [
            "effect_on_scope",
            "cost",
            "days",
            "effect_on_risk",
            "touches_contract",
            "effect_on_people",
            "decide_by",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("effect_on_scope", "effect_on_risk", "effect_on_people"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Write the effect, or “none”.")


class DecideForm(Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome, error_messages={"required": _("Choose one of the three decisions.")}
    )
    look_again_on = forms.DateField(
        label=_("Look again on"), required=False, help_text=_("Only when you postpone: a day after today.")
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Everyone on the programme can read this."),
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
