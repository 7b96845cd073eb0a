from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, Styled
from sla.actions import FAULTS, words_for
from sla.credits import Tier, TierFault, tier_problems
from sla.models import Agreement, Breach, Exclusion, Objective
from vendors.models import Contract

#: Empty rows below the tiers that are there, and how many rows there are at least.
EMPTY_ROWS, LEAST_ROWS = 2, 5


class AgreementForm(RecordForm):
    class Meta:
        model = Agreement
        fields = [
            "contract",
            "name",
            "service",
            "monthly_fee",
            "minimum_credit",
            "monthly_cap",
            "annual_cap",
            "claim_days",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = Contract.objects.filter(programme=programme)


class ObjectiveForm(RecordForm):
    class Meta:
        model = Objective
        fields = ["kind", "monitor", "target", "limit_ms", "max_silence_hours", "valid_from"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("target") is not None:
            self.initial["target"] = f"{self.initial['target'].normalize():f}"


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ExclusionForm(RecordForm):
    """Times are those of the contract's place: the view sets that zone."""

    class Meta:
        model = Exclusion
        fields = ["kind", "start", "end", "reason", "agreed_by"]
        widgets = {"start": MomentInput, "end": MomentInput}


class TierForm(Styled, forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Objective.Kind)
    lower = forms.DecimalField(label=_("From, percent"), min_value=0, max_value=100, decimal_places=5)
    upper = forms.DecimalField(label=_("Below, percent"), min_value=0, max_value=100, decimal_places=5)
    percent = forms.DecimalField(label=_("Credit, percent of the fee"), min_value=0, max_value=100, decimal_places=5)

    @property
    def is_written(self) -> bool:
        return any(self.data.get(self.add_prefix(name)) for name in ("lower", "upper", "percent"))

    @property
    def tier(self) -> Tier:
        data = self.cleaned_data
        return Tier(lower=data["lower"], upper=data["upper"], percent=data["percent"])


class TiersForm(Form):
    """The tables of an agreement in rows; empty rows are left out. A gap or an overlap is refused with the row's number."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, initial={"revision": agreement.revision}, **kwargs)
        known = [
            {"kind": tier.kind}
            | {name: f"{getattr(tier, name).normalize():f}" for name in ("lower", "upper", "percent")}
            for tier in agreement.tiers.all()
        ]
        places = max(len(known) + EMPTY_ROWS, LEAST_ROWS)
        self.rows = [
            TierForm(
                self.data if self.is_bound else None,
                prefix=f"tier-{n}",
                initial=known[n] if n < len(known) else None,
                use_required_attribute=False,
            )
            for n in range(places)
        ]

    def clean(self):
        cleaned = super().clean()
        written = [(n, row) for n, row in enumerate(self.rows, start=1) if row.is_written]
        if not written:
            raise forms.ValidationError(FAULTS[TierFault.NO_TIERS])
        checked = [row.is_valid() for _n, row in written]  # every row shows its errors, not only the first
        if not all(checked):
            raise forms.ValidationError(_("Fill the row from left to right, or leave it empty."))
        self.tables = {}
        for kind in {row.cleaned_data["kind"] for _n, row in written}:
            mine = [(n, row) for n, row in written if row.cleaned_data["kind"] == kind]
            table = [row.tier for _n, row in mine]
            for problem in tier_problems(table):
                raise forms.ValidationError(words_for(problem, mine[problem.tier or 0][0]))
            self.tables[kind] = table
        return cleaned


class ImportForm(Form):
    file = forms.FileField(
        label=_("Log of the monitor"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_(
            "CSV in UTF-8, at most 10 MiB. The first line names monitor, timestamp_utc and status; http_code and "
            "response_ms may follow."
        ),
    )
    source_note = forms.CharField(
        label=_("Where the measurements come from"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Which monitor wrote them, for whom, under which licence. It is shown with the results."),
    )


class AnswerForm(RecordForm):
    class Meta:
        model = Breach
        fields = ["explanation"]
        help_texts = {"explanation": _("What happened, what was done, and what keeps it from happening again.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["explanation"].required = True
        self.fields["explanation"].widget.attrs["rows"] = 5


class ClaimForm(Form):
    note = forms.CharField(
        label=_("A word to the vendor"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettleForm(Form):
    amount = forms.DecimalField(label=_("Agreed amount"), min_value=0, max_digits=14, decimal_places=2)
    note = forms.CharField(
        label=_("What was agreed, and with whom"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
