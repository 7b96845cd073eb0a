from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import DiligenceItem, Reference

State = DiligenceItem.State


class FindingForm(Form):
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[(state.value, state.label) for state in (State.OK, State.CONCERN, State.BLOCKING)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is in order, a concern or blocking.")},
    )
    finding = forms.CharField(
        label=_("What was found"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say what was found.")},
    )
    evidence = forms.URLField(
        label=_("Link to the evidence"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Files can be put beside the vendor."),
    )
    done_on = forms.DateField(label=_("Done on"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        first = {
            "result": "" if item.state == State.OPEN else item.state,
            "finding": item.finding,
            "evidence": item.evidence,
            "done_on": timezone.localdate(),
            "seen": item.state,
        }
        for name, value in first.items():
            self.fields[name].initial = value


class DiligenceItemForm(RecordForm):
    title = forms.CharField(label=_("What to find out"), max_length=120)

    class Meta:
        model = DiligenceItem
        fields = ["title"]


class ReferenceForm(RecordForm):
    would_again = forms.NullBooleanField(
        label=_("Would choose this vendor again"),
        required=False,
        widget=forms.Select(choices=[("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]),
    )

    class Meta:
        model = Reference
        fields = ["client", "asked", "asked_on", "said", "would_again", "competes"]
