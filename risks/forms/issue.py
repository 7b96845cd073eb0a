from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.programme.actions import people_on
from risks.models import RiskIssue


class IssueForm(RecordForm):
    class Meta:
        model = RiskIssue
        fields = ["what_happened", "happened_on", "impact", "cost", "owner", "next_step", "due", "lesson"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.risk.programme
        self.fields["owner"].queryset = people_on(programme)
        self.fields["cost"].help_text = _("In %(currency)s.") % {"currency": programme.organisation.currency}
        if self.instance.pk is None:
            del self.fields["lesson"]
            self.initial["owner"] = self.instance.risk.owner_id

    def clean_happened_on(self):
        from django.utils import timezone

        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come: an issue has happened already."))
        return day
