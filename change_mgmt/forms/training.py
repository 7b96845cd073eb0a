from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from change_mgmt.actions import Mark
from change_mgmt.forms.places import departments_of
from change_mgmt.models import Course, Enrolment, Session
from core.forms import Form, RecordForm, RecordsField
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department
from implementation.staff.models import Employee


class CourseForm(RecordForm):
    posts = forms.MultipleChoiceField(
        label=_("Posts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As the list of staff names them. Choose none when the course is for every post."),
    )
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
        fields = [
            "title",
            "aim",
            "content",
            "level",
            "departments",
            "posts",
            "from_list",
            "hours",
            "prerequisite",
            "pass_mark",
            "tries",
            "valid_months",
            "modules",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tries"].required = False
        others = Course.objects.filter(programme=programme).exclude(pk=self.instance.pk)
        self.fields["prerequisite"].queryset = others
        known = Employee.objects.filter(programme=programme).here().exclude(post="").order_by("post")
        posts = sorted({*known.values_list("post", flat=True).distinct(), *self.instance.posts})
        self.fields["posts"].choices = [(post, post) for post in posts]
        if not posts:
            del self.fields["posts"]
        self.fields["modules"].choices = [(key, module.name) for key, module in MODULES.items()]
        self.fields["departments"].queryset = departments_of(programme)
        if self.instance.pk:
            self.fields["departments"].initial = self.instance.departments.all()

    def clean_tries(self):
        return self.cleaned_data["tries"] or 3

    @property
    def values(self) -> dict:
        return {name: value for name, value in super().values.items() if name != "departments"}


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
    meeting_link = forms.URLField(
        label=_("Address of the meeting"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("When people take part on a screen."),
    )

    class Meta:
        model = Session
        fields = ["starts_at", "ends_at", "place", "meeting_link", "seats", "trainer"]
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("starts_at", "ends_at")
        }

    def clean_seats(self):
        seats, taken = self.cleaned_data["seats"], self.instance.enrolments.seated().count() if self.instance.pk else 0
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
        label=_("Names"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("One on each line: a name, or the work e-mail of somebody on the list of staff, who gets a mail."),
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
