"""The columns of the sheet of lines, known by their headings in every language of the product."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import say
from implementation.business_case.grid.columns import COLUMNS
from implementation.business_case.models.case import LONGEST_HORIZON
from implementation.business_case.words import YEAR

#: Before the columns of the grid: which line it is.
FIRST: dict[str, Any] = {
    "number": pgettext_lazy("of a line", "No."),
    "scenario": _("Scenario"),
    "kind": _("Kind"),
}
HEADINGS: dict[str, Any] = {
    **FIRST,
    **{column.name: column.label for column in COLUMNS},
    **{f"y{year}": say(YEAR, n=year) for year in range(LONGEST_HORIZON + 1)},
}
#: What earlier exports wrote above these columns: the words of a level.
EARLIER: dict[str, Any] = {"low": _("Low"), "likely": _("Likely"), "high": _("High")}
#: Without these nothing can be told.
NEEDED = ("kind", "title")


def by_heading() -> dict[str, str]:
    """Heading, in any language and in small letters -> name of the column."""
    found = {}
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            found |= {str(label).casefold(): name for known in (EARLIER, HEADINGS) for name, label in known.items()}
    return found
