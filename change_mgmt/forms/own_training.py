"""What people without an account fill in: who they are, and how it was."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from change_mgmt.forms.places import departments_of
from change_mgmt.models import SessionOpinion
from core.forms import Form


class SignUpForm(Form):
    """A session, and either a work e-mail or a name with a department."""

    session = forms.ChoiceField(
        label=_("Session"), widget=forms.RadioSelect, error_messages={"required": _("Choose a session.")}
    )
    email = forms.EmailField(
        label=_("Work e-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=110,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    department = forms.ModelChoiceField(
        label=_("Your department"), queryset=None, required=False, empty_label=_("Choose")
    )
    stamp = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)

    def __init__(self, *args, programme, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = sessions
        if len(sessions) == 1:
            self.fields["session"].initial = sessions[0][0]
        self.fields["department"].queryset = departments_of(programme)
        self.fields["stamp"].initial = lambda: get_random_string(32)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if not cleaned["email"] and not (cleaned["name"] and cleaned["department"]):
            raise ValidationError(_("Give your work e-mail, or your name and department."))
        if len(cleaned["stamp"]) < 16:
            cleaned["stamp"] = get_random_string(32)
        return cleaned


class HereForm(Form):
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": _("Give the work e-mail under which you signed up.")},
    )


class OpinionForm(Form):
    rating = forms.TypedChoiceField(
        label=_("How useful was it?"), choices=SessionOpinion.Rating.choices, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What should stay, what should change"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Name nobody. Your answer is kept without your name and without a time."),
    )
