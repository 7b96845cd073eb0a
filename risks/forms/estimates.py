from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from risks.models import Estimate


class EstimateForm(RecordForm):
    class Meta:
        model = Estimate
        fields = ["how_often", "probability", "per_year", "how_much", "low", "likely", "high", "basis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        currency = self.instance.risk.programme.organisation.currency
        self.fields["how_much"].help_text = _("In %(currency)s.") % {"currency": currency}
        self.fields["basis"].widget.attrs["rows"] = 2
