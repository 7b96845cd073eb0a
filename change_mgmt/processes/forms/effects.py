from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.models import Effect
from core.forms import Form, RecordForm, RecordsField
from implementation.programme.models import Department
from implementation.staff.models import Employee


class EffectForm(RecordForm):
    class Meta:
        model = Effect
        fields = ["kind", "what", "department", "level", "post", "people", "from_day", "tell_by"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.filter(organisation=programme.organisation_id)


class TellForm(Form):
    """Who was told face to face, when and by whom."""

    people = RecordsField(Employee.objects.none(), label=_("Told"), widget=forms.CheckboxSelectMultiple)
    told_on = forms.DateField(label=_("Told on"), initial=timezone.localdate)
    told_by = forms.CharField(label=_("Told by"), max_length=120)

    def __init__(self, *args, untold, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = untold
