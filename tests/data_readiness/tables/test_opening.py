import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from core.sheets import Unreadable
from implementation.data_readiness.tables import columns_at, open_table
from implementation.data_readiness.tables.opening import as_text
from implementation.data_readiness.tables.text import lines_in


def workbook(sheets) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(name, data):
    return open_table(name, io.BytesIO(data), len(data))


def lines(found):
    sheet = next(item for item in found.sheets if item["name"] == found.sheet)
    with found.stream:
        return list(lines_in(found.stream, found.reading, offset=sheet["offset"], last=sheet["lines"]))


def test_a_workbook_becomes_text_sheet_by_sheet_and_the_fullest_is_taken():
    data = workbook({"Notes": [["read me"]], "客户": [["No", "Name"], [1, "王伟"], [2.5, None]], "More": [["x"]]})

    found = opened("customers.xlsx", data)

    assert (found.sheet, [item["name"] for item in found.sheets]) == ("客户", ["Notes", "客户", "More"])
    assert lines(found) == [(1, ["No", "Name"]), (2, ["1", "王伟"]), (3, ["2.5"])]


def test_lines_of_a_workbook_keep_their_numbers():
    data = workbook({"A": [["Title"], [], [], ["No", "Name"], [1, "line\nbreak"]]})

    assert lines(opened("a.xlsx", data)) == [(1, ["Title"]), (4, ["No", "Name"]), (5, ["1", "line break"])]


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (2.5, "2.5"), (True, "TRUE"), (None, ""), (datetime.datetime(2026, 3, 4), "2026-03-04"), (datetime.date(2026, 3, 4), "2026-03-04"), (datetime.datetime(2026, 3, 4, 9, 30), "2026-03-04 09:30:00"), (datetime.time(9, 30), "09:30:00"), ("a\x00b", "ab")],
)  # fmt: skip
def test_a_cell_is_text_as_one_would_type_it(value, text):
    assert as_text(value) == text


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/workbook.xml", "<workbook/>")
        folder.writestr("xl/worksheets/sheet1.xml", b" " * 700_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "holds no cells"),
        ("a.csv", b"\n\n , ,\n", "holds no cells"),
        ("a.xlsx", b"no workbook", "no Excel workbook"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "old kind"),
        ("a.pdf", b"%PDF-1.7", "Choose a CSV"),
        ("a.csv", b"only,headings\n", "No row stands below"),
        ("a.xlsx", bomb, "unpacks to more"),
    ],
    ids=["empty", "blank", "no-workbook", "old", "pdf", "no-rows", "bomb"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name, data, words):
    data = data() if callable(data) else data
    with pytest.raises(Unreadable, match=words):
        found = opened(name, data)
        columns_at(lines_in(found.stream, found.reading), None, region="CN", known={})


def test_a_file_above_the_limit_is_refused(settings):
    settings.DATA_FILE_MAX_BYTES = 10

    with pytest.raises(Unreadable, match="larger than 0 MB"):
        opened("a.csv", b"a,b\n1,2\n3,4\n")


def test_columns_are_guessed_and_what_was_corrected_before_is_believed():
    rows = list(enumerate([["Export"], ["no", "mail", "city"], ["1", "a@example.org", "Rome"]], start=1))

    head, columns, count = columns_at(rows, None, region="CN", known={"city": {"kind": "code", "personal": True}})

    assert (head, count) == (2, 1)
    assert columns == [
        {"name": "no", "kind": "code", "personal": False},
        {"name": "mail", "kind": "email", "personal": True},
        {"name": "city", "kind": "code", "personal": True},
    ]


def test_a_table_without_headings_gets_names():
    rows = list(enumerate([["1", "2"], ["3", "4"]], start=1))

    head, columns, count = columns_at(rows, 0, region="CN", known={})

    assert (head, count, [column["name"] for column in columns]) == (0, 2, ["Column 1", "Column 2"])
