"""The plan of one message: what, why, when, from whom, and who hears it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.communication.audience import ROLES
from change_mgmt.communication.models import Message
from core.forms import RecordForm, RecordsField
from core.roles import INSIDERS, Role
from core.text import listed
from implementation.programme.actions import people_on
from implementation.programme.models import Department
from implementation.staff.models import Employee, Level

#: More single people than this are a department or a level.
MOST_PEOPLE = 200


class MessageForm(RecordForm):
    whom = forms.ChoiceField(label=_("Who hears it"), choices=Message.Whom.choices, widget=forms.RadioSelect)
    departments = RecordsField(
        queryset=Department.objects.none(),
        label=_("Departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    levels = forms.MultipleChoiceField(
        label=pgettext_lazy("of people", "Levels"),
        choices=Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Within the departments chosen; without any, everywhere."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles on the programme"),
        choices=[(role, Role(role).label) for role in ROLES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    single = forms.CharField(
        label=_("Single people"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("From the list of people: an e-mail address or a full name on each line."),
    )

    class Meta:
        model = Message
        fields = [
            "what",
            "why",
            "aim",
            "channel",
            "due_on",
            "sender",
            "owner",
            "needs_reader",
            "whom",
            "levels",
            "roles",
            "pilot",
            "wave",
        ]

    field_order = [
        *("what", "why", "aim", "channel", "due_on", "sender", "owner", "needs_reader"),
        *("whom", "departments", "levels", "pilot", "wave", "roles", "single"),
    ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        insiders = people_on(programme, *INSIDERS).order_by("name")
        for name in ("sender", "owner"):
            self.fields[name].queryset = insiders
        self.fields["departments"].queryset = programme.organisation.departments.order_by("name")
        self.fields["pilot"].queryset = programme.pilots.all()
        self.fields["wave"].queryset = programme.waves.all()
        self.fields["pilot"].empty_label = _("No pilot")
        self.fields["wave"].empty_label = _("No wave")
        if self.instance.pk:
            self.fields["departments"].initial = self.instance.departments.all()
            named = self.instance.people.all()
            self.fields["single"].initial = "\n".join(person.email or person.name for person in named)

    def clean_single(self) -> list[Employee]:
        words = {
            line.strip().casefold(): line.strip() for line in self.cleaned_data["single"].splitlines() if line.strip()
        }
        if len(words) > MOST_PEOPLE:
            raise ValidationError(
                _("More than %(most)d single people: choose departments or levels."), params={"most": MOST_PEOPLE}
            )
        return people_called(self.programme, words)

    def clean(self):
        found = super().clean()
        if found.get("pilot") and found.get("wave"):
            self.add_error("wave", _("Choose a pilot or a wave, not both."))
        named = ("departments", "levels", "roles", "pilot", "wave", "single")
        if found.get("whom") == Message.Whom.CHOSEN and not any(found.get(name) for name in named) and not self.errors:
            self.add_error("whom", _("Choose at least one department, level, role, go-live or person."))
        return found


def people_called(programme, words: dict[str, str]) -> list[Employee]:
    """People by address or name; ``words`` are what was written, by their folded form. Two queries."""
    here = Employee.objects.here().filter(programme=programme)
    found, unknown, several = [], [], []
    by_email, by_name = {}, {}
    for person in here if words else ():
        by_email[person.email.casefold()] = person
        by_name.setdefault(person.name.casefold(), []).append(person)
    for folded, word in words.items():
        same = [by_email[folded]] if folded in by_email else by_name.get(folded, [])
        (found if len(same) == 1 else several if same else unknown).append(same[0] if len(same) == 1 else word)
    if unknown:
        raise ValidationError(
            _("Nobody on the list of people is called that: %(names)s."), params={"names": listed(unknown[:10])}
        )
    if several:
        raise ValidationError(
            _("Several people are called that, write the e-mail address: %(names)s."),
            params={"names": listed(several[:10])},
        )
    return list(dict.fromkeys(found))
