from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.workflow import steps_of
from implementation.programme.actions import people_on
from risks.forms.scale import scale
from risks.models import Impact, Likelihood, Risk


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
