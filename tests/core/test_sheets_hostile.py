"""Files made to hurt: each is refused with a sentence, quickly, and none is unpacked or worked out."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from core.sheets import Limits, Unreadable, read

SMALL = Limits(
    file_bytes=200_000, unpacked_bytes=2_000_000, rows=50, columns=10, cells=200, cell_length=100, members=40, sheets=3
)
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def workbook(**parts) -> bytes:
    """A real workbook with some parts of its folder replaced or added; ``__`` stands for ``/``, the ending is .xml."""
    book = Workbook()
    book.active.append(["Risk", "Owner"])
    stream = io.BytesIO()
    book.save(stream)
    return packed(stream.getvalue(), {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()})


def packed(data: bytes, parts: dict) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return stream.getvalue()


def sheet(rows: str, more: str = "") -> bytes:
    return workbook(xl__worksheets__sheet1=f"{HEAD}<sheetData>{rows}</sheetData>{more}</worksheet>")


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def encrypted() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le")


ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"x" * 200_001, "larger than"),
        ("a.pdf", b"%PDF-1.7", "Choose a CSV"),
        ("a.ods", b"PK\x03\x04", "Choose a CSV"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
        ("a.xlsb", b"PK\x03\x04", "macros"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "old kind"),
        ("a.xlsx", encrypted(), "password"),
        ("a.xlsx", b"Risk,Owner\n", "no Excel workbook"),
        ("a.csv", b"PK\x03\x04" + b"\x00" * 40, "packed file"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 40, "damaged"),
        ("a.csv", b"Risk,Owner\n\x00\x01\x02\x00,x\n", "no table of text"),
        ("a.csv", b"Risk\n\x81\xff\x81\xff\n", "characters"),
        ("a.csv", b"Risk\n" + b"y" * 101 + b"\n", "Cell A2 holds more than 100"),
        ("a.csv", b'Risk,Owner\n"never closed,x\n' + b"line,y\n" * 30, "Cell A2 holds more than 100"),
        ("a.csv", b"a\n" * 51, "More than 50 rows"),
        ("a.csv", b"a\n" + b",".join([b"x"] * 11), "Line 2 has more than 10 columns"),
        ("a.csv", (b",".join([b"x"] * 10) + b"\n") * 21, "More than 200 cells"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name, data, why):
    with pytest.raises(Unreadable, match=why):
        read(name, data, limits=SMALL)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(workbook(), {"xl/vbaProject.bin": b"x"}), "macros"),
        (packed(workbook(), {"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
        (
            packed(
                workbook(),
                {
                    "[Content_Types].xml": '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
                },
            ),
            "macros",
        ),
        (packed(workbook(), {"xl/externalLinks/externalLink1.xml": "<x/>"}), "fetches data"),
        (packed(workbook(), {"xl/connections.xml": "<x/>"}), "fetches data"),
        (workbook(xl__worksheets__sheet1=ENTITIES), "damaged"),
        (workbook(xl__worksheets__sheet1="<worksheet><row>"), "damaged"),
        (workbook(xl__workbook='<workbook><sheets><sheet name="a" id="1"/></sheets></workbook>'), "no cells"),
        (packed(workbook(), {f"junk/{n}.txt": "x" for n in range(40)}), "unpacks to more"),
        (packed(workbook(), {"xl/media/image1.png": b"0" * 2_000_001}), "unpacks to more"),
        (packed(workbook(), {"xl/media/image1.png": b"0" * 1_900_000}), "unpacks to more"),
        (sheet(f"<row>{inline('A1', 'y' * 101)}</row>"), "Cell A1 holds more"),
        (sheet(f'<row r="4">{inline("XFD4", "y")}</row>'), "Line 4 has more than 10 columns"),
        (sheet("".join(f'<row r="{n}">{inline(f"A{n}", "y")}</row>' for n in range(1, 60))), "More than 50 rows"),
        (
            sheet(
                "".join(f'<row r="{n}">{inline(f"A{n}", "y")}{inline(f"J{n}", "y")}</row>' for n in range(1, 50)),
                '<mergeCells><mergeCell ref="A1:J9999999"/></mergeCells>',
            ),
            "More than 200 cells",
        ),
    ],
)
def test_a_hostile_workbook_is_refused(data, why):
    with pytest.raises(Unreadable, match=why):
        read("a.xlsx", data, limits=SMALL)


def test_a_folder_that_lies_about_its_size_is_refused_by_what_it_unpacks():
    data = bytearray(sheet(" " * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as folder:
        info = folder.getinfo("xl/worksheets/sheet1.xml")
    for place in range(len(data) - 4):
        if data[place : place + 4] == info.file_size.to_bytes(4, "little"):
            data[place : place + 4] = (1000).to_bytes(4, "little")

    with pytest.raises(Unreadable):
        read("a.xlsx", bytes(data), limits=SMALL)


def test_a_million_empty_rows_cost_next_to_nothing():
    filled = f'<row r="1">{inline("A1", "Risk")}</row>'
    empty = "".join(f'<row r="{n}"/>' for n in range(2, 1_000_000))
    last = f'<row r="1048576">{inline("A1048576", "Late")}</row>'
    data = sheet(filled + empty + last)
    start = time.process_time()

    found = read("a.xlsx", data)

    assert [(row.line, row.cells) for row in found[0].rows] == [(1, ["Risk"]), (1048576, ["Late"])]
    assert time.process_time() - start < 15


def test_merged_cells_that_lie_over_each_other_are_given_up():
    rows = "".join(f'<row r="{n}">{inline(f"A{n}", "y")}</row>' for n in range(1, 40))
    merges = '<mergeCell ref="A1:D9999999"/>' * 5_000

    with pytest.raises(Unreadable, match="More than 200 cells"):
        read("a.xlsx", sheet(rows, f"<mergeCells>{merges}</mergeCells>"), limits=SMALL)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>999</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="??" t="b"><v></v></c>',
        '<c r="A1"><f>cmd|x!A1</f></c>',
        '<c r="A1" s="99"/>',
    ],
)
def test_cells_that_point_nowhere_are_empty(cell):
    sheets = read("a.xlsx", sheet(f'<row r="1">{cell}{inline("B1", "Risk")}</row>'))

    assert [row.cells[-1] for row in sheets[0].rows] == ["Risk"]


def test_half_a_character_is_shown_as_unreadable():
    assert read("a.xlsx", sheet(f"<row>{inline('A1', 'a_xD83D_b')}</row>"))[0].rows[0].cells == ["a�b"]
