"""Figures of a business case as people read them."""

from django.utils import formats
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import rounded


def _per_cent(value) -> str:
    """No more decimals than two, and none that say nothing: 8 %, 7.25 %."""
    figure = rounded(value, 2).normalize()
    places = max(0, -int(figure.as_tuple().exponent))
    return _("%(figure)s %%") % {"figure": formats.number_format(figure, decimal_pos=places, force_grouping=True)}


#: A percentage given as 0-100, written when it is read.
per_cent = lazy(_per_cent, str)

YEAR = gettext_lazy("Year {n}")
