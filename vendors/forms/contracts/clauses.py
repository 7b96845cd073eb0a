from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from vendors.actions.contracts import clauses_of
from vendors.models import Clause


class ClausesForm(Form):
    """The clause checklist as one sheet."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = contract.revision
        self.rows = []
        for key, clause in clauses_of(contract).items():
            self.fields[f"present_{key}"] = forms.BooleanField(
                label=_("In the contract: %(clause)s") % {"clause": Clause(key).label},
                required=False,
                initial=clause.present,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
            label = _("Where: %(clause)s") % {"clause": Clause(key).label}
            self.fields[f"where_{key}"] = forms.CharField(
                label=label,
                max_length=200,
                required=False,
                initial=clause.where,
                widget=forms.TextInput(attrs={"class": "form-control", "placeholder": _("Clause, page or annex")}),
            )
            self.rows.append((Clause(key), self[f"present_{key}"], self[f"where_{key}"]))

    def clean(self):
        cleaned = super().clean()
        for key in Clause:
            if cleaned.get(f"present_{key}") and not cleaned.get(f"where_{key}"):
                self.add_error(f"where_{key}", _("Say where in the contract it stands."))
        return cleaned

    @property
    def entries(self) -> dict[str, tuple[bool, str]]:
        return {key.value: (self.cleaned_data[f"present_{key}"], self.cleaned_data[f"where_{key}"]) for key in Clause}
