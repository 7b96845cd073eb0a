from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, RecordForm
from implementation.rollout.models import MeasureValue, PilotMeasure
from implementation.rollout.models.figures import not_in_the_future


class MeasureForm(RecordForm):
    class Meta:
        model = PilotMeasure
        fields = ["title", "unit", "direction", "baseline", "target", "weight", "source"]


class ValueForm(Form):
    on = forms.DateField(label=_("Measured on"), initial=timezone.localdate, validators=[not_in_the_future])
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=3)
    note = forms.CharField(
        label=pgettext_lazy("of a figure", "Source"), required=False, max_length=MeasureValue._meta.get_field("note").max_length,
        help_text=_("Where the figure comes from."),
    )  # fmt: skip


class RehearsalForm(Form):
    on = forms.DateField(label=_("Rehearsed on"), initial=timezone.localdate, validators=[not_in_the_future])
    minutes = forms.IntegerField(
        label=_("Time taken, minutes"),
        min_value=0,
        max_value=100_000,
        help_text=_("From the decision to go back until people can work the old way again."),
    )
    note = forms.CharField(label=_("What was tried"), required=False, max_length=2000, widget=forms.Textarea)
