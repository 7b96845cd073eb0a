"""The columns of the table: what each shows, and which of them people change in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from risks.models import Category
from risks.models.scales import Confidence, Nature, Proximity


@dataclass(frozen=True)
class Column:
    """``kind`` says how a cell is shown and edited: text, choice, part (of a rating), level, person, step, date, words.

    ``field`` is the risk's; a column without ``editable`` follows from others or is set elsewhere.
    """

    name: str
    label: Any
    kind: str
    field: str = ""
    sort: str = ""
    editable: bool = True
    choices: Any = None
    css: str = ""

    @property
    def saved_as(self) -> str:
        return self.field if self.editable else ""


def _part(rating: str, part: str, label) -> Column:
    sort = part if rating == "current" else ""
    return Column(f"{rating}_{part}", label, "part", f"{rating}_{part}", sort, css="nowrap")


def _level(name: str, label, rating: str) -> Column:
    return Column(name, label, "level", rating, name, editable=False, css="nowrap")


COLUMNS = {
    column.name: column
    for column in (
        Column("title", _("Risk"), "text", "title", "title", css="title"),
        Column("category", _("Category"), "choice", "category", "category", choices=Category),
        Column("nature", _("Nature"), "choice", "nature", "", editable=False, choices=Nature),
        _level("inherent", _("Inherent"), "inherent"),
        _part("current", "likelihood", _("Likelihood")),
        _part("current", "impact", _("Impact")),
        _level("level", _("Current"), "current"),
        _part("target", "likelihood", _("Target likelihood")),
        _part("target", "impact", _("Target impact")),
        _level("target", pgettext_lazy("risk", "Target"), "target"),
        Column("confidence", _("Confidence"), "choice", "confidence", "confidence", choices=Confidence),
        Column("proximity", _("When it could happen"), "choice", "proximity", "proximity", choices=Proximity),
        Column("owner", _("Owner"), "person", "owner", "owner"),
        Column("step", _("State"), "step", "step", "state", css="nowrap"),
        Column("review_due", _("Next review"), "date", "review_due", "review", css="nowrap"),
        Column("cause", _("Because"), "text", "cause"),
        Column("event", _("it may happen that"), "text", "event"),
        Column("effect", _("so that"), "text", "effect"),
        Column(
            "identified_on", _("Identified on"), "date", "identified_on", "identified", editable=False, css="nowrap"
        ),
    )
}
#: Shown until somebody chooses others; the title always is.
USUAL = ("title", "current_likelihood", "current_impact", "level", "target", "owner", "step", "review_due")
CHOOSABLE = tuple(name for name in COLUMNS if name != "title")


def chosen(names: Iterable[str]) -> list[Column]:
    """The columns with these names in the order of the table; the usual ones where none is known."""
    wanted = (
        {name for name in names if isinstance(name, str) and name in CHOOSABLE} if isinstance(names, list) else set()
    )
    return [column for name, column in COLUMNS.items() if name == "title" or name in (wanted or USUAL)]
