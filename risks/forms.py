from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, RecordForm
from core.workflow import steps_of
from implementation.programme.actions import people_on
from risks.acceptance import default_expiry
from risks.exposure import level
from risks.models import Acceptance, AcceptanceRequest, Impact, Likelihood, Risk, Treatment, TreatmentAction
from risks.models.risk import RATINGS
from risks.models.scales import STRATEGIES, Nature

NOT_RATED = [("", _("Not rated"))]
BOTH = _("Rate both likelihood and impact, or neither.")


def numbered(choices):
    """4 Likely: the number stands beside the word, as in the register."""
    return [*NOT_RATED, *((value, f"{value} {label}") for value, label in choices.choices)]


def scale(choices, label):
    return forms.TypedChoiceField(
        label=label, choices=lambda: numbered(choices), coerce=int, empty_value=None, required=False
    )


class RiskForm(RecordForm):
    """What the risk is and whose it is; ratings have a page of their own."""

    class Meta:
        model = Risk
        fields = [
            "title",
            "nature",
            "category",
            "cause",
            "event",
            "effect",
            "early_sign",
            "owner",
            "identified_on",
            "proximity",
            "review_due",
        ]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("cause", "event", "effect", "early_sign")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.programme)
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["proximity"].choices = [("", _("Not known")), *self.fields["proximity"].choices[1:]]


class NewRiskForm(RiskForm):
    current_likelihood = scale(Likelihood, _("Likelihood"))
    current_impact = scale(Impact, _("Impact"))

    class Meta(RiskForm.Meta):
        fields = [
            "title",
            "nature",
            "category",
            "cause",
            "event",
            "effect",
            "early_sign",
            "owner",
            "identified_on",
            "proximity",
            "current_likelihood",
            "current_impact",
            "confidence",
        ]

    def clean(self):
        cleaned = super().clean()
        check_pair(self, "current")
        return cleaned


def check_pair(form, rating: str) -> None:
    likelihood, impact = form.cleaned_data.get(f"{rating}_likelihood"), form.cleaned_data.get(f"{rating}_impact")
    if (likelihood is None) != (impact is None):
        form.add_error(f"{rating}_impact" if impact is None else f"{rating}_likelihood", BOTH)


class RateForm(RecordForm):
    """Three ratings, how sure they are, and why they change."""

    inherent_likelihood = scale(Likelihood, _("Likelihood"))
    inherent_impact = scale(Impact, _("Impact"))
    current_likelihood = scale(Likelihood, _("Likelihood"))
    current_impact = scale(Impact, _("Impact"))
    target_likelihood = scale(Likelihood, _("Likelihood"))
    target_impact = scale(Impact, _("Impact"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What has changed or what you looked at. It is kept with the rating."),
    )

    class Meta:
        model = Risk
        fields = [
            "inherent_likelihood",
            "inherent_impact",
            "current_likelihood",
            "current_impact",
            "target_likelihood",
            "target_impact",
            "confidence",
        ]

    @property
    def pairs(self):
        words = {
            "inherent": (_("Inherent"), _("Before anything is done about it.")),
            "current": (_("Current"), _("As it stands today, with what has been done.")),
            "target": (pgettext_lazy("risk", "Target"), _("Where the treatment should bring it.")),
        }
        return [(*words[name], self[f"{name}_likelihood"], self[f"{name}_impact"]) for name in RATINGS]

    def clean(self):
        cleaned = super().clean()
        for rating in RATINGS:
            check_pair(self, rating)
        if not self.errors and self.instance.nature == Nature.THREAT:
            self._check_target()
        return cleaned

    def _check_target(self):
        data = self.cleaned_data
        target = level(data["target_likelihood"], data["target_impact"])
        inherent = level(data["inherent_likelihood"], data["inherent_impact"])
        if target is not None and inherent is not None and target > inherent:
            self.add_error("target_likelihood", _("The target is above the inherent rating: choose a lower one."))


class TreatmentForm(RecordForm):
    class Meta:
        model = Treatment
        fields = ["strategy", "text", "cost"]
        help_texts = {"text": _("What is done, so that somebody else could check it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = STRATEGIES[Nature(self.instance.risk.nature)]
        self.fields["strategy"].choices = [*BLANK_CHOICE_DASH, *((item.value, item.label) for item in allowed)]
        currency = self.instance.risk.programme.organisation.currency
        self.fields["cost"].help_text = _("In %(currency)s, for the whole treatment.") % {"currency": currency}


class ActionForm(RecordForm):
    class Meta:
        model = TreatmentAction
        fields = ["text", "owner", "due"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.treatment.risk.programme)


class RequestForm(RecordForm):
    class Meta:
        model = AcceptanceRequest
        fields = ["reason", "expires_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = self.initial["expires_on"] = default_expiry(self.instance.risk.programme)


class DecideForm(Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[(Acceptance.Outcome.ACCEPTED, _("Accept the risk")), (Acceptance.Outcome.REFUSED, _("Refuse"))],
        error_messages={"required": _("Choose whether the risk is accepted.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )


class CellForm(forms.Form):
    """What a row of the register sends: the revision it showed and the cells that changed."""

    revision = forms.IntegerField(min_value=0)
    current_likelihood = scale(Likelihood, _("Likelihood"))
    current_impact = scale(Impact, _("Impact"))
    owner = forms.ModelChoiceField(queryset=None, required=False)
    step = forms.CharField(required=False, max_length=40)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme)

    def clean_step(self):
        step = self.cleaned_data["step"]
        if step and step not in steps_of(Risk):
            raise ValidationError(_("This step is not open to you now."))
        return step

    @property
    def sent(self) -> dict:
        """Only the cells that came with the request."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data and name != "revision"}
