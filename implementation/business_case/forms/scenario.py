from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.business_case.models import Scenario


class ScenarioForm(RecordForm):
    """A way to come to a CRM, and for a new one where its lines begin."""

    copy_of = forms.ModelChoiceField(
        label=_("Begin with the lines of"),
        queryset=Scenario.objects.none(),
        required=False,
        empty_label=_("No lines yet"),
        help_text=_("Copied once: what you change here later does not change there."),
    )

    class Meta:
        model = Scenario
        fields = ["mode", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = self.instance
        others = Scenario.objects.filter(case=here.case_id)
        if here.pk:
            del self.fields["copy_of"]
        else:
            self.fields["copy_of"].queryset = others
        if here.pk and here.is_nothing:
            del self.fields["mode"]
        elif others.filter(mode=Scenario.Mode.NOTHING).exists():
            modes = [choice for choice in Scenario.Mode.choices if choice[0] != Scenario.Mode.NOTHING]
            self.fields["mode"].choices = modes
