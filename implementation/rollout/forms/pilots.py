from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.rollout.models import Module, Pilot
from implementation.rollout.models.figures import not_in_the_future
from implementation.rollout.places import places_of


class PilotForm(RecordForm):
    """The plan of a pilot. What is fixed by its start is left out once it has started."""

    class Meta:
        model = Pilot
        fields = [
            "module",
            "name",
            "way",
            "part",
            "departments",
            "users",
            "hypothesis",
            "not_part",
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
        if cleaned.get("way") == Pilot.Way.PART and not cleaned.get("part", "").strip():
            self.add_error("part", _("Name the part of the module that is tried: its functions or process steps."))
        return cleaned


class StartForm(Form):
    """The day; and where the module is piloted before what it needs, why."""

    on = forms.DateField(label=_("Started on"), initial=timezone.localdate, validators=[not_in_the_future])
    reason = forms.CharField(
        label=_("Why it does not wait"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Kept with the pilot and shown on the board."),
    )

    def __init__(self, *args, must_wait: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not must_wait:
            del self.fields["reason"]


class ParticipantsForm(Form):
    department = forms.ModelChoiceField(label=_("Department"), queryset=None)
    people = RecordsField(
        label=_("People on the programme"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=_("Other names"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name in each line."),
    )
    front_line = forms.BooleanField(
        label=_("They work with customers every day (front line)"), required=False, initial=True
    )

    def __init__(self, *args, pilot: Pilot, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = places_of(pilot)
        there = pilot.participants.exclude(user=None).values("user")
        insiders = people_on(pilot.programme, "sponsor", "manager", "consultant", "executive", "member")
        self.fields["people"].queryset = insiders.exclude(pk__in=there)

    def clean_names(self):
        names = [name.strip() for name in self.cleaned_data["names"].splitlines() if name.strip()]
        if any(len(name) > 120 for name in names):
            raise ValidationError(_("A name has at most 120 characters: write one name in each line."))
        return names


class ConcludeForm(Form):
    finding = forms.ChoiceField(
        label=_("What you expected is"), choices=Pilot.Finding.choices, widget=forms.RadioSelect
    )
    finding_note = forms.CharField(
        label=_("What was found"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("With the figures that show it."),
    )
    lessons = forms.CharField(
        label=_("Lessons"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("What the next pilot does otherwise."),
    )


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
