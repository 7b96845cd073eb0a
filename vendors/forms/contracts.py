from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.actions import clauses_of
from vendors.models import Clause, Contract, Vendor


class ContractForm(RecordForm):
    class Meta:
        model = Contract
        fields = [
            "vendor",
            "name",
            "number",
            "starts_on",
            "first_term_months",
            "renewal_months",
            "notice_months",
            "notice_days",
            "monthly_fee",
            "time_zone",
        ]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        vendors = Vendor.objects.filter(programme=instance.programme)
        self.fields["vendor"].queryset = vendors.exclude(state=Vendor.State.REJECTED)
        self.initial["time_zone"] = instance.time_zone or instance.programme.organisation.time_zone
        self.fields["monthly_fee"].help_text = instance.programme.organisation.currency

    def clean_time_zone(self):
        return self.cleaned_data["time_zone"] or self.instance.programme.organisation.time_zone


class SignForm(Form):
    signed_on = forms.DateField(label=_("Signed on"))
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea)


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )


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
