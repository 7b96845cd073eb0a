from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.actions import Mark
from change_mgmt.actions.changes import Outcome
from change_mgmt.models import ChangeRequest, Course, Enrolment, Session, Stakeholder
from core.forms import Form, RecordForm, RecordsField
from core.roles import CONSULTANT, MANAGER, SPONSOR
from implementation.programme.actions import people_on
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department


def departments_of(programme):
    return Department.objects.filter(organisation=programme.organisation_id)


class StakeholderForm(RecordForm):
    class Meta:
        model = Stakeholder
        fields = [
            "name",
            "group",
            "department",
            "influence",
            "interest",
            "attitude_now",
            "attitude_wanted",
            "wins",
            "loses",
            "looked_after_by",
            "next_step",
            "next_step_due",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(programme)
        # Only who may read this page can look after somebody on it.
        self.fields["looked_after_by"].queryset = people_on(programme, SPONSOR, MANAGER, CONSULTANT)


class CourseForm(RecordForm):
    modules = forms.MultipleChoiceField(label=_("For modules"), required=False, widget=forms.CheckboxSelectMultiple)
    departments = RecordsField(
        queryset=Department.objects.none(),
        label=_("Departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none when the course is for all."),
    )

    class Meta:
        model = Course
        fields = ["title", "level", "hours", "pass_mark", "modules"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["modules"].choices = [(key, module.name) for key, module in MODULES.items()]
        self.fields["departments"].queryset = departments_of(programme)
        if self.instance.pk:
            self.fields["departments"].initial = self.instance.departments.all()


class NeedsForm(Form):
    """One number for each department that the course is for."""

    def __init__(self, *args, departments, needed: dict[int, int], **kwargs):
        super().__init__(*args, **kwargs)
        self.departments = list(departments)
        for department in self.departments:
            self.fields[f"people_{department.pk}"] = forms.IntegerField(
                label=department.name,
                min_value=0,
                max_value=1_000_000,
                required=False,
                initial=needed.get(department.pk, 0),
                widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
            )

    @property
    def people(self) -> dict[Department, int]:
        return {each: self.cleaned_data.get(f"people_{each.pk}") or 0 for each in self.departments}


class SessionForm(RecordForm):
    class Meta:
        model = Session
        fields = ["starts_at", "place", "seats", "trainer"]
        widgets = {"starts_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}

    def clean_seats(self):
        seats, taken = self.cleaned_data["seats"], self.instance.enrolments.count() if self.instance.pk else 0
        if seats < taken:
            raise ValidationError(
                _("%(taken)d people are on the list already: give at least as many seats."), params={"taken": taken}
            )
        return seats


class EnrolForm(Form):
    """Sign up oneself: the department says where the seat counts."""

    department = forms.ModelChoiceField(
        queryset=Department.objects.none(),
        label=_("Your department"),
        error_messages={"required": _("Choose your department.")},
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(programme)


class EnrolPeopleForm(Form):
    """Put people on the list who have no account."""

    department = forms.ModelChoiceField(queryset=Department.objects.none(), label=_("Department"))
    names = forms.CharField(
        label=_("Names"), max_length=10_000, widget=forms.Textarea, help_text=_("One on each line, each name once.")
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(programme)

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if any(len(name) > 120 for name in names):
            raise ValidationError(_("A name has at most 120 characters: write one name on each line."))
        if len({name.casefold() for name in names}) != len(names):
            raise ValidationError(_("A name stands here twice. Write something that tells the two people apart."))
        return names


class AttendanceForm(Form):
    """Who came, with a score where there was a test: one row for each person on the list."""

    CAME = [("attended", _("Attended")), ("absent", _("Absent"))]

    def __init__(self, *args, enrolments, **kwargs):
        super().__init__(*args, **kwargs)
        self.enrolments = list(enrolments)
        for each in self.enrolments:
            self.fields[f"came_{each.pk}"] = forms.ChoiceField(
                label=each.name,
                choices=self.CAME,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                initial=None if each.state == Enrolment.State.ENROLLED else each.state,
                error_messages={"required": _("Attended or absent?")},
            )
            self.fields[f"score_{each.pk}"] = forms.IntegerField(
                label=_("Score of %(name)s") % {"name": each.name},
                min_value=0,
                max_value=100,
                required=False,
                initial=each.score,
                widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
            )

    @property
    def rows(self):
        return [(each, self[f"came_{each.pk}"], self[f"score_{each.pk}"]) for each in self.enrolments]

    @property
    def marks(self) -> dict[int, Mark]:
        data = self.cleaned_data
        return {
            each.pk: Mark(came=data[f"came_{each.pk}"] == "attended", score=data[f"score_{each.pk}"])
            for each in self.enrolments
        }


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
