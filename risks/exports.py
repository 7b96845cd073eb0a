"""The register as a file: safe to open, and read back by an import without a difference.

The last column marks each risk, whatever register it travels to; owners stand there by e-mail. The second sheet of a workbook
says what each column means and whether an import reads it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.sheets import Column, Page, write_csv, write_xlsx
from risks.imports.fields import FIELDS, UNREAD
from risks.models import Risk
from risks.models.scales import Level

READ = _("Read back.")
NEW_ONLY = _("Read back for new risks; those of known risks are changed on their page.")
FOR_PEOPLE = _("For people; not read back.")
BY_RATING = _("Read back as likelihood and impact; the level follows from them.")


@dataclass(frozen=True)
class Field:
    """One column: its name, how a risk fills it, how wide it is, what an import does with it."""

    name: str
    value: Callable[[Risk], Any]
    width: int = 14
    about: Any = READ

    @property
    def heading(self) -> Any:
        return FIELDS.get(self.name) or UNREAD[self.name]


def _plain(name: str) -> Callable[[Risk], Any]:
    return lambda risk: getattr(risk, name)


def _words(name: str) -> Callable[[Risk], Any]:
    return lambda risk: str(getattr(risk, f"get_{name}_display")())


def _level(rating: str) -> Callable[[Risk], Any]:
    def words(risk: Risk) -> str:
        level = risk.level(rating)
        return "" if level is None else str(Level(level).label)

    return words


def _first(risk: Risk):
    return next(iter(risk.treatments.all()), None)


def _treatment(risk: Risk) -> str:
    """The first as it is, every other one behind its strategy."""
    first, *rest = [*risk.treatments.all()] or [None]
    more = [f"{treatment.get_strategy_display()}: {treatment.text}" for treatment in rest]
    return "\n".join([first.text, *more]) if first else ""


def _next_due(risk: Risk) -> Any:
    return min((action.due for action in risk.actions if action.state == "open"), default=None)


def _rating(rating: str) -> list[Field]:
    return [
        Field(f"{rating}_likelihood", _plain(f"{rating}_likelihood"), 12),
        Field(f"{rating}_impact", _plain(f"{rating}_impact"), 12),
        Field(f"{rating}_level", _level(rating), 14, BY_RATING),
    ]


COLUMNS = [
    Field("code", _plain("code"), 8, FOR_PEOPLE),
    Field("title", _plain("title"), 44),
    Field("nature", _words("nature"), 12),
    Field("category", _words("category"), 22),
    *(Field(name, _plain(name), 40) for name in ("cause", "event", "effect", "early_sign")),
    Field("owner", lambda risk: risk.owner.email if risk.owner else "", 28),
    Field("owner_name", lambda risk: risk.owner.name if risk.owner else "", 20, FOR_PEOPLE),
    Field("identified_on", _plain("identified_on")),
    *_rating("inherent"),
    *_rating("current"),
    *_rating("target"),
    Field("confidence", _words("confidence"), 18),
    Field("proximity", lambda risk: str(risk.get_proximity_display()) if risk.proximity else "", 20),
    Field("state", _words("state"), 18),
    Field("review_due", _plain("review_due")),
    Field("strategy", lambda risk: str(_first(risk).get_strategy_display()) if _first(risk) else "", 14, NEW_ONLY),
    Field("treatment", _treatment, 44, NEW_ONLY),
    Field("cost", lambda risk: _first(risk).cost if _first(risk) else None, 14, NEW_ONLY),
    Field("actions", lambda risk: "\n".join(action.text for action in risk.actions), 44, NEW_ONLY),
    Field("due", _next_due, 14, NEW_ONLY),
    Field("uuid", lambda risk: str(risk.uuid), 38, _("Marks the risk; leave it as it is, and empty in new rows.")),
]


def _rows(risks: Iterable[Risk]) -> Iterable[list[Any]]:
    return ([column.value(risk) for column in COLUMNS] for risk in risks)


def workbook(risks: Iterable[Risk]) -> bytes:
    """Two sheets: the register, and what its columns mean. ``risks`` come with their treatments and actions."""
    heads = [Column(column.heading, column.width) for column in COLUMNS]
    about = [Column(pgettext_lazy("of a table", "Column"), 28), Column(_("What an import does with it"), 70)]
    return write_xlsx(
        [
            Page(_("Risk register"), heads, _rows(risks), frozen=2),
            Page(_("About the columns"), about, [[str(c.heading), str(c.about)] for c in COLUMNS]),
        ]
    )


def text_table(risks: Iterable[Risk]) -> bytes:
    """The register alone, as CSV in UTF-8."""
    return write_csv([column.heading for column in COLUMNS], _rows(risks))
