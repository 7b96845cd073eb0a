from django import forms
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.models import Process
from core.forms import RecordForm, RecordsField
from core.roles import INSIDERS
from implementation.goals.registry import modules_of
from implementation.programme.actions import people_on
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department


class ProcessForm(RecordForm):
    modules = forms.MultipleChoiceField(
        label=_("Modules it uses"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Before one of them goes to pilot, the process must be signed."),
    )
    departments = RecordsField(
        Department.objects.none(), label=_("Departments"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Process
        fields = ["name", "aim", "customer", "owner", "activity", "modules", "departments"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme, *INSIDERS)
        self.fields["departments"].queryset = Department.objects.filter(organisation=programme.organisation_id)
        keys = {*modules_of(programme), *self.instance.modules}
        self.fields["modules"].choices = [(key, item.name) for key, item in MODULES.items() if key in keys]

    @property
    def values(self) -> dict:
        return super().values | {"departments": self.cleaned_data["departments"]}
