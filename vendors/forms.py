from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField, Styled
from core.roles import INSIDERS, VENDOR_CONTACT
from implementation.programme.actions import people_on
from vendors.actions import clauses_of
from vendors.models import Clause, Contract, SourcingCost, SourcingOption, Vendor, VendorCriterion
from vendors.models.selection import HIGHEST, LOWEST
from vendors.models.sourcing import YEARS


class VendorForm(RecordForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    contacts = RecordsField(
        label=_("Contacts"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People with the role of vendor contact. They see this vendor’s contracts only."),
    )

    class Meta:
        model = Vendor
        fields = ["name", "website", "note"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        people = people_on(instance.programme, VENDOR_CONTACT)
        if people:
            self.fields["contacts"].queryset = people
            self.fields["contacts"].initial = instance.contacts.all() if instance.pk else []
        else:
            del self.fields["contacts"]


class OptionForm(RecordForm):
    """An option with its costs as a grid: a row for each category, a column for each year."""

    class Meta:
        model = SourcingOption
        fields = ["title", "months_to_first_use", "note"]
        help_texts = {"months_to_first_use": _("From the decision to the first user at work.")}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        known = {(cost.category, cost.year): cost.amount for cost in instance.costs.all()}
        self.grid = [
            (category.label, [self._cell(category, year, known.get((category, year))) for year in YEARS])
            for category in SourcingCost.Category
        ]
        self.facts = [self[name] for name in ("title", "months_to_first_use", "note")]

    def _cell(self, category, year: int, amount: Decimal | None):
        name = f"{category.value}_{year}"
        label = _("%(category)s, year %(year)s") % {"category": category.label, "year": year}
        widget = forms.TextInput(
            attrs={"class": "form-control w-auto text-end", "aria-label": label, "inputmode": "decimal", "size": 9}
        )
        self.fields[name] = forms.DecimalField(
            label=label,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            required=False,
            widget=widget,
            initial=f"{amount:.2f}".removesuffix(".00") if amount else None,
        )
        return self[name]

    @property
    def amounts(self) -> dict[tuple[str, int], Decimal]:
        return {
            (category.value, year): self.cleaned_data.get(f"{category.value}_{year}") or Decimal(0)
            for category in SourcingCost.Category
            for year in YEARS
        }


class DecideSourcingForm(Form):
    option = forms.ModelChoiceField(
        label=_("Way"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the options.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )

    def __init__(self, *args, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = options


class CriterionForm(Styled, forms.ModelForm):
    class Meta:
        model = VendorCriterion
        fields = ["title", "help", "weight", "knock_out"]
        widgets = {
            "weight": forms.TextInput(attrs={"class": "w-auto text-end", "inputmode": "decimal", "size": 6}),
            "knock_out": forms.Select(choices=[("", _("None")), *((n, n) for n in range(LOWEST + 1, HIGHEST + 1))]),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label
        if self.instance.pk and not self.is_bound:
            self.initial["weight"] = f"{self.instance.weight.normalize():f}"


class CriteriaRows(forms.BaseModelFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = form.instance.title or _("new criterion")
        label = _("Remove: %(name)s") % {"name": name}
        form.fields["DELETE"].widget.attrs = {"class": "form-check-input", "aria-label": label}


CriteriaFormSet = forms.modelformset_factory(
    VendorCriterion, form=CriterionForm, formset=CriteriaRows, can_delete=True, extra=2
)


class EvaluatorsForm(Form):
    people = RecordsField(label=_("Evaluators"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people_on(selection.programme, *INSIDERS).order_by("name")
        self.fields["people"].initial = [evaluator.user_id for evaluator in selection.evaluators.all()]


class ScoreForm(Form):
    """My scoring sheet: a number and what shows it, for every vendor and criterion."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, evaluator, vendors, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = evaluator.revision
        given = {(score.vendor_id, score.criterion_id): score for score in evaluator.scores.all()}
        self.keys = [(vendor, criterion) for criterion in criteria for vendor in vendors]
        for vendor, criterion in self.keys:
            self._add(vendor, criterion, given.get((vendor.pk, criterion.pk)))
        self.rows = [
            (
                criterion,
                [(vendor, self[_points(vendor, criterion)], self[_evidence(vendor, criterion)]) for vendor in vendors],
            )
            for criterion in criteria
        ]

    def _add(self, vendor, criterion, score):
        about = {"vendor": vendor.name, "criterion": criterion.title}
        label = _("Score of %(vendor)s on %(criterion)s") % about
        self.fields[_points(vendor, criterion)] = forms.TypedChoiceField(
            label=label,
            choices=[("", "–"), *((n, str(n)) for n in range(LOWEST, HIGHEST + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            initial=score.points if score else None,
            widget=forms.Select(attrs={"class": "form-select", "aria-label": label}),
        )
        shown = _("What shows it: %(vendor)s, %(criterion)s") % about
        self.fields[_evidence(vendor, criterion)] = forms.CharField(
            label=shown,
            max_length=500,
            required=False,
            initial=score.evidence if score else "",
            widget=forms.TextInput(
                attrs={"class": "form-control mt-1", "aria-label": shown, "placeholder": _("What shows it")}
            ),
        )

    def clean(self):
        cleaned = super().clean()
        for vendor, criterion in self.keys:
            if cleaned.get(_evidence(vendor, criterion)) and not cleaned.get(_points(vendor, criterion)):
                self.add_error(_points(vendor, criterion), _("Give the score that this evidence is for."))
        return cleaned

    @property
    def entries(self) -> dict[tuple[int, int], tuple[int, str]]:
        data = self.cleaned_data
        return {
            (vendor.pk, criterion.pk): (data[_points(vendor, criterion)], data[_evidence(vendor, criterion)])
            for vendor, criterion in self.keys
            if data[_points(vendor, criterion)]
        }


def _points(vendor, criterion) -> str:
    return f"points_{vendor.pk}_{criterion.pk}"


def _evidence(vendor, criterion) -> str:
    return f"evidence_{vendor.pk}_{criterion.pk}"


class SelectForm(Form):
    winner = forms.ModelChoiceField(
        label=_("Vendor"),
        queryset=None,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a vendor that is on the shortlist."),
            "invalid_choice": _("Choose a vendor that is on the shortlist."),
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )
    reject_others = forms.BooleanField(label=_("Reject the other vendors of this comparison"), required=False)

    def __init__(self, *args, vendors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["winner"].queryset = vendors


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
