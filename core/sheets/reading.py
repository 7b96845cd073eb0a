"""Which kind of file it is, told by what it holds; its name only helps to say what is wrong."""

from django.utils.translation import gettext as _

from core.sheets.table import LIMITS, Limits, Sheet, Unreadable
from core.sheets.text import read_text
from core.sheets.workbook import read_workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENDINGS = ("csv", "tsv", "txt", "tab", "xlsx")


def read(name: str, data: bytes, *, limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a file, those that hold nothing left out. Raises ``Unreadable`` with a sentence for the person."""
    _check(name, data, limits)
    sheets = read_workbook(data, limits) if data.startswith(b"PK") else read_text(_stem(name), data, limits)
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise Unreadable(_("This file holds no cells with anything in them. Choose another one."))
    return found


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0] or name


def _check(name: str, data: bytes, limits: Limits) -> None:
    ending = name.lower().rpartition(".")[2]
    if len(data) > limits.file_bytes:
        words = _(
            "This file is larger than %(most)s MB. Split it, or leave out pictures and sheets that are not needed."
        )
        raise Unreadable(words % {"most": limits.file_bytes // 1_000_000})
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(_("This workbook is protected by a password. Save it without one and upload it again."))
        raise Unreadable(_("This is a workbook of the old kind (.xls). Save it as .xlsx and upload it again."))
    if ending in ("xlsm", "xltm", "xlam", "xlsb"):
        raise Unreadable(_("Workbooks with macros, and binary ones, are not read. Save it as .xlsx without macros."))
    if ending not in ENDINGS:
        raise Unreadable(_("Choose a CSV, TSV or TXT file, or an Excel workbook (.xlsx)."))
    if ending == "xlsx" and not data.startswith(b"PK"):
        raise Unreadable(_("This is no Excel workbook, whatever its name says. Save it as .xlsx again."))
    if ending != "xlsx" and data.startswith(b"PK"):
        raise Unreadable(_("This is a packed file, no table of text. Name an Excel workbook .xlsx, or save it as CSV."))
