from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.roles import INSIDERS, Role
from implementation.gates.models import Delegation, Gate
from implementation.programme.actions import people_on


class ApproversForm(Form):
    """A place for each sponsor who is named, and how many must choose the same."""

    quorum = forms.IntegerField(
        label=_("Quorum"), min_value=1, max_value=50, help_text=_("How many must choose the same.")
    )

    def __init__(self, *args, gate: Gate, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quorum"].initial = gate.quorum
        self.people = {f"place_{person.pk}": person for person in people_on(gate.programme, Role.SPONSOR)}
        kept = {item.user_id: item.position for item in gate.approvers.all()}
        for name, person in self.people.items():
            field = forms.IntegerField(
                label=person.name, required=False, min_value=1, max_value=50, initial=kept.get(person.pk)
            )
            field.widget.attrs["class"] = "form-control"
            self.fields[name] = field

    @property
    def places(self) -> dict:
        return {person: self.cleaned_data[name] for name, person in self.people.items() if self.cleaned_data.get(name)}


class DelegationForm(RecordForm):
    class Meta:
        model = Delegation
        fields = ["delegate", "first_day", "last_day", "reason"]

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_on(self.instance.programme, *INSIDERS).exclude(pk=giver.pk)
        self.fields["delegate"].queryset = people
        self.fields["delegate"].help_text = _("Nobody chooses twice: pick someone with no vote of their own.")
