import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from vendors.models import ContractFee, Indexation

_NUMBER = re.compile(r"\d{1,9}(\.\d{1,4})?")
_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
MOST_LINES = 240


def pairs(text: str, first: re.Pattern) -> list[tuple[str, Decimal]]:
    """Lines of two words. ValidationError names the first line that does not hold."""
    found = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        words = line.replace(",", ".").split()
        if number > MOST_LINES or len(words) != 2 or not first.fullmatch(words[0]) or not _NUMBER.fullmatch(words[1]):
            raise ValidationError(
                _("Line %(number)s is not as shown: two values with a space between them."), params={"number": number}
            )
        try:
            found.append((words[0], Decimal(words[1])))
        except InvalidOperation:
            raise ValidationError(
                _("Line %(number)s is not as shown: two values with a space between them."), params={"number": number}
            ) from None
    return found


class FeeForm(RecordForm):
    tiers = forms.CharField(
        label=_("Tiers"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line: from how many users on, then the price of each. “0 12” and “50 9.5”: the first 49 at 12, from "
            "the 50th on 9.5. The bound belongs to its tier."
        ),
    )

    class Meta:
        model = ContractFee
        fields = [
            "name",
            "kind",
            "price",
            "quantity",
            "unit",
            "included",
            "reading",
            "begins_on",
            "ends_on",
            "indexed",
        ]

    field_order = ["name", "kind", "price", "tiers", "reading", "quantity", "unit", "included", "begins_on", "ends_on"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.pk:
            lines = (f"{tier.lower.normalize():f} {tier.price.normalize():f}" for tier in instance.tiers.all())
            self.initial["tiers"] = "\n".join(lines)

    def clean_tiers(self):
        return [(Decimal(lower), price) for lower, price in pairs(self.cleaned_data["tiers"], _NUMBER)]


class QuantityForm(Form):
    quantity = forms.DecimalField(label=_("Users or units a month"), max_digits=12, decimal_places=2, min_value=0)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class IndexationForm(RecordForm):
    values_typed = forms.CharField(
        label=_("Values of the index"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line: the month and its value, as in “2026-01 104.2”. The first is what the others are held against."
        ),
    )

    class Meta:
        model = Indexation
        fields = ["kind", "starts_on", "percent", "with_base"]

    field_order = ["kind", "starts_on", "percent", "values_typed", "with_base"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["values_typed"] = "\n".join(" ".join(pair) for pair in instance.series)

    def clean_values_typed(self):
        found = pairs(self.cleaned_data["values_typed"], _MONTH)
        months = [month for month, _value in found]
        if len(set(months)) < len(months):
            raise ValidationError(_("A month stands there twice."))
        if any(value <= 0 for _month, value in found):
            raise ValidationError(_("The values of an index are greater than 0."))
        return [[month, str(value)] for month, value in sorted(found)]

    def clean(self):
        cleaned = super().clean()
        self.instance.series = cleaned.get("values_typed") or []
        return cleaned

    @property
    def values(self):
        return super().values | {"series": self.cleaned_data["values_typed"]}
