"""The register as a workbook, safe to open: no cell that begins like a formula stays one."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from risks.models import Risk
from risks.models.scales import Level

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = [8, 44, 12, 22, 40, 40, 40, 20, 12, 12, 14, 14, 14, 18, 14, 44]


def safe(value):
    """Text as text: what a spreadsheet would take for a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def workbook(programme, risks: Iterable[Risk]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = safe(_("Risk register"))[:31]
    sheet.append(_heads())
    for risk in risks:
        sheet.append([safe(value) for value in _cells(risk)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _heads() -> list[str]:
    return [
        _("No."),
        _("Risk"),
        _("Nature"),
        _("Category"),
        _("Because"),
        _("it may happen that"),
        _("so that"),
        _("Owner"),
        _("Likelihood"),
        _("Impact"),
        _("Current"),
        _("Inherent"),
        pgettext("risk", "Target"),
        _("State"),
        _("Next review"),
        _("Treatment"),
    ]


def _level(level: int | None) -> str:
    return _("Not rated") if level is None else f"{level} {Level(level).label}"


def _cells(risk: Risk) -> list:
    return [
        risk.code,
        risk.title,
        str(risk.get_nature_display()),
        str(risk.get_category_display()),
        risk.cause,
        risk.event,
        risk.effect,
        risk.owner.name if risk.owner else "",
        risk.current_likelihood,
        risk.current_impact,
        _level(risk.current_level),
        _level(risk.inherent_level),
        _level(risk.target_level),
        str(risk.get_state_display()),
        risk.review_due,
        "\n".join(f"{t.get_strategy_display()}: {t.text}" for t in risk.treatments.all()),
    ]
