from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, RecordForm
from core.roles import Role
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, Milestone, Organisation, Programme, Stage


class StartForm(Form):
    """The wizard that starts a programme: whose, what, how."""

    name = forms.CharField(label=_("Name of the programme"), max_length=120)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("A new organisation"),
    )
    new_organisation = forms.CharField(label=_("Name of the new organisation"), max_length=120, required=False)
    language = forms.ChoiceField(
        label=_("Language of reports"), choices=Organisation._meta.get_field("language").choices
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=Organisation._meta.get_field("currency").choices)
    time_zone = forms.CharField(label=_("Time zone"), initial="Asia/Shanghai", max_length=60)
    departments = forms.CharField(
        label=_("Departments"),
        required=False,
        widget=forms.Textarea,
        help_text=_("One a line; more can be added later."),
    )
    role = forms.ChoiceField(
        label=_("Your role"),
        choices=[(Role.MANAGER, Role.MANAGER.label), (Role.CONSULTANT, Role.CONSULTANT.label)],
    )
    started_on = forms.DateField(label=_("Start"), initial=timezone.localdate)
    strategy = forms.ChoiceField(label=_("Strategy"), choices=Programme.Strategy, widget=forms.RadioSelect)
    modules_wanted = forms.MultipleChoiceField(
        label=_("Modules wanted"),
        choices=[(key, module.name) for key, module in MODULES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is piloted by itself. Customer master data comes first: the others stand on it."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    def clean_time_zone(self):
        field = Organisation._meta.get_field("time_zone")
        return field.clean(self.cleaned_data["time_zone"], None)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("organisation") and not cleaned.get("new_organisation", "").strip():
            self.add_error("new_organisation", _("Choose an organisation, or name the new one."))
        return cleaned

    def chosen_organisation(self) -> Organisation:
        """The chosen organisation, or a new one that is not saved yet."""
        data = self.cleaned_data
        if data["organisation"]:
            return data["organisation"]
        return Organisation(
            name=data["new_organisation"].strip(),
            language=data["language"],
            currency=data["currency"],
            time_zone=data["time_zone"],
        )

    def department_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["departments"].splitlines() if line.strip()]


class OrganisationForm(RecordForm):
    class Meta:
        model = Organisation
        fields = ["name", "language", "currency", "time_zone", "logo"]


class DepartmentForm(RecordForm):
    class Meta:
        model = Department
        fields = ["name", "headcount"]


class StageForm(RecordForm):
    class Meta:
        model = Stage
        fields = ["name", "planned_start", "planned_end", "forecast_end"]
        help_texts = {"forecast_end": _("Where it differs from the plan.")}


class MilestoneForm(RecordForm):
    class Meta:
        model = Milestone
        fields = ["name", "due", "owner"]


class InviteForm(Form):
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    function = forms.CharField(label=_("Function"), max_length=80, required=False)


class AcceptForm(Form):
    name = forms.CharField(label=_("Your name"), max_length=120)
    password = forms.CharField(
        label=_("Choose a password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ten characters or more, not a common word."),
    )

    def clean_password(self):
        from django.contrib.auth.password_validation import validate_password

        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
