"""An approver's choice, with what each of the five decisions asks for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, Styled
from implementation.gates.actions import ClosingTask, Promise
from implementation.gates.models import Outcome
from implementation.programme.actions import people_on


class DatedRow(Styled, forms.Form):
    """What somebody must do by a day."""

    text = forms.CharField(label=_("What must be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=None)
    due = forms.DateField(label=_("Due"), error_messages={"required": _("Give the date by which this must be done.")})

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people

    def clean_due(self):
        if self.cleaned_data["due"] <= timezone.localdate():
            raise ValidationError(_("This day is past. Choose a day after today."))
        return self.cleaned_data["due"]

    @property
    def is_written(self) -> bool:
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)


class ConditionForm(DatedRow):
    verifier = forms.ModelChoiceField(label=_("Checked by"), queryset=None)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, people=people, **kwargs)
        self.fields["verifier"].queryset = people

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("verifier"):
            self.add_error("verifier", _("The owner cannot check their own condition: choose someone else."))
        return cleaned

    @property
    def promise(self) -> Promise:
        return Promise(**self.cleaned_data)


class TaskForm(DatedRow):
    text = forms.CharField(label=_("What must be done"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def task(self) -> ClosingTask:
        return ClosingTask(**self.cleaned_data)


class DecideForm(Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome, error_messages={"required": _("Choose one of the five decisions.")}
    )
    look_again_on = forms.DateField(label=_("Look again on"), required=False)
    redo = forms.MultipleChoiceField(label=_("Criteria to redo"), required=False, widget=forms.CheckboxSelectMultiple)
    due = forms.DateField(label=_("New day to decide by"), required=False)
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Everyone on the programme can read this."),
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )

    def __init__(self, *args, gate, checklist, rows: int = 1, task_rows: int = 1, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["redo"].choices = [(line.criterion.pk, line.criterion.shown_title) for line in checklist.lines]
        given = {"people": people_on(gate.programme), "use_required_attribute": False}
        data = self.data or None
        self.conditions = [ConditionForm(data, prefix=f"condition-{n}", **given) for n in range(rows)]
        self.tasks = [TaskForm(data, prefix=f"task-{n}", **given) for n in range(task_rows)]

    def chosen(self, outcome: Outcome) -> bool:
        return self.data.get("outcome") == outcome

    @property
    def is_conditional(self) -> bool:
        return self.chosen(Outcome.CONDITIONAL)

    @property
    def is_stop(self) -> bool:
        return self.chosen(Outcome.STOP)

    @property
    def rows_that_count(self) -> list[DatedRow]:
        """The rows of the decision that was chosen, as far as they are filled; the first always counts."""
        rows = self.conditions if self.is_conditional else self.tasks if self.is_stop else []
        return [row for row in rows if row.is_written] or rows[:1]

    def is_valid(self) -> bool:
        mine = super().is_valid()
        checked = [row.is_valid() for row in self.rows_that_count]  # every row shows its errors, not only the first
        return mine and all(checked)

    @property
    def choice(self) -> dict:
        """What ``actions.decide`` takes."""
        given = {name: self.cleaned_data[name] for name in ("outcome", "reason", "look_again_on", "due")}
        given["redo"] = [int(number) for number in self.cleaned_data["redo"]]
        given["conditions"] = [row.promise for row in self.rows_that_count] if self.is_conditional else []
        given["tasks"] = [row.task for row in self.rows_that_count] if self.is_stop else []
        return given
