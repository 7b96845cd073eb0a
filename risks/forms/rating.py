from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import RecordForm
from risks.forms.scale import check_pair, in_words_of, scale
from risks.models import Impact, Likelihood, Risk
from risks.models.risk import RATINGS
from risks.models.scales import Nature


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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_words_of(self, self.instance.scale)

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
        scale = self.instance.scale
        target = scale.level(data["target_likelihood"], data["target_impact"])
        inherent = scale.level(data["inherent_likelihood"], data["inherent_impact"])
        if target is not None and inherent is not None and target > inherent:
            self.add_error("target_likelihood", _("The target is above the inherent rating: choose a lower one."))
