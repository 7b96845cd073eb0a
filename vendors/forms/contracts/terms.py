from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from core.text import say
from implementation.rollout.models import Module
from vendors.models import Contract, ContractVersion, Vendor


class ContractForm(RecordForm):
    class Meta:
        model = Contract
        fields = [
            "vendor",
            "name",
            "number",
            "services",
            "modules",
            "starts_on",
            "first_term_months",
            "renewal",
            "renewal_months",
            "options",
            "notice_months",
            "notice_days",
            "monthly_fee",
            "time_zone",
        ]
        widgets = {"services": forms.Textarea(attrs={"rows": 3}), "modules": forms.CheckboxSelectMultiple}
        field_classes = {"modules": RecordsField}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        vendors = Vendor.objects.filter(programme=instance.programme)
        self.fields["vendor"].queryset = vendors.exclude(state=Vendor.State.REJECTED)
        self.fields["modules"].queryset = Module.objects.filter(programme=instance.programme)
        self.fields["renewal"].choices = Contract.Renewal.choices
        self.fields["renewal"].widget = forms.RadioSelect(choices=Contract.Renewal.choices, attrs={"class": "choices"})
        self.fields["renewal"].required = self.fields["options"].required = False
        self.initial["renewal"] = instance.renewal or Contract.Renewal.ENDS
        self.initial["time_zone"] = instance.time_zone or instance.programme.organisation.time_zone
        self.fields["monthly_fee"].help_text = say(
            _(
                "In {currency}: the fixed part, on which service credits are reckoned. Other fees are entered afterwards."
            ),
            currency=instance.programme.organisation.currency,
        )

    def clean_options(self):
        return self.cleaned_data["options"] or 0

    def clean_time_zone(self):
        return self.cleaned_data["time_zone"] or self.instance.programme.organisation.time_zone

    @property
    def terms(self) -> dict:
        """The columns; modules go their own way."""
        return {name: value for name, value in self.values.items() if name != "modules"}


class SignForm(Form):
    signed_on = forms.DateField(label=_("Signed on"))
    version = forms.ModelChoiceField(
        ContractVersion.objects.none(),
        label=_("Version that was signed"),
        required=False,
        help_text=_("Its file and hash stay with the contract."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea)

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        versions = contract.versions.all()
        self.fields["version"].queryset = versions
        self.fields["version"].initial = versions.first()


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
