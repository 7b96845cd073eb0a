"""What people write about an exclusion. Times are those of the contract's place: the view sets that zone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from sla.forms import MomentInput
from sla.models import Exclusion


class ClockInput(forms.TimeInput):
    """The browser's own picker of a time of day."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class ExclusionForm(RecordForm):
    monitors = forms.MultipleChoiceField(
        label=_("Only these monitors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none, and it holds for every objective."),
    )

    class Meta:
        model = Exclusion
        fields = [
            "kind",
            "start",
            "end",
            "reason",
            "evidence",
            "notice_at",
            "weekday",
            "opens",
            "closes",
            "monitors",
        ]
        widgets = {
            "start": MomentInput,
            "end": MomentInput,
            "notice_at": MomentInput,
            "opens": ClockInput,
            "closes": ClockInput,
        }
        help_texts = {
            "notice_at": _("For planned maintenance: when the customer was told of it."),
            "weekday": _(
                "For a window that comes back every week between the two days above; otherwise leave it empty."
            ),
        }

    def __init__(self, *args, instance: Exclusion, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        names = sorted(set(instance.agreement.objectives.values_list("monitor", flat=True)))
        self.fields["monitors"].choices = [(name, name) for name in names]
        if len(names) < 2:
            del self.fields["monitors"]

    def clean(self):
        cleaned = super().clean()
        planned = cleaned.get("kind") == Exclusion.Kind.MAINTENANCE
        if planned and not cleaned.get("notice_at") and "notice_at" not in self.errors:
            self.add_error("notice_at", _("Say when notice was given: planned maintenance is announced."))
        return cleaned


class AnswerForm(Form):
    """Agreeing: a word is needed only from somebody who writes down what the provider said."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    answer = forms.CharField(
        label=_("A word to the other side"), required=False, max_length=2000, widget=forms.Textarea
    )

    def __init__(self, *args, on_behalf: bool = False, needed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        if on_behalf:
            field.label = _("How the provider answered")
            field.help_text = _("Who answered, when, and where it can be seen: an e-mail, a letter, the minutes.")
        elif needed:
            field.label = _("Why")
        field.required = on_behalf or needed
