"""What every amount and every date of money must be."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import minor_units

#: An entry this long before the start of its programme is a slip of the pen.
DAYS_BEFORE_START = 730


def fit_currency(amount: Decimal | None, currency: str, *, field: str = "amount") -> None:
    """Refuse more decimals than the currency has. Raises ValidationError for that field."""
    if amount is None:
        return
    units = minor_units(currency)
    if amount == amount.quantize(Decimal(1).scaleb(-units)):
        return
    if units:
        text = _("%(currency)s has %(n)d decimals: write no more.") % {"currency": currency, "n": units}
    else:
        text = _("%(currency)s has no smaller unit: write a whole amount.") % {"currency": currency}
    raise ValidationError({field: text})


def fit_calendar(day: datetime.date | None, started_on: datetime.date) -> None:
    """Refuse days to come, and days long before the programme. Raises ValidationError for ``on``."""
    if day is None:
        return
    if day > timezone.localdate():
        raise ValidationError({"on": _("This day lies in the future: enter what was spent, not what will be.")})
    if day < started_on - datetime.timedelta(days=DAYS_BEFORE_START):
        raise ValidationError({"on": _("This is more than two years before the programme: look at the year.")})
