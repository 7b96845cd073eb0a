"""The decision, and what comes before it: an opinion, the number of users, other assumptions."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import Sourcing

#: How far growth in users and a price rise are looked at, in percent.
USERS, RISE = (-50, 200), (0, 30)
WHY = {"required": _("Say why: the reason is kept with the decision.")}
CHOOSE = {
    "required": _("Choose one of the options."),
    "invalid_choice": _("Choose one of the options of this programme."),
}


class DecideSourcingForm(Form):
    option = forms.ModelChoiceField(
        label=_("Way"), queryset=None, empty_label=None, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    reason = forms.CharField(label=_("Why"), max_length=4000, widget=forms.Textarea, error_messages=WHY)
    dissent = forms.CharField(
        label=_("Who saw it differently, and why"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("What was said in the talks. Opinions given on the page are kept by themselves."),
    )

    def __init__(self, *args, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = options


class OpinionForm(Form):
    option = forms.ModelChoiceField(
        label=_("Way"), queryset=None, empty_label=None, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: it is kept with the decision.")},
    )

    def __init__(self, *args, options, known=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = options
        if known:
            self.initial = {"option": known.option_id, "why": known.why}


class PlannedUsersForm(RecordForm):
    class Meta:
        model = Sourcing
        fields = ["users"]


class SensitivityForm(Form):
    """Other assumptions, in the address; what is left empty is as planned."""

    users = forms.IntegerField(
        label=_("Growth in users, %"),
        min_value=USERS[0],
        max_value=USERS[1],
        required=False,
        help_text=_("From −50 to 200, against the number planned."),
    )
    rise = forms.DecimalField(
        label=_("Price rise, % a year"),
        min_value=RISE[0],
        max_value=RISE[1],
        max_digits=4,
        decimal_places=1,
        required=False,
        help_text=_("From 0 to 30. Year 1 is paid as quoted; prices rise from year 2 on."),
    )

    @property
    def more_users(self) -> int:
        return self._given("users") or 0

    @property
    def price_rise(self) -> Decimal:
        return self._given("rise") or Decimal(0)

    def _given(self, name):
        return self.cleaned_data.get(name) if self.is_bound and not self.errors.get(name) else None
