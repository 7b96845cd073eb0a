"""How the value of a goal is written: no more decimals than it has, and its unit after it."""

from decimal import Decimal

from django.utils import formats
from django.utils.functional import lazy
from django.utils.translation import gettext as _


def _with_unit(value, unit: str) -> str:
    if value is None:
        return "–"
    exact = Decimal(str(value)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    figure = formats.number_format(exact, decimal_pos=places, force_grouping=True).replace("-", "−")
    if unit.strip() == "%":
        return _("%(figure)s %%") % {"figure": figure}
    return f"{figure} {unit}".strip()


#: The value with its unit, written when it is read, in the reader's language.
with_unit = lazy(_with_unit, str)
