"""Cells as people and spreadsheets write them, and back."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import listed, minor_units, rounded
from implementation.business_case.grid.columns import Column
from implementation.business_case.models import BusinessCase, Line
from implementation.business_case.models.line import BENEFITS, COSTS, LAST_MONTH
from implementation.business_case.worth.reading import Row

MOST = Decimal("99999999999999.99")
#: No number that people write is longer; what is, is not even looked at.
LONGEST = 40
#: Digits and signs as Chinese keyboards write them: １２，０００ and ８０％.
_WIDE = {0xFF00 + place: 0x20 + place for place in range(1, 0x5F)}
_GAPS = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3})")
_SIGNS = re.compile(r"^(?:[A-Z]{1,3}\$?|[¥$€£￥])\s?(?=[\d-])")


class Choices:
    """What may be chosen on one programme; words are understood in every language of the product."""

    def __init__(self, case: BusinessCase):
        from implementation.goals.models import Goal

        self.places = minor_units(case.programme.organisation.currency)
        self.years = case.horizon_years
        self.goals = dict(Goal.objects.filter(programme=case.programme_id).values_list("pk", "title"))
        self.lists: dict[str, dict[Any, Any]] = {
            "cost": COSTS,
            "benefit": BENEFITS,
            "shape": dict(Line.Shape.choices),
            "kind": dict(Line.Kind.choices),
        }

    @property
    def options(self) -> dict[str, list]:
        """Name of the list -> [value, words], for the editor of a cell."""
        found = {name: [[key, str(word)] for key, word in values.items()] for name, values in self.lists.items()}
        return found | {"goal": [["", "–"], *([str(pk), title] for pk, title in self.goals.items())]}

    def pick(self, name: str, text: str) -> str:
        """The value that a word or a code names; ``Refused`` with those there are."""
        wanted = text.strip().casefold()
        for code, _language in settings.LANGUAGES:
            with translation.override(code):
                for value, words in self.lists[name].items():
                    if wanted in (str(value).casefold(), str(words).casefold()):
                        return value
        raise Refused(_("No such choice. Write one of: %(choices)s.") % {"choices": listed(self.lists[name].values())})

    def goal(self, text: str) -> int | None:
        wanted = text.strip().casefold()
        if wanted in ("", "–", "-"):
            return None
        for pk, title in self.goals.items():
            if wanted in (str(pk), title.casefold()):
                return pk
        raise Refused(_("This programme has no goal of this name: write its title as it stands, or leave it empty."))


def list_of(column: Column, kind: str) -> str:
    """The list that a choice is taken from: categories depend on the kind of line."""
    return kind if column.name == "category" else column.name


def read(column: Column, value: Any, *, kind: str, choices: Choices) -> Any:
    """What a cell says, as the record keeps it. Raises ``Refused`` with a sentence that says what to write."""
    text = "" if value is None else str(value).strip()
    if column.kind == "text":
        return _title(text)
    if column.kind == "choice":
        return choices.goal(text) if column.name == "goal" else choices.pick(list_of(column, kind), text)
    if len(text) <= LONGEST:
        text = text.translate(_WIDE)
    if column.kind == "month":
        return _month(text, column)
    if column.kind == "percent":
        return _number(text.removesuffix("%"), places=2, least=Decimal(-99), most=Decimal(500))
    # Low and high of a line by year are percentages, and are written as such.
    return _number(text.removesuffix("%"), places=2 if text.endswith("%") else choices.places)


def _title(text: str) -> str:
    if not text:
        raise Refused(_("Say what is paid for, or gained."))
    if len(text) > 120:
        raise Refused(_("At most 120 characters: shorten it."))
    return text.replace("\0", "")


def _month(text: str, column: Column) -> int | None:
    if not text:
        return None if column.name == "end_month" else 0
    text = text.removesuffix(".0")
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= LAST_MONTH):
        raise Refused(_("Write a month from 0, the time of the investment, to 120."))
    return int(text)


def _number(text: str, *, places: int, least: Decimal = Decimal(0), most: Decimal = MOST) -> Decimal:
    text = text.strip()
    if not text:
        return Decimal(0)
    figure = _figure(text)
    if figure is None or figure < 0 <= least:
        raise Refused(_("Write an amount of 0 or more with at most two decimals, such as 1,200 or 1200.50."))
    if not least <= figure <= most:
        raise Refused(_("This amount is too large to be kept.") if figure > 0 else _("Growth must be above −100 %."))
    if figure != rounded(figure, places):
        if places == 0:
            raise Refused(_("This currency has no decimals: write whole amounts."))
        raise Refused(_("Write an amount of 0 or more with at most two decimals, such as 1,200 or 1200.50."))
    return figure


def _figure(text: str) -> Decimal | None:
    if len(text) > LONGEST:
        return None
    text = _GAPS.sub("", _SIGNS.sub("", text)).replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    if not re.fullmatch(r"-?\d{1,30}(\.\d{1,9})?", text, re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def value_of(column: Column, row: Row) -> Any:
    """What the record keeps in this cell; the amount of a year is that of the plan."""
    if column.year is not None:
        return row.amounts[column.year]
    return row.line.goal_id if column.name == "goal" else getattr(row.line, column.name)


def shown(column: Column, row: Row) -> str:
    """The cell as an editor begins with it and a spreadsheet gets it back."""
    value = value_of(column, row)
    if value is None or (column.year is not None and not value):
        return ""
    if not isinstance(value, Decimal):
        return str(value)
    figure = plain_number(value)
    return f"{figure}%" if is_share(column, row.line) else figure


def plain_number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}"


def is_share(column: Column, line: Line) -> bool:
    """Low and high of a line by year are percentages of its amounts."""
    return column.name in ("low", "likely", "high") and line.shape == Line.Shape.YEARS


def words(column: Column, row: Row, choices: Choices) -> str:
    """The cell as people read it."""
    value = value_of(column, row)
    if column.kind == "choice":
        if column.name == "goal":
            return choices.goals.get(value, "")
        return str(choices.lists[list_of(column, row.line.kind)].get(value, value))
    if value is None or (column.year is not None and not value):
        return ""
    if is_share(column, row.line) or column.kind == "percent":
        return _("%(figure)s %%") % {"figure": formats.localize(value.normalize() + 0 if value else Decimal(0))}
    return plain_number(value) if isinstance(value, Decimal) else str(value)
