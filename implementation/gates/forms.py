from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, Styled
from implementation.gates.actions import Promise
from implementation.gates.models import Criterion, Gate, Outcome
from implementation.programme.actions import people_on


class GateForm(RecordForm):
    class Meta:
        model = Gate
        fields = ["name", "due", "quorum", "should_floor"]


class CriterionForm(RecordForm):
    """A criterion of one's own, judged by hand."""

    class Meta:
        model = Criterion
        fields = ["title", "kind", "weight", "owner"]


class WeighForm(RecordForm):
    """How a computed criterion counts, and whose it is."""

    class Meta:
        model = Criterion
        fields = ["kind", "weight", "owner"]


class JudgeForm(RecordForm):
    class Meta:
        model = Criterion
        fields = ["result", "evidence"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = True
        if self.instance.is_computed:
            self.fields["result"].choices = [("", _("As computed")), ("not_applicable", _("Not applicable"))]
            self.fields["evidence"].required = False


class ConditionForm(Styled, forms.Form):
    text = forms.CharField(label=_("What must be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=None)
    due = forms.DateField(label=_("Due"), error_messages={"required": _("Give the date by which this must be done.")})
    verifier = forms.ModelChoiceField(label=_("Checked by"), queryset=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.fields["verifier"].queryset = people

    def clean_due(self):
        if self.cleaned_data["due"] <= timezone.localdate():
            raise ValidationError(_("This day is past. Choose a day after today."))
        return self.cleaned_data["due"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("verifier"):
            self.add_error("verifier", _("The owner cannot check their own condition: choose someone else."))
        return cleaned

    @property
    def promise(self) -> Promise:
        data = self.cleaned_data
        return Promise(text=data["text"], owner=data["owner"], due=data["due"], verifier=data["verifier"])


class DecideForm(Form):
    """The sponsor's choice, with what each decision asks for."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome, error_messages={"required": _("Choose one of the five decisions.")}
    )
    look_again_on = forms.DateField(label=_("Look again on"), required=False)
    redo = forms.MultipleChoiceField(label=_("Criteria to redo"), required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Everyone on the programme can read this."),
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )

    def __init__(self, *args, gate, checklist, rows: int = 1, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["redo"].choices = [(line.criterion.pk, line.criterion.shown_title) for line in checklist.lines]
        people = people_on(gate.programme)
        self.conditions = [
            ConditionForm(self.data or None, prefix=f"condition-{n}", people=people, use_required_attribute=False)
            for n in range(rows)
        ]

    @property
    def is_conditional(self) -> bool:
        return self.data.get("outcome") == Outcome.CONDITIONAL

    def written(self) -> list[ConditionForm]:
        """The condition rows that were filled at all; the first always counts."""
        filled = [
            form
            for form in self.conditions
            if any(self.data.get(form.add_prefix(name)) for name in ("text", "owner", "due", "verifier"))
        ]
        return filled or self.conditions[:1]

    def is_valid(self) -> bool:
        mine = super().is_valid()
        if not self.is_conditional:
            return mine
        checked = [form.is_valid() for form in self.written()]  # every row shows its errors, not only the first
        return mine and all(checked)

    @property
    def promises(self) -> list[Promise]:
        return [form.promise for form in self.written()] if self.is_conditional else []
