"""Scores as workbooks: the whole comparison to take away, and one evaluator's own sheet that goes out and comes back."""

from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.sheets import Column, Limits, Page, address, read, write_xlsx
from vendors.actions.rounds import contenders
from vendors.comparison import Comparison
from vendors.models import Evaluator, Score, Vendor, VendorCriterion
from vendors.models.criterion import HIGHEST, LOWEST

SALT = "vendors.sheet"
LIMITS = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, sheets=5, rows=6_000, columns=20, cells=60_000)
#: Columns of one's own sheet.
VENDOR, CRITERION, POINTS, EVIDENCE, KEY = range(5)


def own_sheet(sheet: Evaluator) -> bytes:
    """A line for each vendor and criterion, filled in as far as it is; the mark on the second page says whose it is."""
    given = {(score.vendor_id, score.criterion_id): score for score in sheet.scores.all()}
    vendors, criteria = list(contenders(sheet.round)), list(sheet.round.criteria.all())
    rows = []
    for vendor in vendors:
        for criterion in criteria:
            score = given.get((vendor.pk, criterion.pk))
            rows.append(
                [
                    vendor.name,
                    criterion.title,
                    score.points if score else None,
                    score.evidence if score else None,
                    f"{vendor.pk}-{criterion.pk}",
                ]
            )
    columns = [
        Column(_("Vendor"), 28),
        Column(_("Criterion"), 32),
        Column(_("Score, 1 to 5"), 14),
        Column(_("What shows it"), 60),
        Column(_("Key, stays as it is"), 18),
    ]
    mark = Page(_("Do not change"), [Column(_("Whose sheet this is"), 60)], [[mark_of(sheet)]])
    return write_xlsx([Page(_("My scores"), columns, rows, frozen=2), mark])


def mark_of(sheet: Evaluator) -> str:
    return signing.dumps([sheet.round_id, sheet.pk], salt=SALT)


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be read as a score, where it is, and what to do."""

    cell: str
    words: str


@dataclass(frozen=True)
class Difference:
    vendor: Vendor
    criterion: VendorCriterion
    before: Score | None
    points: int | None
    evidence: str


@dataclass
class Brought:
    """What a file would make of one's sheet; nothing is written."""

    entries: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def bring(sheet: Evaluator, name: str, data: bytes) -> Brought:
    """Read the file of this evaluator. Raises ``Refused`` where it is no such file; cells that do not fit are named."""
    pages = read(name, data, limits=LIMITS)
    if len(pages) < 2 or not pages[1].rows:
        raise Refused(_("This is not your sheet. Download your own, fill it in and upload that file."))
    _check_mark(sheet, [cell for row in pages[1].rows for cell in row.cells])
    found = Brought()
    known = _known(sheet)
    for line, cells in pages[0].rows[1:]:
        cells = [*cells, *[None] * (KEY + 1 - len(cells))]
        if formula := next((c for c in range(KEY + 1) if (line, c) in pages[0].formulas), None):
            found.faults.append(Fault(address(line, formula), _("A formula. Write the score itself.")))
            continue
        _take(found, line, cells, known)
    if not found.faults:
        _compare(sheet, found, known)
    return found


def _check_mark(sheet: Evaluator, cells: list[Any]) -> None:
    for cell in cells:
        try:
            mark = signing.loads(str(cell), salt=SALT)
        except signing.BadSignature:
            continue
        if mark == [sheet.round_id, sheet.pk]:
            return
        raise Refused(_("This is the sheet of somebody else, or of an earlier comparison. Download your own."))
    raise Refused(_("This is not your sheet. Download your own, fill it in and upload that file."))


def _known(sheet: Evaluator) -> dict[str, tuple[Vendor, VendorCriterion]]:
    criteria = list(sheet.round.criteria.all())
    return {f"{v.pk}-{c.pk}": (v, c) for v in contenders(sheet.round) for c in criteria}


def _take(found: Brought, line: int, cells: list[Any], known: dict[str, tuple[Vendor, VendorCriterion]]) -> None:
    points, evidence = cells[POINTS], str(cells[EVIDENCE] or "").strip()
    pair = known.get(str(cells[KEY]))
    if pair is None:
        words = _("No vendor and criterion of this comparison. Leave the last column as it was.")
        found.faults.append(Fault(address(line, KEY), words))
        return
    place = (pair[0].pk, pair[1].pk)
    if place in found.entries:
        found.faults.append(Fault(address(line, KEY), _("This line is there twice. Keep one of the two.")))
    elif points is None and evidence:
        found.faults.append(Fault(address(line, POINTS), _("Give the score that this evidence is for.")))
    elif points is None:
        return
    elif isinstance(points, bool) or not isinstance(points, int) or not LOWEST <= points <= HIGHEST:
        words = _("“%(value)s” is no score. Write a whole number from 1 to 5.") % {"value": str(points)[:40]}
        found.faults.append(Fault(address(line, POINTS), words))
    elif len(evidence) > 500:
        found.faults.append(Fault(address(line, EVIDENCE), _("Longer than 500 characters. Shorten it.")))
    else:
        found.entries[place] = (points, evidence)


def _compare(sheet: Evaluator, found: Brought, known: dict[str, tuple[Vendor, VendorCriterion]]) -> None:
    """What the file would change; a line left empty takes a score away, as an empty field of the form does."""
    given = {(score.vendor_id, score.criterion_id): score for score in sheet.scores.all()}
    for vendor, criterion in known.values():
        place = (vendor.pk, criterion.pk)
        before, after = given.get(place), found.entries.get(place)
        if (before.points, before.evidence) != after if before else after is not None:
            points, evidence = after or (None, "")
            found.differences.append(Difference(vendor, criterion, before, points, evidence))


def whole_matrix(comparison: Comparison) -> bytes:
    """Ranking, matrix, every score with its evidence, and how firm it is. For an open comparison only."""
    return write_xlsx([_ranking(comparison), _matrix(comparison), _scores(comparison), _places(comparison)])


def _ranking(comparison: Comparison) -> Page:
    columns = [
        Column(_("Place"), 8),
        Column(_("Vendor"), 30),
        Column(_("Weighted score, 1 to 5"), 14),
        Column(_("First in random weightings, %"), 14),
        Column(_("TOPSIS closeness"), 14),
        Column(_("TOPSIS place"), 10),
        Column(_("Knocked out by"), 40),
    ]
    rows = [
        [
            line.place,
            line.vendor.name,
            _rounded(line.total, 4),
            _rounded(line.first_share and 100 * line.first_share, 2),
            _rounded(line.closeness, 4),
            line.topsis_place,
            "; ".join(item.title for item in line.knocked_out_by),
        ]
        for line in comparison.lines
    ]
    return Page(_("Ranking"), columns, rows, frozen=2)


def _matrix(comparison: Comparison) -> Page:
    columns = [Column(_("Criterion"), 34), Column(_("Weight, %"), 10), Column(_("Knock-out below"), 10)]
    columns += [Column(line.vendor.name, 14) for line in comparison.lines]
    rows: list[list[Any]] = [
        [criterion.title, float(criterion.weight), criterion.knock_out, *(_rounded(cell.mean, 4) for cell in cells)]
        for criterion, cells in comparison.matrix
    ]
    rows.append([_("Weighted score"), 100, None, *(_rounded(line.total, 4) for line in comparison.lines)])
    return Page(_("Scores by criterion"), columns, rows, frozen=1)


def _scores(comparison: Comparison) -> Page:
    columns = [
        Column(_("Vendor"), 28),
        Column(_("Criterion"), 32),
        Column(_("Evaluator"), 22),
        Column(_("Score"), 8),
        Column(_("What shows it"), 60),
        Column(_("Before the talk"), 14),
        Column(_("Why it was changed"), 40),
    ]
    rows = []
    for cell in comparison.cells:
        changed = {change.score_id: change for change in reversed(cell.changes)}
        for score in cell.scores:
            change = changed.get(score.pk)
            rows.append(
                [
                    cell.vendor.name,
                    cell.criterion.title,
                    score.evaluator.user.name,
                    score.points,
                    score.evidence,
                    change.before if change else None,
                    change.reason if change else "",
                ]
            )
    return Page(_("Every score"), columns, rows, frozen=2)


def _places(comparison: Comparison) -> Page:
    places = range(1, len(comparison.ranked) + 1)
    columns = [Column(_("Vendor"), 30), *(Column(_("Place %(n)s, %%") % {"n": n}, 10) for n in places)]
    rows = [[line.vendor.name, *(_rounded(100 * share, 2) for share in line.shares)] for line in comparison.ranked]
    return Page(_("Random weightings"), columns, rows, frozen=1)


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
