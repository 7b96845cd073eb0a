from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from change_mgmt.forms.places import departments_of
from change_mgmt.models import Attitude, Contact, Stakeholder, Tie
from core.forms import DateInput, Form, RecordForm, RecordsField
from core.models import User
from core.roles import CONSULTANT, MANAGER, SPONSOR
from implementation.programme.actions import people_on


class StakeholderForm(RecordForm):
    readers = RecordsField(
        queryset=User.objects.none(),
        label=_("May read it as well"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Counts only where it is kept to those named."),
    )

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
            "kept",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(programme)
        # Only who may read this page can look after somebody on it.
        self.fields["looked_after_by"].queryset = people_on(programme, SPONSOR, MANAGER, CONSULTANT)
        # Sponsors and managers read everything already.
        self.fields["readers"].queryset = people_on(programme, CONSULTANT).order_by("name", "pk")
        if self.instance.pk:
            self.fields["readers"].initial = self.instance.readers.all()
            self.fields["why"] = forms.CharField(
                label=_("Why they moved"),
                required=False,
                max_length=300,
                help_text=_("Where influence, interest or attitude is another one: what made the difference."),
            )

    @property
    def values(self) -> dict:
        more = {name: self.cleaned_data[name] for name in ("readers", "why") if name in self.cleaned_data}
        return super().values | more


class ContactForm(RecordForm):
    """What was said, and what follows: the next step and the attitude are the stakeholder's."""

    attitude_now = forms.TypedChoiceField(label=_("Attitude now"), choices=Attitude, coerce=int)
    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)
    next_step_due = forms.DateField(label=_("Next step due"), required=False, widget=DateInput)

    class Meta:
        model = Contact
        fields = ["on", "way", "by", "said", "promised", "promised_by"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        stakeholder = self.instance.stakeholder
        self.fields["by"].queryset = people_on(programme, SPONSOR, MANAGER, CONSULTANT)
        for name in FOLLOWS:
            self.fields[name].initial = getattr(stakeholder, name)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_step_due") and not cleaned.get("next_step", "").strip():
            self.add_error("next_step", ValidationError(_("Say what is to be done by that day.")))
        return cleaned

    @property
    def follows(self) -> dict:
        return {name: self.cleaned_data[name] for name in FOLLOWS}


FOLLOWS = ("attitude_now", "next_step", "next_step_due")


class TieForm(Form):
    """Who listens to this stakeholder, and how much."""

    listener = forms.ModelChoiceField(
        queryset=Stakeholder.objects.none(), label=_("Who listens"), empty_label=_("Choose somebody")
    )
    strength = forms.TypedChoiceField(label=_("How much"), choices=Tie.Strength, coerce=int, initial=2)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["listener"].queryset = others
