from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.rollout.models import PilotIssue


class IssueForm(RecordForm):
    class Meta:
        model = PilotIssue
        fields = ["title", "text", "severity", "reported_by", "found_on", "owner"]

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, "sponsor", "manager", "consultant", "executive", "member")
        if not self.instance.pk:
            self.fields["found_on"].initial = timezone.localdate


class SolveForm(Form):
    outcome = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Somebody else looks whether it holds."),
    )
