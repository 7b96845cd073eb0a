import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, RecordForm
from implementation.rollout.models import MeasureValue, Pilot, PilotMeasure
from implementation.rollout.models.figures import not_in_the_future


class MeasureForm(RecordForm):
    class Meta:
        model = PilotMeasure
        fields = ["title", "unit", "direction", "baseline", "target", "weight"]


class ValueForm(Form):
    on = forms.DateField(label=_("Measured on"), initial=timezone.localdate, validators=[not_in_the_future])
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=3)
    note = forms.CharField(
        label=pgettext_lazy("of a figure", "Source"), required=False, max_length=MeasureValue._meta.get_field("note").max_length,
        help_text=_("Where the figure comes from."),
    )  # fmt: skip


class AdoptionForm(Form):
    week = forms.DateField(
        label=_("Week"), validators=[not_in_the_future], help_text=_("Any day of the week; it is kept by its Monday.")
    )
    active_users = forms.IntegerField(
        label=_("Active in that week"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("People who worked with the system at least once."),
    )
    staff = forms.IntegerField(label=_("People in the pilot"), min_value=1, max_value=1_000_000)

    def __init__(self, *args, pilot: Pilot, **kwargs):
        today = timezone.localdate()
        last_monday = today - datetime.timedelta(days=today.weekday())
        super().__init__(*args, initial={"week": last_monday, "staff": pilot.users}, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("staff") and cleaned.get("active_users", 0) > cleaned["staff"]:
            self.add_error("active_users", _("More people are active than are in the pilot: look at both numbers."))
        return cleaned


class RehearsalForm(Form):
    on = forms.DateField(label=_("Rehearsed on"), initial=timezone.localdate, validators=[not_in_the_future])
    minutes = forms.IntegerField(
        label=_("Time taken, minutes"),
        min_value=0,
        max_value=100_000,
        help_text=_("From the decision to go back until people can work the old way again."),
    )
    note = forms.CharField(label=_("What was tried"), required=False, max_length=2000, widget=forms.Textarea)
