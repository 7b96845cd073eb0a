from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from risks.models import Estimate, LossLimit


class EstimateForm(RecordForm):
    class Meta:
        model = Estimate
        fields = ["how_often", "probability", "per_year", "how_much", "low", "likely", "high", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        currency = self.instance.risk.programme.organisation.currency
        self.fields["how_much"].help_text = _("In %(currency)s.") % {"currency": currency}
        self.fields["basis"].widget.attrs["rows"] = 2


class LimitForm(RecordForm):
    class Meta:
        model = LossLimit
        fields = ["amount", "chance"]

    def clean(self):
        """A larger loss never has a larger chance."""
        cleaned = super().clean()
        amount, chance = cleaned.get("amount"), cleaned.get("chance")
        if amount is None or chance is None:
            return cleaned
        limits = self.instance.programme.losslimits
        smaller, larger = limits.filter(amount__lt=amount), limits.filter(amount__gt=amount)
        if smaller.filter(chance__lt=chance).exists() or larger.filter(chance__gt=chance).exists():
            self.add_error("chance", _("A larger loss must be rarer than a smaller one: look at the other limits."))
        return cleaned
