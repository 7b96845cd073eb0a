from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.programme.models import ExceptionAnswer, ExceptionNote, StatusOverride, Tolerance


class ToleranceForm(RecordForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The sponsors are told. It is kept in the audit trail."),
    )

    class Meta:
        model = Tolerance
        fields = ["inner", "outer"]

    def __init__(self, *args, bounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.bounds = bounds
        self.fields["inner"].help_text = bounds.measure
        self.fields["outer"].help_text = bounds.graver or bounds.measure

    def clean(self):
        cleaned = super().clean()
        inner, outer = cleaned.get("inner"), cleaned.get("outer")
        if not self.bounds.graver and inner is not None and outer is not None and outer < inner:
            self.add_error("outer", _("“At risk up to” lies at or beyond “on track up to”: write a larger number."))
        return cleaned


class OverrideForm(RecordForm):
    class Meta:
        model = StatusOverride
        fields = ["level", "reason", "until"]
        widgets = {"level": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [choice for choice in self.fields["level"].choices if choice[0]]


class ExceptionForm(RecordForm):
    class Meta:
        model = ExceptionNote
        fields = ["cause", "consequence", "options", "recommendation", "until"]


class AnswerForm(Form):
    """What a sponsor chooses: one of the options, or no."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea)

    def __init__(self, *args, options: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        chosen = [(str(place), option) for place, option in enumerate(options, start=1)]
        self.fields["answer"].choices = [*chosen, ("no", _("Reject the note"))]

    @property
    def outcome(self) -> dict:
        answer = self.cleaned_data["answer"]
        if answer == "no":
            return {"outcome": ExceptionAnswer.Outcome.REJECTED, "option": None}
        return {"outcome": ExceptionAnswer.Outcome.ACCEPTED, "option": int(answer)}
