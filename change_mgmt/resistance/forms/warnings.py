from django import forms
from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.models import WarningLimit
from core.forms import Form, RecordForm
from core.models import User
from core.roles import INSIDERS
from implementation.programme.actions import people_on


class LimitForm(RecordForm):
    class Meta:
        model = WarningLimit
        fields = ["adoption", "readiness", "training"]


class StepForm(Form):
    """Who does what about a department by when."""

    KINDS = [
        ("task", _("As a task: done or not")),
        ("sign", _("As a sign of resistance: followed until it is settled")),
    ]

    text = forms.CharField(label=_("What is to do"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=User.objects.none())
    due = forms.DateField(label=_("Due"))
    kind = forms.ChoiceField(label=_("How it is kept"), choices=KINDS, initial="task", widget=forms.RadioSelect)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, *INSIDERS)
