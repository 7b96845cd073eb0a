"""The table of a version as a workbook."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from core.text import rounded, say
from implementation.business_case.words import YEAR
from implementation.business_case.worth import Worth

MONEY = "#,##0.00"
BOLD = Font(bold=True)


def harmless(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text.startswith(("\t", "\r")) else text


def workbook(worth: Worth) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = _("Business case")
    for values in _rows(worth):
        sheet.append([harmless(value) for value in values])
        for cell in sheet[sheet.max_row][2:]:
            cell.number_format = MONEY
    for cell in sheet[1]:
        cell.font = BOLD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 28
    sheet.freeze_panes = "C2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(worth: Worth):
    case, years = worth.case, list(worth.case.years)
    currency = case.programme.organisation.currency
    yield [str(case), currency, *[str(say(YEAR, n=year)) for year in years], _("Total")]
    for row in [*worth.costs, *worth.benefits]:
        amounts = [rounded(amount, 2) for amount in row.amounts]
        yield [row.line.title, row.line.get_category_display(), *amounts, rounded(row.total, 2)]
    if worth.is_empty:
        return
    s = worth.summary
    for name, values in (
        (_("Costs"), s.costs),
        (_("Benefits"), s.benefits),
        (_("Cash flow"), s.flows),
        (_("Discounted cash flow"), s.discounted_flows),
    ):
        yield [name, "", *[rounded(value, 2) for value in values], rounded(sum(values), 2)]
    yield [_("Cumulative"), "", *[rounded(value, 2) for value in s.cumulative]]
    yield [_("Cumulative, discounted"), "", *[rounded(value, 2) for value in s.discounted_cumulative]]
    yield [_("Discount rate, % a year"), "", case.discount_rate]
    yield [_("Net present value"), "", rounded(s.npv, 2)]
    yield [_("Floor for the net present value"), "", case.floor]
