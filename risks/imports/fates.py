"""What will happen to every row: new, changes a risk, unchanged, skipped, refused; nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.evidence import sha256_of
from core.text import say
from core.workflow import steps_of
from implementation.programme.models import Programme
from risks.imports.fields import FIELDS, RATED, kind_of
from risks.imports.known import Register, same_text
from risks.imports.reading import Line
from risks.imports.settling import settled
from risks.models import Risk
from risks.models.risk import RATINGS

NEW, CHANGED, UNCHANGED, SKIPPED, REFUSED = "new", "changed", "unchanged", "skipped", "refused"
NAMES = {
    NEW: pgettext_lazy("rows", "New"),
    CHANGED: pgettext_lazy("rows", "Changed"),
    UNCHANGED: pgettext_lazy("rows", "Unchanged"),
    SKIPPED: pgettext_lazy("rows", "Skipped"),
    REFUSED: pgettext_lazy("rows", "Refused"),
}
RATING_FIELDS = [f"{rating}_{part}" for rating in RATINGS for part in ("likelihood", "impact")]
#: Fields of a risk that a row may change as they are.
COMPARED = (
    *("title", "nature", "category", "cause", "event", "effect", "early_sign", "owner", "identified_on"),
    *(*RATING_FIELDS, "confidence", "proximity", "review_due"),
)


@dataclass(frozen=True)
class Change:
    """One field of a risk: its name, how it is and how it will be, as people read them."""

    name: str
    before: Any
    after: Any

    @property
    def label(self) -> Any:
        return FIELDS[self.name]


@dataclass
class Fate:
    kind: str
    line: Line
    risk: Risk | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    step: str = ""

    @property
    def name(self) -> Any:
        return NAMES[self.kind]

    @property
    def tone(self) -> str:
        return {NEW: "ok", CHANGED: "now", UNCHANGED: "none", SKIPPED: "none", REFUSED: "bad"}[self.kind]


def fates(programme: Programme, lines: list[Line]) -> list[Fate]:
    """The fate of every row, in the order of the file."""
    register = Register(programme, {line.source for line in lines})
    met: dict[Any, Line] = {}
    return [_fate(line, register, met) for line in lines]


def _fate(line: Line, register: Register, met: dict[Any, Line]) -> Fate:
    if line.skip is not None:
        return Fate(SKIPPED, line)
    risk = register.known(line)
    if risk is None:
        _refuse_a_second(line, (line.source, line.values.get("key") or same_text(line.title).casefold()), met)
        line.values = settled(line)
        return Fate(REFUSED if line.problems else NEW, line, fields=line.values)
    _refuse_a_second(line, risk.pk, met)
    changes = list(_changes(risk, line.values, register))
    step = _step(risk, line)
    if (changes or step) and risk.state == Risk.State.CLOSED and step != "reopen":
        line.refuse("title", risk.code, _("Changes a closed risk. Open it again first."))
    _check_pairs(risk, line, changes)
    if line.problems:
        return Fate(REFUSED, line, risk)
    if step:
        changes.append(Change("state", risk.get_state_display(), Risk.State(line.values["state"]).label))
    kind = CHANGED if changes else UNCHANGED
    return Fate(kind, line, risk, {c.name: line.values[c.name] for c in changes if c.name != "state"}, changes, step)


def _refuse_a_second(line: Line, mark: Any, met: dict[Any, Line]) -> None:
    first = met.setdefault(mark, line)
    if first is not line:
        line.refuse(
            "title", line.title, say(_("Is the same risk as line {line}. Keep one of the two."), line=first.line)
        )


def _changes(risk: Risk, values: dict[str, Any], register: Register) -> Iterator[Change]:
    """What differs; an empty cell changes nothing."""
    for name in COMPARED:
        if name not in values:
            continue
        now, then = getattr(risk, f"{name}_id" if name == "owner" else name), values[name]
        same = same_text(now) == same_text(then) if isinstance(now, str) and isinstance(then, str) else now == then
        if not same:
            yield Change(name, words(name, now, register, risk), words(name, then, register, risk))


def words(name: str, value: Any, register: Register, risk: Risk) -> Any:
    """A value as the preview shows it."""
    if value in (None, ""):
        return "–"
    if name == "owner":
        person = register.people.get(value) or (risk.owner if risk.owner_id == value else None)
        return person.name if person else "–"
    if hasattr(value, "isoformat"):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    label = dict(Risk._meta.get_field(name).flatchoices).get(value, value)
    return say("{number} {word}", number=value, word=label) if kind_of(name) in RATED else label


def _step(risk: Risk, line: Line) -> str:
    """The one step that leads from the risk's state to the one in the file; where there is none, a note says so."""
    wanted = line.values.get("state", "")
    if not wanted or wanted == risk.state:
        return ""
    for name, method in steps_of(risk).items():
        if name == "reopen" and risk.state == Risk.State.CLOSED and wanted in ("identified", "assessed"):
            return name
        found = method._django_fsm.get_transition(risk.state)
        if found and found.target == wanted and not found.custom.get("hidden") and wanted in ("closed", "occurred"):
            return name
    now, then = risk.get_state_display(), Risk.State(wanted).label
    line.notes.append(say(_("Stays “{now}”: “{then}” is set on the page of the risk."), now=now, then=then))
    return ""


def _check_pairs(risk: Risk, line: Line, changes: list[Change]) -> None:
    changed = {change.name for change in changes}
    for rating in RATINGS:
        pair = [f"{rating}_likelihood", f"{rating}_impact"]
        after = [line.values[name] if name in changed else getattr(risk, name) for name in pair]
        if (after[0] is None) != (after[1] is None) and not line.problems:
            line.refuse(pair[0], "", _("Rate both likelihood and impact, or neither."))


def counts(found: list[Fate]) -> dict[str, int]:
    return {kind: sum(fate.kind == kind for fate in found) for kind in NAMES}


def digest(found: list[Fate]) -> str:
    """A mark of what a preview showed: another one means that file, plan or register changed since."""
    facts = [
        [
            f.kind,
            f.line.position,
            f.line.line,
            f.risk.pk if f.risk else None,
            f.risk.revision if f.risk else None,
            f.step,
        ]
        + [str(f.fields.get(name)) for name in sorted(f.fields)]
        for f in found
    ]
    return sha256_of(facts)
