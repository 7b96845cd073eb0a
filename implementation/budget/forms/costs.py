import uuid
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.text import month
from implementation.budget.models import ActualCost
from implementation.budget.months import first_day, month_of

#: How far back a month can be said to be quiet.
MONTHS_BACK = 36


def new_key() -> str:
    """One for each form that is shown: the same form sent twice makes one entry."""
    return str(uuid.uuid4())


class CostForm(RecordForm):
    key = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)
    all_the_same = forms.BooleanField(label=_("Enter it all the same"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = ActualCost
        fields = ["on", "category", "amount", "supplier", "reference", "package", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        self.fields["package"].queryset = programme.workpackages.all()
        self.fields["package"].empty_label = _("None")
        self.fields["key"].initial = new_key()
        self.fields["amount"].widget.attrs["min"] = "0"
        self.fields["amount"].help_text = _("In %(currency)s, above 0.") % {"currency": programme.organisation.currency}
        self.initial["on"] = self.initial.get("on") or timezone.localdate()

    def ask_again(self) -> None:
        """Offer to enter what looks like another entry."""
        self.fields["all_the_same"].widget = forms.CheckboxInput(attrs={"class": "form-check-input"})

    def clean_key(self):
        self.instance.key = self.cleaned_data["key"]
        return self.cleaned_data["key"]


class ReverseForm(Form):
    amount = forms.DecimalField(
        label=_("Amount that comes back"), min_value=Decimal("0.01"), max_digits=16, decimal_places=2
    )
    on = forms.DateField(label=_("Date"), help_text=_("The day on which it came back, or was found to be wrong."))
    why = forms.CharField(label=_("Why"), max_length=300)
    key = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, cost: ActualCost, **kwargs):
        left = cost.reversible
        whole = left == left.to_integral_value()
        initial = {
            "amount": left.quantize(Decimal(1)) if whole else left,
            "on": timezone.localdate(),
            "key": new_key(),
        }
        super().__init__(*args, initial=initial, **kwargs)


class QuietForm(Form):
    month = forms.TypedChoiceField(label=_("Month"), coerce=int)
    why = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("How you know: the books are closed, for example.")
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        this = month_of(timezone.localdate())
        first = max(month_of(programme.started_on), this - MONTHS_BACK)
        taken = set(
            programme.actualcosts.counted()
            .filter(month__gte=first)
            .order_by()
            .values_list("month", flat=True)
            .distinct()
        )
        taken |= set(programme.quietmonths.values_list("month", flat=True))
        open_months = [at for at in range(this - 1, first - 1, -1) if at not in taken]
        self.fields["month"].choices = [(at, str(month(first_day(at)))) for at in open_months]
