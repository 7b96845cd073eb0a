from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import SourcingCost, SourcingOption
from vendors.models.sourcing import YEARS


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
