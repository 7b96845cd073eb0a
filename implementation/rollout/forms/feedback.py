from django import forms
from django.core import signing
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.rollout.models import Feedback, Pilot
from implementation.rollout.places import places_of

SALT = "rollout.feedback.page"
#: How long an open page can be sent, in seconds.
A_DAY = 24 * 60 * 60


def new_stamp() -> str:
    """The mark of one page: signed, with its time, never the same."""
    return signing.TimestampSigner(salt=SALT).sign(get_random_string(16))


class FeedbackForm(Form):
    """What the people of a pilot fill in on their phones."""

    rating = forms.TypedChoiceField(
        label=_("How well does it work for you?"), choices=Feedback.Rating.choices, coerce=int, widget=forms.RadioSelect
    )
    helps = forms.CharField(label=_("What helps?"), required=False, max_length=1000, widget=forms.Textarea)
    hinders = forms.CharField(label=_("What hinders?"), required=False, max_length=1000, widget=forms.Textarea)
    department = forms.ModelChoiceField(
        label=_("Your department"), queryset=None, required=False, empty_label=_("Not said")
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=120,
        help_text=_("Without it nobody can ask you back."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    stamp = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(self, *args, pilot: Pilot, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = places_of(pilot)
        self.fields["stamp"].initial = new_stamp

    def clean(self):
        cleaned = super().clean()
        try:
            signing.TimestampSigner(salt=SALT).unsign(cleaned.get("stamp", ""), max_age=A_DAY)
        except signing.BadSignature:
            self.add_error(None, _("This page was open for too long. Your entries are below: send them again."))
            self.data = self.data.copy()
            self.data["stamp"] = new_stamp()
        return cleaned


class AnswerForm(RecordForm):
    class Meta:
        model = Feedback
        fields = ["answer"]
        widgets = {"answer": forms.Textarea}
