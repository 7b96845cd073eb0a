import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, RecordForm, RecordsField
from implementation.programme.actions import people_on
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme
from implementation.rollout.models import MeasureValue, Module, Pilot, PilotMeasure
from implementation.rollout.models.figures import not_in_the_future


class AddModuleForm(Form):
    key = forms.ChoiceField(label=_("Module"))

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        there = set(programme.modules.values_list("key", flat=True))
        self.fields["key"].choices = [(key, item.name) for key, item in MODULES.items() if key not in there]


class PilotForm(RecordForm):
    """The plan of a pilot. What is fixed by its start is left out once it has started."""

    class Meta:
        model = Pilot
        fields = [
            "module",
            "name",
            "way",
            "departments",
            "users",
            "hypothesis",
            "planned_start",
            "planned_end",
            "lead",
            "rollback_limit",
        ]
        field_classes = {"departments": RecordsField}
        widgets = {"departments": forms.CheckboxSelectMultiple, "way": forms.RadioSelect}

    FIXED_BY_START = ("module", "planned_start", "planned_end", "rollback_limit")

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = programme.organisation.departments.all()
        self.fields["lead"].queryset = people_on(programme, "sponsor", "manager", "consultant", "executive", "member")
        self.fields["module"].queryset = programme.modules.exclude(state=Module.State.CLOSED)
        if self.instance.pk and self.instance.state != Pilot.State.PLANNED:
            for name in self.FIXED_BY_START:
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("way") == Pilot.Way.DEPARTMENTS and not cleaned.get("departments"):
            self.add_error("departments", _("Choose at least one department for the pilot."))
        return cleaned


class StartForm(Form):
    on = forms.DateField(label=_("Started on"), initial=timezone.localdate, validators=[not_in_the_future])


class ExtendForm(Form):
    planned_end = forms.DateField(label=_("New end"))
    note = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea)

    def __init__(self, *args, pilot: Pilot, **kwargs):
        super().__init__(*args, **kwargs)
        self.pilot = pilot

    def clean_planned_end(self):
        day = self.cleaned_data["planned_end"]
        if day <= max(timezone.localdate(), self.pilot.planned_end):
            raise ValidationError(_("Choose a day after today and after the present end."))
        return day


class RollBackForm(Form):
    note = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("What failed, and what would have to be different."),
    )


class MeasureForm(RecordForm):
    class Meta:
        model = PilotMeasure
        fields = ["title", "unit", "direction", "baseline", "target", "weight"]


class ValueForm(Form):
    on = forms.DateField(label=_("Measured on"), initial=timezone.localdate, validators=[not_in_the_future])
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=3)
    note = forms.CharField(
        label=pgettext_lazy("of a figure", "Source"), required=False, max_length=MeasureValue._meta.get_field("note").max_length,
        help_text=_("Where the figure comes from."),
    )  # fmt: skip


class AdoptionForm(Form):
    week = forms.DateField(
        label=_("Week"), validators=[not_in_the_future], help_text=_("Any day of the week; it is kept by its Monday.")
    )
    active_users = forms.IntegerField(
        label=_("Active in that week"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("People who worked with the system at least once."),
    )
    staff = forms.IntegerField(label=_("People in the pilot"), min_value=1, max_value=1_000_000)

    def __init__(self, *args, pilot: Pilot, **kwargs):
        today = timezone.localdate()
        last_monday = today - datetime.timedelta(days=today.weekday())
        super().__init__(*args, initial={"week": last_monday, "staff": pilot.users}, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("staff") and cleaned.get("active_users", 0) > cleaned["staff"]:
            self.add_error("active_users", _("More people are active than are in the pilot: look at both numbers."))
        return cleaned


class RehearsalForm(Form):
    on = forms.DateField(label=_("Rehearsed on"), initial=timezone.localdate, validators=[not_in_the_future])
    minutes = forms.IntegerField(
        label=_("Time taken, minutes"),
        min_value=0,
        max_value=100_000,
        help_text=_("From the decision to go back until people can work the old way again."),
    )
    note = forms.CharField(label=_("What was tried"), required=False, max_length=2000, widget=forms.Textarea)
