"""Excel workbooks: a packed folder of XML that is opened with care, part by part, never all at once."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from core.sheets.table import Limits, Sheet, Unreadable
from core.sheets.worksheet import Worksheet

CHUNK = 1 << 16
#: What unpacking and parsing raise over a part that is not well made.
BROKEN = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
MOST_STRINGS = 1_000_000
#: Numbers of the built-in formats for dates that Chinese, Japanese and Korean versions add.
ASIAN_DATES = {*range(27, 37), *range(50, 59)}


def damaged() -> Unreadable:
    return Unreadable(_("This workbook is damaged. Open it, save it as .xlsx and upload it again."))


class Book:
    """The packed folder. Counts what it unpacks, whatever the folder says about itself."""

    def __init__(self, data: bytes, limits: Limits):
        self.limits, self.left = limits, limits.unpacked_bytes
        try:
            self.folder = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise damaged() from None
        self.members = {item.filename.lower().lstrip("/"): item for item in self.folder.infolist()}
        self._check()

    def _check(self) -> None:
        infos = self.folder.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise Unreadable(_("This workbook is protected by a password. Save it without one and upload it again."))
        unpacked = sum(info.file_size for info in infos)
        packed = sum(info.compress_size for info in infos) or 1
        suspicious = unpacked * 10 > self.limits.unpacked_bytes and unpacked // packed > self.limits.ratio
        if len(infos) > self.limits.members or unpacked > self.limits.unpacked_bytes or suspicious:
            raise self.too_large()
        if "xl/workbook.xml" not in self.members:
            raise Unreadable(_("This is no Excel workbook, whatever its name says. Save it as .xlsx again."))
        names = list(self.members)
        if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
            raise Unreadable(
                _("Workbooks with macros, and binary ones, are not read. Save it as .xlsx without macros.")
            )
        if any(name.startswith("xl/externallinks/") or name == "xl/connections.xml" for name in names):
            raise Unreadable(
                _("This workbook fetches data from elsewhere. Break its links (or paste values) and upload it again.")
            )

    @staticmethod
    def too_large() -> Unreadable:
        return Unreadable(_("This workbook unpacks to more than can be read. Copy the register alone into a new one."))

    def parse(self, name: str, start, end=None, text=None) -> bool:
        """Run through one part of the folder; False where there is none. Entities and document types are refused."""
        info = self.members.get(name.lower().lstrip("/"))
        if info is None:
            return False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 15
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            with self.folder.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise self.too_large()
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except BROKEN:
            raise damaged() from None
        return True


def _refuse_doctype(*args) -> None:
    raise damaged()


def local(name: str) -> str:
    return name.rpartition(":")[2]


def read_workbook(data: bytes, limits: Limits) -> list[Sheet]:
    """Every sheet of cells, in the order of the workbook. Raises ``Unreadable``."""
    book = Book(data, limits)
    _refuse_macros_by_type(book)
    sheets, era_1904 = _contents(book)
    if len(sheets) > limits.sheets:
        words = _("This workbook has more than %(most)s sheets. Copy the register alone into a new one.")
        raise Unreadable(words % {"most": limits.sheets})
    texts, dates = _shared_texts(book), _date_styles(book)
    found = []
    cells_left = limits.cells
    for name, path, hidden in sheets:
        sheet = Worksheet(name, hidden, texts, dates, era_1904, limits, cells_left)
        if book.parse(path, sheet.start, sheet.end, sheet.text):
            found.append(sheet.finished())
            cells_left -= sheet.cells_read
    return found


def _refuse_macros_by_type(book: Book) -> None:
    def start(name, attributes):
        if "macroenabled" in attributes.get("ContentType", "").lower():
            raise Unreadable(
                _("Workbooks with macros, and binary ones, are not read. Save it as .xlsx without macros.")
            )

    book.parse("[Content_Types].xml", start)


def _contents(book: Book) -> tuple[list[tuple[str, str, bool]], bool]:
    """(name, path, hidden) of each sheet, and whether days count from 1904."""
    targets: dict[str, str] = {}
    listed: list[tuple[str, str, bool]] = []
    era = [False]

    def relation(name, attributes):
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            path = attributes.get("Target", "")
            whole = path if path.startswith("/") else posixpath.join("xl", path)
            targets[attributes.get("Id", "")] = posixpath.normpath(whole)

    def element(name, attributes):
        if local(name) == "workbookPr":
            era[0] = attributes.get("date1904") in ("1", "true")
        if local(name) == "sheet":
            key = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", "")[:100], key, hidden))

    book.parse("xl/_rels/workbook.xml.rels", relation)
    book.parse("xl/workbook.xml", element)
    return [(name, targets[key], hidden) for name, key, hidden in listed if key in targets], era[0]


def _shared_texts(book: Book) -> list[str]:
    """The texts that cells refer to by number; what rich text and reading aids add is left out."""
    texts: list[str] = []
    parts: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name, attributes):
        if local(name) in inside:
            inside[local(name)] = True

    def end(name):
        name = local(name)
        if name in inside:
            inside[name] = False
        if name == "si":
            texts.append("".join(parts))
            parts.clear()
            if len(texts) > MOST_STRINGS:
                raise Book.too_large()

    def text(words):
        if inside["t"] and not inside["rPh"]:
            parts.append(words)

    book.parse("xl/sharedStrings.xml", start, end, text)
    return texts


def _date_styles(book: Book) -> set[str]:
    """The numbers of cell styles that show a number as a date."""
    own: dict[str, str] = {}
    formats: list[str] = []
    inside = [False]

    def start(name, attributes):
        name = local(name)
        if name == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            formats.append(attributes.get("numFmtId", "0"))

    def end(name):
        if local(name) == "cellXfs":
            inside[0] = False

    book.parse("xl/styles.xml", start, end)
    return {str(place) for place, number in enumerate(formats) if _shows_date(number, own)}


def _shows_date(number: str, own: dict[str, str]) -> bool:
    if number in own:
        code = own[number][:200]
        return is_date_format(code) or any(mark in code for mark in "年月日")
    if not number.isdigit() or len(number) > 4:
        return False
    return int(number) in ASIAN_DATES or is_date_format(BUILTIN_FORMATS.get(int(number), ""))
