from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.programme.actions import people_on
from risks.forms.scale import check_pair, in_words_of, scale
from risks.models import Impact, Likelihood, Risk

#: Where on the way a risk may belong.
PLACES = ("stage", "module", "pilot", "goal")
#: What a risk says, wherever it is written down.
WORDS = ("title", "nature", "category", "cause", "event", "effect", "early_sign")


class RiskForm(RecordForm):
    """What the risk is and whose it is; ratings have a page of their own."""

    class Meta:
        model = Risk
        fields = [*WORDS, "owner", "identified_on", "proximity", "review_due", *PLACES]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("cause", "event", "effect", "early_sign")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.programme)
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["owner"].help_text = _("The one person who answers for it. Others who work on it are contributors.")
        for name in PLACES:
            field = self.fields[name]
            field.queryset = field.queryset.filter(programme=self.instance.programme)
            field.empty_label = _("None")
        self.fields["proximity"].choices = [("", _("Not known")), *self.fields["proximity"].choices[1:]]


class NewRiskForm(RiskForm):
    current_likelihood = scale(Likelihood, _("Likelihood"))
    current_impact = scale(Impact, _("Impact"))

    class Meta(RiskForm.Meta):
        fields = [
            *WORDS,
            "owner",
            "identified_on",
            "proximity",
            "current_likelihood",
            "current_impact",
            "confidence",
            *PLACES,
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_words_of(self, self.instance.scale)

    def clean(self):
        cleaned = super().clean()
        check_pair(self, "current")
        return cleaned
