"""Tables that are text: which encoding, which delimiter, which cells."""

import codecs
import csv
import io
import re
from collections import Counter

from django.utils.translation import gettext as _

from core.sheets.table import Limits, Row, Sheet, Unreadable, address, restored

BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
DELIMITERS = ",;\t|"
SAMPLE_BYTES = 200_000
SAMPLE_LINES = 60
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CYRILLIC = re.compile(r"(?<![A-Za-z])[А-Яа-яЁё](?![A-Za-z])|[«»№–—“”…]")
_LATIN = re.compile(r"(?<![À-ÿ])[À-ÿ]{1,2}(?![À-ÿ])|[€¿¡«»°ºª–—‘’“”…·²³±×%]")


def read_text(name: str, data: bytes, limits: Limits) -> list[Sheet]:
    """One sheet. Raises ``Unreadable`` for what is no text, and for cells and rows beyond the limits."""
    text = decoded(data)
    if "\x00" in text:
        raise Unreadable(_("This file is no table of text. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx)."))
    delimiter, text = delimiter_of(text)
    return [Sheet(name, list(_rows(text, delimiter, limits)))]


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, GB 18030, Big5, Windows-1251 or Windows-1252, told apart by what it holds."""
    try:
        for bom, encoding in BOMS:
            if data.startswith(bom):
                return data.decode(encoding)
        if (wide := _wide(data)) is not None:
            return data.decode(wide)
        return _best(data)
    except UnicodeDecodeError:
        raise Unreadable(
            _("The characters of this file cannot be read. Save it as CSV (UTF-8) and upload it again.")
        ) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: about every second byte of European text and of every line end is zero."""
    sample = data[:4000]
    zeros = [sample[side::2].count(0) for side in (0, 1)]
    if max(zeros) < max(1, len(sample) // 50) or min(zeros) * 10 > max(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _best(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    scores = {encoding: likeness(data, encoding) for encoding in ("gb18030", "big5", "cp1251", "cp1252")}
    for encoding in sorted(scores, key=scores.__getitem__, reverse=True):
        if scores[encoding] > 0.5:
            return data.decode(encoding)
    raise UnicodeDecodeError("utf-8", b"", 0, 1, "no encoding fits")


def likeness(data: bytes, encoding: str) -> float:
    """The share of foreign characters that are usual in the languages of an encoding, 0 to 1; 0 where it does not fit."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data[:SAMPLE_BYTES])
    except UnicodeDecodeError:
        return 0.0
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return 0.0
    if encoding == "cp1251":
        return len(_CYRILLIC.findall(text)) / len(foreign)
    if encoding == "cp1252":
        return sum(len(found) for found in _LATIN.findall(text)) / len(foreign)
    counts = Counter(foreign)
    usual = sum(n for char, n in counts.items() if _is_usual(char, encoding))
    return usual / len(foreign)


def _is_usual(char: str, encoding: str) -> bool:
    """Hanzi of the first level of the character set, and its punctuation and wide forms."""
    try:
        lead = char.encode("gb2312" if encoding == "gb18030" else "big5")[0]
    except UnicodeEncodeError:
        return False
    first, last = (0xB0, 0xD7) if encoding == "gb18030" else (0xA4, 0xC6)
    return first <= lead <= last or lead in (0xA1, 0xA3)


def delimiter_of(text: str) -> tuple[str, str]:
    """The delimiter that cuts most lines into the same number of cells, and the text without a ``sep=`` line."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told and told[1] in DELIMITERS:
        return told[1], text[told.end() :]
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark)), text


def _evenness(text: str, mark: str) -> float:
    head = io.StringIO(text[:100_000], newline="")
    widths = []
    try:
        for cells in csv.reader(head, delimiter=mark):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == SAMPLE_LINES:
                break
    except csv.Error:
        return 0.0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0
    usual, times = Counter(wide).most_common(1)[0]
    return times / len(widths) + min(usual, 50) / 1000


def _rows(text: str, delimiter: str, limits: Limits):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line, rows, cells_read = 1, 0, 0
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            rows, cells_read = rows + 1, cells_read + len(cells)
            check_row(here, rows, cells_read, len(cells), limits)
            yield Row(here, [_cell(here, column, cell, limits) for column, cell in enumerate(cells)])
    except csv.Error:
        raise too_long(address(line, 0), limits) from None


def _cell(line: int, column: int, text: str, limits: Limits):
    if len(text) > limits.cell_length:
        raise too_long(address(line, column), limits)
    return restored(text) if text.strip() else None


def too_long(where: str, limits: Limits) -> Unreadable:
    words = _(
        "Cell %(cell)s holds more than %(most)s characters. Shorten it, or check that every quotation mark is closed."
    )
    return Unreadable(words % {"cell": where, "most": limits.cell_length})


def check_row(line: int, rows: int, cells: int, width: int, limits: Limits) -> None:
    """Refuse what goes beyond the limits; the message names the line."""
    if rows > limits.rows:
        words = _("More than %(most)s rows hold something. Split the table into several files.")
        raise Unreadable(words % {"most": limits.rows})
    if width > limits.columns:
        words = _("Line %(line)s has more than %(most)s columns. Delete those that are not needed.")
        raise Unreadable(words % {"line": line, "most": limits.columns})
    if cells > limits.cells:
        words = _("More than %(most)s cells hold something. Delete columns that are not needed, or split the table.")
        raise Unreadable(words % {"most": limits.cells})
