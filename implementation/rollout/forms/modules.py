from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme


class AddModuleForm(Form):
    key = forms.ChoiceField(label=_("Module"))

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        there = set(programme.modules.values_list("key", flat=True))
        self.fields["key"].choices = [(key, item.name) for key, item in MODULES.items() if key not in there]
