from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.actions.contracts.obligations import people_for
from vendors.models import Obligation


class ObligationForm(RecordForm):
    class Meta:
        model = Obligation
        fields = ["text", "where", "side", "owner", "repeats", "first_due", "until"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        sides = [people_for(instance.contract, side).values("pk") for side in Obligation.Side.values]
        people = self.fields["owner"].queryset.filter(Q(pk__in=sides[0]) | Q(pk__in=sides[1]))
        self.fields["owner"].queryset = people


class KeepForm(Form):
    """``seen_due`` is the day that the page was opened for, so that a second press does not keep the next one."""

    seen_due = forms.DateField(required=False, widget=forms.HiddenInput)
    done_on = forms.DateField(label=_("Done on"))
    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("A number, a name, where the paper lies. Files can be added to the page afterwards."),
    )
