"""Rows of a file as its page shows them before it is read."""

from dataclasses import dataclass, field

from django.utils import timezone

from sla.instants import moment
from sla.intake.forms import MEANING_WORDS, ROLE_WORDS
from sla.intake.guessing import Guess
from sla.intake.reading import zone_of
from sla.intake.reasons import Reason, Unusable, UnusableFile
from sla.intake.records import CONDITIONS, Reader
from sla.intake.sentences import REASONS
from sla.intake.tickets import TicketRow
from sla.models import EventImport

ROWS = 8
STATES = tuple(CONDITIONS)


@dataclass
class Line:
    """One row as it would be read: its cells under the headings of the table, or why it cannot be used."""

    line: int
    cells: list = field(default_factory=list)
    reason: str = ""
    value: str = ""


def preview(batch: EventImport, guess: Guess) -> tuple[list[str], list[Line]]:
    """Headings, and the first rows as they would be read. No rows where columns are missing still."""
    mapping = guess.mapping
    try:
        reader = Reader(mapping, guess.columns, zone=zone_of(batch, mapping), as_of=timezone.now())
    except UnusableFile:
        return [], []
    heads = ["opened", "answered", "solved"] if mapping.about == "tickets" else ["time"]
    more = {"states": ["status", "http_code", "response"], "values": ["value", "total"], "tickets": ["priority"]}
    first = "key" if mapping.about == "tickets" else "monitor"
    titles = [ROLE_WORDS[role] for role in (first, *heads, *more[mapping.about])]
    return titles, [_line(number, cells, reader) for number, cells in guess.rows[:ROWS]]


def _line(number: int, cells: list[str] | Unusable, reader: Reader) -> Line:
    try:
        if isinstance(cells, Unusable):
            raise cells
        row = reader.read(cells)
    except Unusable as refused:
        return Line(number, reason=REASONS[refused.reason], value=refused.value)
    if row is None:
        return Line(number, reason=MEANING_WORDS["ignored"])
    if isinstance(row, TicketRow):
        return Line(number, [row.key, *(_moment(at) for at in (row.opened, row.answered, row.solved)), row.priority])
    if row.state is None:
        return Line(number, [row.monitor, _moment(row.at), row.value, row.total])
    return Line(number, [row.monitor, _moment(row.at), MEANING_WORDS[STATES[row.state]], row.http_code, row.value])


def _moment(at: int | None) -> str:
    """To the second, in the zone of the page: here every second is looked at."""
    return f"{timezone.localtime(moment(at)):%Y-%m-%d %H:%M:%S %z}" if at is not None else ""


def samples(guess: Guess) -> list[list[str]]:
    """The first values of each column."""
    rows = [cells for _line, cells in guess.rows[:40] if not isinstance(cells, Unusable)]
    return [_some([row[place] for row in rows]) for place in range(len(guess.columns))]


def _some(cells: list[str]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        if cell.strip() and cell not in found:
            found.append(cell[:60])
        if len(found) == 3:
            break
    return found


def refused(found: Exception) -> str:
    """The sentence for a file that cannot be shown."""
    reason = getattr(found, "reason", None)
    return str(REASONS[reason]) if isinstance(reason, Reason) else str(found)
