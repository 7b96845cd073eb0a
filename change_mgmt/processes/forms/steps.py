from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.processes.durations import NoTime, minutes
from change_mgmt.processes.models import Lane, Step
from change_mgmt.processes.models.step import A_YEAR
from change_mgmt.processes.words import time
from core.forms import Form, RecordForm
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from implementation.programme.models import Department

HOW = _("Like 45, 2 h or 3 d.")


class TimeField(forms.CharField):
    """Minutes, written as 45, 2 h or 3 d."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=30, help_text=kwargs.pop("help_text", HOW), **kwargs)

    def prepare_value(self, value):
        return str(time(value)) if isinstance(value, int) and value else "" if value == 0 else value

    def to_python(self, value):
        try:
            found = minutes(super().to_python(value) or "")
        except NoTime:
            raise ValidationError(_("Write a time like 45, 2 h or 3 d, up to a year.")) from None
        if found > A_YEAR:
            raise ValidationError(_("Write a time like 45, 2 h or 3 d, up to a year."))
        return found

    def validate(self, value):
        """Nothing written is no time."""

    def run_validators(self, value):
        """The length was checked as it was written."""

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (initial or 0)
        except ValidationError:
            return True


class StepFields(RecordForm):
    """What a step says of itself; the lane by its name, so that a new one is made by writing it."""

    lane_name = forms.CharField(label=_("Who acts"), max_length=60)
    minutes = TimeField(label=_("Work"))
    waiting = TimeField(label=pgettext_lazy("time", "Waiting"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["lane_name"].initial = self.instance.lane.name
        self.fields["lane_name"].widget.attrs.update(list="lanes", autocomplete="off")

    @property
    def lane(self) -> str:
        return self.cleaned_data["lane_name"]


class RowForm(StepFields):
    """One line of the table of steps."""

    class Meta:
        model = Step
        fields = [
            *("what", "kind", "system", "minutes", "waiting", "times"),
            *("pain_level", "pain", "personal", "automated"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.HiddenInput):
                field.widget.attrs["aria-label"] = field.label
                field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} step-{name}"
        kinds = dict(Step.Kind.choices) | {Step.Kind.TOUCH.value: _("Contact")}
        self.fields["kind"].choices = list(kinds.items())
        self.fields["pain_level"].choices = [("", "–"), *((value, str(value)) for value in range(1, 6))]


class StepForm(StepFields):
    """A step on a page of its own, with where its pain comes from."""

    class Meta:
        model = Step
        fields = [
            *("what", "kind", "system", "minutes", "waiting", "times"),
            *("personal", "automated", "pain_level", "pain", "cause"),
        ]

    field_order = ["lane_name"]

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cause"].queryset = Step.objects.filter(pk__in=[step.pk for step in others])
        if self.instance.side == "to_be":
            del self.fields["cause"]


class ExitForm(Form):
    """Where a step leads: to another one, to the end, or (nothing chosen) nowhere by this exit."""

    END = "end"

    to = forms.ChoiceField(label=_("Leads to"), required=False)
    label = forms.CharField(label=_("When"), max_length=40, required=False)

    def __init__(self, *args, others, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = {str(step.pk): step for step in others}
        choices = [(str(step.pk), f"{numbers[step.pk]} {step.what}") for step in others]
        self.fields["to"].choices = [("", _("Not used")), *choices, (self.END, _("The end of the process"))]

    @property
    def chosen(self):
        """(step or None for the end, when); None where this exit is not used."""
        to = self.cleaned_data.get("to")
        if not to:
            return None
        return self.others.get(to), self.cleaned_data.get("label", "")


class LaneForm(RecordForm):
    class Meta:
        model = Lane
        fields = ["name", "department", "owner", "is_customer"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, *INSIDERS)
        self.fields["department"].queryset = Department.objects.filter(organisation=programme.organisation_id)


class ImportForm(Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV, TSV or an Excel workbook (.xlsx), one step in each row."),
    )
    replace = forms.BooleanField(
        label=_("In place of the steps that are there"),
        required=False,
        help_text=_("Those are removed with what becomes of them. Otherwise the steps of the file come after them."),
    )
