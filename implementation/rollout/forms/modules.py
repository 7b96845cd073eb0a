from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme
from implementation.rollout.models import Module


class AddModuleForm(Form):
    key = forms.ChoiceField(label=_("Module"))

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        there = set(programme.modules.values_list("key", flat=True))
        self.fields["key"].choices = [(key, item.name) for key, item in MODULES.items() if key not in there]


class ModuleForm(RecordForm):
    class Meta:
        model = Module
        fields = ["name", "layer", "needs", "departments", "users_planned", "automation", "notes"]
        field_classes = {"needs": RecordsField, "departments": RecordsField}
        widgets = {"needs": forms.CheckboxSelectMultiple, "departments": forms.CheckboxSelectMultiple}

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = programme.modules.exclude(pk=self.instance.pk)
        self.fields["departments"].queryset = programme.organisation.departments.all()


class CloseForm(Form):
    note = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea)
