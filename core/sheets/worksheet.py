"""One sheet of a workbook, cell by cell as the parser meets them."""

import datetime
import re
from bisect import bisect_left, bisect_right
from typing import Any

from core.sheets.table import Limits, Row, Sheet, address, restored
from core.sheets.text import check_row, too_long

MOST_MERGED = 20_000
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Worksheet:
    """Listens to the parser. Rows and cells that hold nothing leave no trace."""

    def __init__(self, name, hidden, texts, dates, era_1904, limits: Limits, cells_left: int):
        self.texts, self.dates, self.limits, self.cells_left = texts, dates, limits, cells_left
        self.epoch = datetime.datetime(1904, 1, 1) if era_1904 else datetime.datetime(1899, 12, 30)
        self.sheet = Sheet(name, [], hidden=hidden)
        self.rows: dict[int, list[Any]] = {}
        self.merged: list[str] = []
        self.line = self.column = self.cells_read = self.looked_at = 0
        self.kind = self.style = ""
        self.value: list[str] = []
        self.in_value = self.in_phonetic = self.has_formula = False
        self.cells: list[Any] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._open_cell(attributes)
        elif name in ("v", "t"):
            self.in_value = not self.in_phonetic
        elif name == "row":
            told = attributes.get("r", "")
            self.line = int(told) if told.isdigit() and len(told) < 8 else self.line + 1
            self.column, self.cells = -1, None
        elif name == "f":
            self.has_formula = True
        elif name == "rPh":
            self.in_phonetic = True
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED:
            self.merged.append(attributes.get("ref", ""))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.match(attributes.get("r", ""))
        self.column = column_of(place[1]) if place else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.value, self.has_formula = [], False

    def text(self, words: str) -> None:
        if self.in_value:
            self.value.append(words)

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.in_value = False
        elif name == "rPh":
            self.in_phonetic = False
        elif name == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        written = "".join(self.value)
        if self.has_formula and self.cells_read < self.cells_left:
            self.sheet.formulas.add((self.line, self.column))
        if not written:
            self.sheet.without_value += self.has_formula
            return
        value = self._meaning(written)
        if value is None:
            return
        if isinstance(value, str) and len(value) > self.limits.cell_length:
            raise too_long(address(self.line, self.column), self.limits)
        if self.cells is None:
            self.cells = self.rows.setdefault(self.line, [])
        self.cells_read += 1
        width = max(self.column + 1, len(self.cells))
        if width > self.limits.columns or len(self.rows) > self.limits.rows or self.cells_read > self.cells_left:
            check_row(
                self.line, len(self.rows), self.limits.cells - self.cells_left + self.cells_read, width, self.limits
            )
        if len(self.cells) <= self.column:
            self.cells.extend([None] * (self.column + 1 - len(self.cells)))
        self.cells[self.column] = value

    def _meaning(self, written: str) -> Any:
        if self.kind == "s":
            known = written.isdigit() and len(written) < 10 and int(written) < len(self.texts)
            return readable(self.texts[int(written)]) if known else None
        if self.kind in ("str", "inlineStr", "e"):
            return readable(written)
        if self.kind == "b":
            return written.strip() == "1"
        if self.kind == "d":
            return _moment(written)
        return self._number(written)

    def _number(self, written: str) -> Any:
        try:
            number = float(written)
        except ValueError:
            return readable(written)
        if number != number or abs(number) > 1e15:
            return written
        if self.style in self.dates:
            return self._date(number)
        return int(number) if number.is_integer() else number

    def _date(self, serial: float) -> Any:
        """Days since the epoch; a part of a day alone is a time. Before March 1900 the program counts a day too few."""
        if serial < 0 or serial >= 2_958_466:
            return int(serial) if serial.is_integer() else serial
        days = serial + 1 if self.epoch.year == 1899 and 1 <= serial < 60 else serial
        try:
            moment = self.epoch + datetime.timedelta(seconds=round(days * 86_400))
        except OverflowError:
            return int(serial) if serial.is_integer() else serial
        if serial < 1:
            return moment.strftime("%H:%M")
        return moment if moment.time() != datetime.time() else moment.date()

    def finished(self) -> Sheet:
        lines = sorted(self.rows)
        for ref in self.merged:
            self._spread(ref, lines)
        self.sheet.rows = [Row(line, self.rows[line]) for line in lines]
        return self.sheet

    def _spread(self, ref: str, lines: list[int]) -> None:
        """Give every cell of a merged one its value, as far as its rows hold anything; and remember which."""
        corners = [_PLACE.match(corner) for corner in ref.split(":")]
        if len(corners) != 2 or not all(corners):
            return
        (left, top), (right, bottom) = [(column_of(corner[1]), int(corner[2])) for corner in corners]
        row = self.rows.get(top, [])
        value = row[left] if left < len(row) else None
        if value is None:
            return
        right = min(right, self.limits.columns - 1)
        for line in lines[bisect_left(lines, top) : bisect_right(lines, bottom)]:
            cells = self.rows[line]
            self.looked_at += right - left + 1
            if self.looked_at > 4 * self.limits.cells:
                check_row(line, 0, self.limits.cells + 1, 0, self.limits)
            for column in range(left, right + 1):
                if len(cells) <= column:
                    cells.extend([None] * (column + 1 - len(cells)))
                if cells[column] is None:
                    self.cells_read += 1
                    if self.cells_read > self.cells_left:
                        check_row(line, 0, self.limits.cells + 1, 0, self.limits)
                    cells[column] = value
                    self.sheet.spread.add((line, column))


def column_of(name: str) -> int:
    """A -> 0, AA -> 26"""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def readable(text: str) -> Any:
    """Text with its escaped characters; None where there is only space."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return restored(text.replace("\x00", "")) if text.strip() else None


def _moment(written: str) -> Any:
    try:
        moment = datetime.datetime.fromisoformat(written.strip())
    except ValueError:
        return readable(written)
    return moment if moment.time() != datetime.time() else moment.date()
