from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.rollout.models import Module, Pilot
from implementation.rollout.models.figures import not_in_the_future


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
