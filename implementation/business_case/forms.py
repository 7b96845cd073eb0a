import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.text import say
from implementation.business_case.actions import Entry
from implementation.business_case.models import BusinessCase, Line
from implementation.business_case.models.line import BENEFITS, COSTS
from implementation.business_case.words import YEAR
from implementation.business_case.worth import Worth

MOST = Decimal("99999999999999.99")


class CaseForm(RecordForm):
    """How a version is reckoned."""

    class Meta:
        model = BusinessCase
        fields = ["discount_rate", "horizon_years", "floor", "minimum_investment", "assumptions"]


class LineForm(RecordForm):
    class Meta:
        model = Line
        fields = ["category", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", "–"), *categories(self.instance.kind)]


def categories(kind: str) -> list:
    return list((COSTS if kind == Line.Kind.COST else BENEFITS).items())


class AmountField(forms.Field):
    """An amount of 0 or more; thousands may be set apart by commas or spaces, an empty cell is nothing."""

    widget = forms.TextInput
    refused = _("Write an amount of 0 or more with at most two decimals, such as 1,200 or 1200.50.")

    def to_python(self, value) -> Decimal:
        text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", (value or "").strip())
        if not text:
            return Decimal(0)
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", text):
            text = text.replace(",", "")
        if not re.fullmatch(r"\d{1,30}(\.\d{1,2})?", text):
            raise ValidationError(self.refused)
        amount = Decimal(text)
        if amount > MOST:
            raise ValidationError(_("This amount is too large to be kept."))
        return amount


class GridRow:
    """The cells of one line, for the template."""

    def __init__(self, form, row):
        self.line = row.line
        self.title = form[f"title-{row.line.pk}"]
        self.category = form[f"category-{row.line.pk}"]
        self.cells = [form[f"amount-{row.line.pk}-{year}"] for year in form.case.years]


class GridForm(Form):
    """All lines of a version in one form: titles, categories, and an amount for each year."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, case: BusinessCase, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["revision"].initial = case.chosen.revision
        self._rows = Worth(case).rows
        for row in self._rows:
            self._add(row)
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))
            if self.is_bound and name in self.errors:
                field.widget.attrs["aria-describedby"] = f"error-{name}"
                field.widget.attrs["aria-invalid"] = "true"
                field.widget.attrs["class"] += " is-invalid"

    def _add(self, row) -> None:
        line = row.line
        self.fields[f"title-{line.pk}"] = forms.CharField(
            label=say(_("Name of the line {title}"), title=line.title),
            initial=line.title,
            max_length=120,
            widget=forms.TextInput(attrs={"class": "form-control"}),
            error_messages={"required": _("Say what is paid for, or gained.")},
        )
        self.fields[f"category-{line.pk}"] = forms.ChoiceField(
            label=say(_("Category of {title}"), title=line.title),
            choices=categories(line.kind),
            initial=line.category,
            widget=forms.Select(attrs={"class": "form-select w-auto"}),
        )
        for year, amount in enumerate(row.amounts):
            self.fields[f"amount-{line.pk}-{year}"] = AmountField(
                label=say("{title}, {year}", title=line.title, year=say(YEAR, n=year)),
                required=False,
                initial=_shown(amount),
                widget=forms.TextInput(attrs={"class": "form-control num w-auto", "inputmode": "decimal", "size": 9}),
            )

    def of(self, kind: str) -> list[GridRow]:
        return [GridRow(self, row) for row in self._rows if row.line.kind == kind]

    @property
    def costs(self):
        return self.of(Line.Kind.COST)

    @property
    def benefits(self):
        return self.of(Line.Kind.BENEFIT)

    def refuse_stale(self, error) -> None:
        """Keep the entries, say who was first, and let the next save go on from the present revision."""
        self.add_error(None, str(error))
        self.data = self.data.copy()
        self.data["revision"] = self.case.chosen.revision

    @property
    def bad_cells(self) -> list:
        """(field, sentence) of every cell that was refused."""
        return [(self[name], " ".join(found)) for name, found in self.errors.items() if name in self.fields]

    @property
    def entries(self) -> list[Entry]:
        data = self.cleaned_data
        return [
            Entry(
                line=row.line.pk,
                fields={name: data[f"{name}-{row.line.pk}"] for name in ("title", "category")},
                amounts={year: data[f"amount-{row.line.pk}-{year}"] for year in self.case.years},
            )
            for row in self._rows
        ]


def _shown(amount: Decimal) -> str:
    if not amount:
        return ""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
