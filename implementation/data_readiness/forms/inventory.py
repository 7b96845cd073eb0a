from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.roles import INSIDERS
from implementation.data_readiness.models import DataDomain, DataSource
from implementation.programme.actions import people_on
from implementation.programme.crm_modules import MODULES


class DomainForm(RecordForm):
    modules = forms.MultipleChoiceField(
        label=_("Modules that need it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = DataDomain
        fields = ["name", "holds", "owner", "modules", "least_score"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, *INSIDERS)
        self.fields["modules"].choices = [(key, module.name) for key, module in MODULES.items()]


class SourceForm(RecordForm):
    class Meta:
        model = DataSource
        fields = [
            "domain",
            "name",
            "system",
            "owner",
            "format",
            "size",
            "personal",
            "legal_basis",
            "legal_note",
            "kept_days",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, *INSIDERS)
        self.fields["domain"].queryset = programme.datadomains.all()
        self.fields["domain"].empty_label = None
