from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.programme.actions import people_on
from risks import sources
from risks.models import Contributor


class ContributorForm(RecordForm):
    class Meta:
        model = Contributor
        fields = ["user", "part"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        risk = self.instance.risk
        there = [risk.owner_id, *risk.contributors.values_list("user_id", flat=True)]
        self.fields["user"].queryset = people_on(risk.programme).exclude(pk__in=[pk for pk in there if pk])


class LinkForm(Form):
    """One record from above, of this programme."""

    record = forms.ChoiceField(label=_("Has to do with"))

    def __init__(self, *args, programme, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["record"].choices = [
            (str(kind), [(f"{record.label}:{record.pk}", str(record)) for record in records])
            for kind, records in sources.offered(programme, user)
        ]
