from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.resistance.models import Sign
from core.forms import Form, RecordForm
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from implementation.programme.models import Department
from implementation.rollout.models import Module, Pilot

WHAT = ["kind", "seen", "department", "level", "how_often", "first_seen", "module", "pilot", "concern"]
WHO = ["confidential", "person"]
HELP = {
    "seen": _("What people say or do, as you saw it. Write about the group, not about one person."),
    "department": _("Empty: the whole organisation."),
    "concern": _("What they fear to lose, or what does not work for them, as far as you know."),
    "confidential": _("Read by sponsors, managers and the owner only."),
    "person": _("Only where it cannot be met without the name, and only when confidential."),
    "next_step": _("One thing that somebody does: talk with them, mend what does not work, agree on a rule."),
}


class SignFields(RecordForm):
    """What every form about a sign offers: departments, modules and pilots of this programme."""

    def __init__(self, *args, programme, user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {
            "department": Department.objects.filter(organisation=programme.organisation_id),
            "module": Module.objects.filter(programme=programme),
            "pilot": Pilot.objects.filter(programme=programme),
            "owner": people_on(programme, *INSIDERS),
        }
        for name, records in offered.items():
            if name in self.fields:
                self.fields[name].queryset = records
        if not user.has_perm("resistance.accept_sign", programme):
            for name in WHO:
                self.fields.pop(name, None)

    def clean_first_seen(self):
        day = self.cleaned_data["first_seen"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come: choose the day on which it was seen."))
        return day


class ReportForm(SignFields):
    """What anybody inside reports."""

    nameless = forms.BooleanField(
        label=_("Do not keep my name"),
        required=False,
        help_text=_("Nobody can see who reported it, and you will not find it in your list again."),
    )

    class Meta:
        model = Sign
        fields = [*WHAT, *WHO]
        help_texts = HELP


class SignForm(SignFields):
    """The same, with who deals with it."""

    class Meta:
        model = Sign
        fields = [*WHAT, *WHO, "owner", "next_step", "next_step_due"]
        help_texts = HELP


class QuickForm(RecordForm):
    """Owner and day, from a row of the list."""

    class Meta:
        model = Sign
        fields = ["owner", "next_step_due"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, *INSIDERS)


class OutcomeForm(Form):
    """What came of it, or why it is left as it is."""

    outcome = forms.CharField(
        label=pgettext_lazy("sign of resistance", "What came of it"), max_length=2000, widget=forms.Textarea
    )
