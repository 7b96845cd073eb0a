from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.refusal import Stale
from core.text import minor_units, month
from implementation.budget.from_case import chosen_case
from implementation.budget.models import CATEGORIES, Budget
from implementation.budget.models.baseline import MOST_MONTHS
from implementation.budget.months import first_day, month_of


class BudgetForm(RecordForm):
    class Meta:
        model = Budget
        fields = ["source", "reason"]
        widgets = {"source": forms.RadioSelect}

    def __init__(self, *args, approved: Budget | None, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        possible = {Budget.Source.TYPED: True, Budget.Source.LAST: approved is not None}
        possible[Budget.Source.CASE] = chosen_case(programme) is not None
        choices = [(value, words) for value, words in Budget.Source.choices if possible[Budget.Source(value)]]
        self.fields["source"].choices = choices
        self.initial["source"] = Budget.Source.LAST if approved else choices[0][0]
        if approved is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True


class ReasonForm(RecordForm):
    class Meta:
        model = Budget
        fields = ["reason"]


class AmountsForm(forms.Form):
    """The months of one calendar year by category. An empty cell is nothing."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, budget: Budget, months: range, **kwargs):
        super().__init__(*args, **kwargs)
        self.budget, self.months = budget, months
        self.fields["revision"].initial = budget.revision
        kept = {(line.category, line.month): line.amount for line in budget.lines.filter(month__in=months)}
        places = minor_units(budget.programme.organisation.currency)
        for category, words in CATEGORIES.items():
            for at in months:
                self.fields[self._name(category, at)] = forms.DecimalField(
                    label=_("%(category)s, %(month)s") % {"category": words, "month": month(first_day(at))},
                    required=False,
                    min_value=Decimal(0),
                    max_digits=16,
                    decimal_places=places,
                    initial=_shown(kept.get((category, at)), places),
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control num budget-cell"}),
                )
        for bound in self.visible_fields():
            bound.field.widget.attrs["aria-label"] = bound.label
            if self.is_bound and bound.errors:
                bound.field.widget.attrs |= {"class": "form-control num budget-cell is-invalid"}

    @staticmethod
    def _name(category: str, at: int) -> str:
        return f"a-{category}-{at}"

    @property
    def rows(self):
        """(words of the category, its cells)."""
        return [(words, [self[self._name(name, at)] for at in self.months]) for name, words in CATEGORIES.items()]

    @property
    def cells(self) -> dict[tuple[str, int], Decimal]:
        return {
            (name, at): self.cleaned_data[self._name(name, at)] or Decimal(0)
            for name in CATEGORIES
            for at in self.months
        }

    @property
    def bad_cells(self):
        return [(bound, " ".join(bound.errors)) for bound in self.visible_fields() if bound.errors]

    def refuse_stale(self, error: Stale) -> None:
        """Say what happened, keep the entries, and let the next save go on from the present revision."""
        self.add_error(None, str(error))
        self.data = self.data.copy()
        self.data["revision"] = Budget.objects.values_list("revision", flat=True).get(pk=self.budget.pk)


def _shown(amount: Decimal | None, places: int) -> Decimal | None:
    """Without decimals that say nothing."""
    if amount is None:
        return None
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else round(amount, places)


class SpreadForm(Form):
    category = forms.ChoiceField(label=_("Category"), choices=list(CATEGORIES.items()))
    total = forms.DecimalField(label=_("Amount"), min_value=Decimal(0), max_digits=16, decimal_places=2)
    first = forms.TypedChoiceField(label=_("First month"), coerce=int)
    last = forms.TypedChoiceField(
        label=_("Last month"), coerce=int, help_text=_("The same month for an amount that is spent at once.")
    )

    def __init__(self, *args, budget: Budget, **kwargs):
        super().__init__(*args, **kwargs)
        start = month_of(budget.programme.started_on)
        choices = [(at, str(month(first_day(at)))) for at in range(start, start + MOST_MONTHS)]
        for name in ("first", "last"):
            self.fields[name].choices = choices
        self.fields["total"].decimal_places = minor_units(budget.programme.organisation.currency)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("Choose a last month that is not before the first."))
        return cleaned
