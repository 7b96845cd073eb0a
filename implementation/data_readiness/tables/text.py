"""Text read as a stream: its encoding found, its lines counted, nothing of it held."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.sheets import Unreadable
from core.sheets.text import BOMS, SAMPLE_BYTES, delimiter_of, likeness

#: Encodings that a person can choose from.
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": gettext_lazy("UTF-8 with a mark"),
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "gb18030": "GB 18030, GBK",
    "big5hkscs": "Big5",
    "cp1252": "Windows-1252, Latin-1",
    "cp1251": "Windows-1251",
    "shift_jis": "Shift JIS",
    "euc_kr": "EUC-KR",
}
DELIMITERS = {
    ",": gettext_lazy("Comma"),
    ";": gettext_lazy("Semicolon"),
    "\t": gettext_lazy("Tab"),
    "|": gettext_lazy("Vertical bar"),
    "^": "^",
    "~": "~",
}
#: Those that are told apart by how usual their characters are, in the order in which equals are believed.
GUESSED = {"gb18030": "gb18030", "big5": "big5hkscs", "cp1251": "cp1251", "cp1252": "cp1252"}
LIKELY = 0.5
#: A line with so many bytes beyond ASCII is rarely UTF-8 by accident; more than this share of them never is.
FOREIGN_BYTES, MIXED = 6, 0.05
CHUNK = 1 << 16
HEAD = 100_000
MOST_ROWS, MOST_COLUMNS, LONGEST = 2_000_000, 256, 20_000
_FOREIGN_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")


@dataclass(frozen=True)
class Reading:
    """How a table of text is read."""

    encoding: str
    delimiter: str
    spaced: bool = False


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while data := stream.read(CHUNK):
        yield data


def fits(stream: BinaryIO, encoding: str) -> bool:
    """Whether every byte can be read in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for data in chunks(stream):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(stream: BinaryIO) -> str:
    """Found by its mark, else by its bytes. Raises ``Unreadable`` where none fits from the first byte to the last."""
    stream.seek(0)
    head = stream.read(HEAD)
    marked = next((encoding for mark, encoding in BOMS if head.startswith(mark)), "") or _wide(head)
    for encoding in (marked, "utf-8"):
        if encoding and fits(stream, encoding):
            return encoding
    sample = _foreign(stream)
    if _is_mixed(sample):
        raise mixed()
    scores = {name: likeness(sample, name) for name in GUESSED}
    for name in sorted(GUESSED, key=scores.__getitem__, reverse=True):
        if scores[name] > LIKELY and fits(stream, GUESSED[name]):
            return GUESSED[name]
    raise mixed()


def _is_mixed(sample: bytes) -> bool:
    """Whether some lines are UTF-8 and others are not: two files were glued together."""
    lines = [line for line in sample.splitlines() if sum(byte > 127 for byte in line) >= FOREIGN_BYTES]
    good = sum(_is_utf8(line) for line in lines)
    return len(lines) > good > MIXED * len(lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def mixed() -> Unreadable:
    words = _("The characters of this file are saved in more than one encoding. Save it as CSV (UTF-8) and try again.")
    return Unreadable(words)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every second byte of European text, and of every line end, is zero."""
    zeros = [head[side:4000:2].count(0) for side in (0, 1)]
    if max(zeros) < max(1, len(head[:4000]) // 50) or min(zeros) * 10 > max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _foreign(stream: BinaryIO) -> bytes:
    """Lines that hold more than ASCII, wherever they stand."""
    found = bytearray()
    for data in chunks(stream):
        for line in _FOREIGN_LINE.findall(data):
            found += line
        if len(found) > SAMPLE_BYTES:
            break
    return bytes(found[:SAMPLE_BYTES])


def head_of(stream: BinaryIO, encoding: str) -> str:
    stream.seek(0)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(stream.read(HEAD)).lstrip("\ufeff")
    whole = text.rpartition("\n")[0]
    return whole or text


def reading_of(stream: BinaryIO) -> Reading:
    """How the file is best read."""
    encoding = encoding_of(stream)
    head = head_of(stream, encoding)
    if "\x00" in head:
        raise no_table()
    delimiter, text = delimiter_of(head)
    return Reading(encoding, delimiter, spaced=_is_spaced(text, delimiter))


def _is_spaced(head: str, delimiter: str) -> bool:
    """Quotation marks behind “, ” count only where the lines fall into uneven cells without them."""
    if f'{delimiter} "' not in head:
        return False
    return _widths(head, delimiter, spaced=False) > 1 and _widths(head, delimiter, spaced=True) == 1


def _widths(head: str, delimiter: str, *, spaced: bool) -> int:
    try:
        lines = lines_of(io.StringIO(head, newline=""), delimiter, spaced=spaced)
        return len({len(cells) for _line, cells in lines})
    except csv.Error:
        return 99


def lines_of(
    text: Iterable[str], delimiter: str, *, spaced: bool = False, last: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    """(line, cells without blanks around them) of a table of text, up to the ``last`` line."""
    reader = csv.reader(text, delimiter=delimiter, skipinitialspace=spaced)
    line = 1
    for found in reader:
        here, line = line, reader.line_num + 1
        if last is not None and here > last:
            return
        cells = [cell.strip() for cell in found]
        if any(cells):
            yield here, cells


def lines_in(
    stream: BinaryIO, reading: Reading, *, offset: int = 0, last: int | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Every line that holds anything, checked. Raises ``Unreadable`` with the line for what is no table."""
    stream.seek(offset)
    text = io.TextIOWrapper(stream, encoding=reading.encoding, newline="")
    rows = line = 0
    try:
        for line, cells in lines_of(text, reading.delimiter, spaced=reading.spaced, last=last):
            rows += 1
            check_line(line, cells, rows)
            yield line, cells
    except csv.Error:
        raise too_long(line + 1) from None
    except UnicodeError:
        raise Unreadable(
            _("The characters of this file cannot be read in this encoding. Choose another one.")
        ) from None
    finally:
        text.detach()


def check_line(line: int, cells: list[str], rows: int) -> None:
    if len(cells) > MOST_COLUMNS:
        words = _("Line %(line)s has more than %(most)s columns. Delete those that are not needed.")
        raise Unreadable(words % {"line": line, "most": MOST_COLUMNS})
    if rows > MOST_ROWS:
        raise Unreadable(_("More than %(most)s rows hold something. Split the table.") % {"most": MOST_ROWS})
    for cell in cells:
        if len(cell) > LONGEST:
            raise too_long(line)
        if "\x00" in cell:
            raise no_table()


def too_long(line: int) -> Unreadable:
    words = _(
        "A cell of line %(line)s holds more than %(most)s characters. Shorten it, or check that every quotation mark is closed."
    )
    return Unreadable(words % {"line": line, "most": LONGEST})


def no_table() -> Unreadable:
    return Unreadable(_("This file is no table of text. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx)."))
