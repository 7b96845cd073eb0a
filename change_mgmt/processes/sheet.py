"""Steps of a process as a table: taken away, and brought again."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from change_mgmt.processes.blueprint import AS_IS, TO_BE, Blueprint
from change_mgmt.processes.durations import NoTime, minutes
from change_mgmt.processes.models import Step
from change_mgmt.processes.models.step import A_YEAR, MOST_STEPS
from core.evidence import in_every_language
from core.sheets import Column as Wide
from core.sheets import Page, address, write_xlsx
from implementation.goals.files import cells
from implementation.goals.files.table import Cells, Column, read_table


def _title(name: str) -> Any:
    return Step._meta.get_field(name).verbose_name


COLUMNS = {
    "lane": Column(_title("lane"), ("lane", "actor", "role", "department"), needed=True),
    "what": Column(_title("what"), ("step", "activity", "task"), needed=True),
    "kind": Column(_title("kind"), ("type",)),
    "system": Column(_title("system"), ("tool",)),
    "minutes": Column(gettext_lazy("Work, minutes"), ("work", "minutes", "time")),
    "waiting": Column(gettext_lazy("Waiting, minutes"), ("waiting", "wait")),
    "times": Column(_title("times"), ("times", "frequency")),
    "pain_level": Column(gettext_lazy("Pain, 1–5"), ("pain",)),
    "hurts": Column(_title("pain"), ("complaint",)),
    "personal": Column(_title("personal"), ("personal",)),
    "automated": Column(_title("automated"), ("automated", "automation")),
}
WIDTHS = {"what": 44, "lane": 20, "hurts": 40}


@cache
def yes_words() -> frozenset[str]:
    """What counts as yes, in every language."""
    own = in_every_language(gettext_lazy("Yes")).values()
    return frozenset(cells.same(word) for word in ("yes", "y", "x", "1", "true", "是", "✓", *own))


@cache
def kinds() -> dict[str, str]:
    """Every word for a kind of step, in each language, and its key."""
    return {
        cells.same(word): key for key, label in Step.Kind.choices for word in (key, *in_every_language(label).values())
    }


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be used, and what to write there."""

    cell: str
    words: Any


@dataclass
class Look:
    """What a file would bring: (lane, values) of each step, or what is wrong with it."""

    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def look_into(name: str, data: bytes) -> Look:
    """Read a file of steps. Raises ``Unreadable`` for the file as a whole."""
    table, look = read_table(COLUMNS, name, data), Look()
    if table.missing:
        words = _("The file has no column “%(name)s”.")
        look.problems = [Problem("1", words % {"name": title}) for title in table.missing]
        return look
    for row in table.rows:
        values = _values(row, look)
        if len(look.rows) >= MOST_STEPS:
            look.problems.append(Problem(str(row.row.line), _("A side has at most %(n)d steps.") % {"n": MOST_STEPS}))
            return look
        look.rows.append((row.text("lane"), values))
    return look


def _values(row: Cells, look: Look) -> dict[str, Any]:
    known = len(look.problems)
    values = {
        "what": row.text("what"),
        "kind": _kind(row, look),
        "system": row.text("system"),
        "minutes": _time(row, "minutes", look),
        "waiting": _time(row, "waiting", look),
        "times": _whole(row, "times", look, most=1_000_000),
        "pain_level": _whole(row, "pain_level", look, most=5, least=1),
        "pain": row.text("hurts"),
        "personal": cells.same(row.raw("personal")) in yes_words(),
        "automated": cells.same(row.raw("automated")) in yes_words(),
    }
    lane = row.text("lane")
    for name, given, most in (("lane", lane, 60), ("what", values["what"], 160)):
        if not given:
            _wrong(row, name, look, _("The cell is empty: fill it in, or leave the row out."))
        elif len(given) > most:
            _wrong(row, name, look, _("Write at most %(n)d characters.") % {"n": most})
    if len(look.problems) == known:
        _try(row, look, values)
    return values


def _try(row: Cells, look: Look, values: dict[str, Any]) -> None:
    step = Step(**values)
    try:
        step.clean_fields(exclude=["process", "lane", "side"])
        step.clean()
    except ValidationError as error:
        for name, words in error.message_dict.items():
            _wrong(row, "hurts" if name == "pain" else name, look, words[0])


def _kind(row: Cells, look: Look) -> str:
    word = cells.same(row.raw("kind"))
    if word and word not in kinds():
        _wrong(row, "kind", look, _("Write one of the words that the form of a step offers."))
    return kinds().get(word, Step.Kind.TASK)


def _time(row: Cells, name: str, look: Look) -> int:
    try:
        found = minutes(row.text(name))
    except NoTime:
        found = A_YEAR + 1
    if found > A_YEAR:
        _wrong(row, name, look, _("Write a time like 45, 2 h or 3 d, up to a year."))
        return 0
    return found


def _whole(row: Cells, name: str, look: Look, *, most: int, least: int = 0) -> int | None:
    try:
        found = cells.number(row.raw(name))
    except cells.BadCell:
        found = None
        if row.text(name):
            _wrong(
                row, name, look, _("Write a whole number from %(least)d to %(most)d.") % {"least": least, "most": most}
            )
        return None
    if found is not None and (found != int(found) or not least <= found <= most):
        _wrong(row, name, look, _("Write a whole number from %(least)d to %(most)d.") % {"least": least, "most": most})
        return None
    return None if found is None else int(found)


def _wrong(row: Cells, name: str, look: Look, words: str) -> None:
    place = row.table.places.get(name)
    look.problems.append(Problem(str(row.row.line) if place is None else address(row.row.line, place), words))


def workbook(plan: Blueprint) -> bytes:
    """Both sides as they come in again, and what becomes of each step."""
    return write_xlsx([*(_page(plan, side) for side in (AS_IS, TO_BE)), _fates(plan)])


def _page(plan: Blueprint, side: str) -> Page:
    columns = [Wide(column.title, WIDTHS.get(name, 14)) for name, column in COLUMNS.items()]
    title = {AS_IS: pgettext("side of a process", "As it is"), TO_BE: _("As it shall be")}[side]
    return Page(title, columns, (_row(step) for step in plan.steps[side]), frozen=2)


def _row(step: Step) -> list[Any]:
    yes = _("Yes")
    return [
        step.lane.name,
        step.what,
        step.get_kind_display(),
        step.system or None,
        step.minutes,
        step.waiting,
        step.times,
        step.pain_level,
        step.pain or None,
        yes if step.personal else None,
        yes if step.automated else None,
    ]


def _fates(plan: Blueprint) -> Page:
    columns = [
        Wide(_("Step"), 44),
        Wide(_("What becomes of it"), 18),
        Wide(_("Steps that follow it"), 44),
        Wide(_("Why"), 40),
        Wide(_("What the customer gains"), 44),
    ]
    rows = []
    for step in plan.steps[AS_IS]:
        fate = plan.fates.get(step.pk)
        after = [plan.step_by_key[key].what for key in plan.becomes.get(fate.pk, ())] if fate else []
        rows.append(
            [step.what, fate.get_what_display() if fate else None, "\n".join(after) or None]
            + ([fate.reason or None, fate.gain or None] if fate else [None, None])
        )
    return Page(_("What becomes of it"), columns, rows)
