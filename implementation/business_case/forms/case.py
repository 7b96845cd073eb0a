from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.text import minor_units, rounded
from implementation.business_case.models import BusinessCase
from implementation.business_case.models.case import SETTINGS


class CaseForm(RecordForm):
    """How a version is reckoned."""

    class Meta:
        model = BusinessCase
        fields = SETTINGS

    def _whole(self, name):
        value = self.cleaned_data[name]
        places = minor_units(self.instance.programme.organisation.currency)
        if value is not None and value != rounded(value, places):
            raise ValidationError(_("This currency has no decimals: write whole amounts."))
        return value

    def clean_floor(self):
        return self._whole("floor")

    def clean_minimum_investment(self):
        return self._whole("minimum_investment")
