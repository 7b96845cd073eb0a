from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.roles import Role
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Organisation, Programme
from implementation.programme.offers import built_in, in_dates


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
    strategy = forms.ChoiceField(label=_("Path"), choices=Programme.Strategy, widget=forms.RadioSelect)
    durations = forms.ChoiceField(
        label=_("Durations of a template"),
        choices=[("planned", _("As planned")), ("lasted", _("As they were"))],
        initial="planned",
        required=False,
        help_text=_(
            "How long a stage really took is often the better plan. Without that figure the planned one counts."
        ),
    )
    modules_wanted = forms.MultipleChoiceField(
        label=_("Modules wanted"),
        choices=[(key, module.name) for key, module in MODULES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is piloted by itself. Customer master data comes first: the others stand on it."),
    )

    def __init__(self, *args, organisations, offers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.offers = {offer.key: offer for offer in offers}
        own = [(key, offer.name) for key, offer in self.offers.items()]
        self.fields["strategy"].choices = [*Programme.Strategy.choices, *own]

    def clean_time_zone(self):
        field = Organisation._meta.get_field("time_zone")
        return field.clean(self.cleaned_data["time_zone"], None)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("organisation") and not cleaned.get("new_organisation", "").strip():
            self.add_error("new_organisation", _("Choose an organisation, or name the new one."))
        if self.path is not None and not self.path.fits(cleaned.get("organisation")):
            words = _("This template may not be used for that organisation: choose one of its own, or a built-in path.")
            self.add_error("strategy", words)
        return cleaned

    @property
    def path(self):
        """The offer that was chosen; None for a built-in path."""
        return self.offers.get(self.cleaned_data.get("strategy", ""))

    @property
    def as_they_were(self) -> bool:
        return self.path is not None and self.cleaned_data.get("durations") == "lasted"

    @property
    def chosen_strategy(self) -> str:
        return self.path.strategy if self.path is not None else self.cleaned_data["strategy"]

    def planned_stages(self):
        """The stages of the chosen path in dates."""
        stages = self.path.stages if self.path is not None else built_in(self.cleaned_data["strategy"])
        return in_dates(stages, self.cleaned_data["started_on"], as_they_were=self.as_they_were)

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
