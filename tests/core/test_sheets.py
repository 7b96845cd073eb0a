"""Tables are read as they were meant, whatever program wrote them, and come back as they were written."""

import datetime
import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.sheets import Column, Page, Unreadable, address, neutral, read, restored, write_csv, write_xlsx
from core.sheets.text import decoded

RUSSIAN = "№;Риск;Владелец\r\n1;Данные клиентов неполны;Иванов\r\n2;Интеграция дороже, чем ожидалось;Петрова\r\n"
SPANISH = "Nº;Descripción;Dueño\r\n1;Migración de datos errónea;Íñigo\r\n2;Formación fuera de temporada;Begoña\r\n"
SIMPLIFIED = "编号,风险,负责人\r\n1,客户数据不完整,王经理\r\n2,接口开发费用超出预算,李顾问\r\n"
TRADITIONAL = "編號,風險,負責人\r\n1,客戶資料不完整,王經理\r\n2,介面開發費用超出預算,李顧問\r\n"


def cells(sheet):
    return [row.cells for row in sheet.rows]


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, code) for text in (RUSSIAN, SPANISH, SIMPLIFIED, TRADITIONAL) for code in ("utf-8", "utf-8-sig")),
        *((text, code) for text in (RUSSIAN, SPANISH, SIMPLIFIED) for code in ("utf-16", "utf-16-le", "utf-16-be")),
        (RUSSIAN, "cp1251"),
        (SPANISH, "cp1252"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        ("Risk;Owner\r\nPlain;Ann\r\n", "ascii"),
        ("Risiko;Eigentümer\r\nÜberlastung;Jörg\r\n", "cp1252"),
    ],
)
def test_every_usual_encoding_is_told_apart(text, encoding):
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(mark):
    text = "\n".join(mark.join(row) for row in (["No", "Risk", "Owner"], ["1", "Late, again; really", "Ann"]))
    text = text.replace("Late, again; really", '"Late, again; really"')

    assert cells(read("a.csv", text.encode())[0]) == [["No", "Risk", "Owner"], ["1", "Late, again; really", "Ann"]]


def test_a_delimiter_that_the_file_names_is_taken():
    assert cells(read("a.csv", b"sep=|\r\na,b|c\r\n")[0]) == [["a,b", "c"]]


def test_one_column_is_a_table_too():
    assert cells(read("a.txt", b"Risk\nLate\nDear\n")[0]) == [["Risk"], ["Late"], ["Dear"]]


def test_lines_are_counted_as_the_file_counts_them():
    sheet = read("a.csv", b'Risk,Owner\n\n"two\nlines",Ann\n,,,\nLate,Bob\n')[0]

    assert [(row.line, row.cells) for row in sheet.rows] == [
        (1, ["Risk", "Owner"]),
        (3, ["two\nlines", "Ann"]),
        (6, ["Late", "Bob"]),
    ]


def test_a_sheet_of_text_is_named_after_its_file():
    assert read("register/risks 2026.csv", b"a,b\n")[0].name == "risks 2026"


def test_a_workbook_keeps_numbers_dates_and_text():
    book = Workbook()
    book.active.title = "Register"
    book.active.append(["Risk", 3, 2.5, True, datetime.date(2026, 3, 31), datetime.datetime(2026, 3, 31, 9, 30), None])
    book.create_sheet("Nothing in it")

    sheets = read("a.xlsx", saved(book))

    assert [(sheet.name, cells(sheet)) for sheet in sheets] == [
        (
            "Register",
            [["Risk", 3, 2.5, True, datetime.date(2026, 3, 31), datetime.datetime(2026, 3, 31, 9, 30)]],
        )
    ]


@pytest.mark.parametrize(
    ("code", "value", "meant"),
    [
        ("yyyy-mm-dd", 46112, datetime.date(2026, 3, 31)),
        ('yyyy"年"m"月"d"日"', 46112, datetime.date(2026, 3, 31)),
        ("d/m/yy", 1, datetime.date(1900, 1, 1)),
        ("hh:mm", 0.5, "12:00"),
        ("0.00", 46112, 46112),
        ("yyyy-mm-dd", 99999999, 99999999),
    ],
)
def test_a_number_is_a_date_where_the_workbook_shows_one(code, value, meant):
    book = Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = code

    assert cells(read("a.xlsx", saved(book))[0]) == [[meant]]


def test_days_may_count_from_1904():
    book = Workbook()
    book.epoch = datetime.datetime(1904, 1, 1)
    book.active["A1"] = datetime.date(2026, 3, 31)

    assert cells(read("a.xlsx", saved(book))[0]) == [[datetime.date(2026, 3, 31)]]


def test_a_merged_cell_gives_its_value_to_every_row_and_says_so():
    book = Workbook()
    for row in (["Data", "Late"], [None, "Dear"], ["People", "Tired"]):
        book.active.append(row)
    book.active.merge_cells("A1:A2")

    sheet = read("a.xlsx", saved(book))[0]

    assert (cells(sheet), sheet.spread) == ([["Data", "Late"], ["Data", "Dear"], ["People", "Tired"]], {(2, 0)})


def test_a_hidden_sheet_is_read_and_marked():
    book = Workbook()
    book.active.append(["Risk"])
    book.create_sheet("Old").append(["Risk"])
    book["Old"].sheet_state = "hidden"

    assert [(sheet.name, sheet.hidden) for sheet in read("a.xlsx", saved(book))] == [("Sheet", False), ("Old", True)]


def test_formulas_saved_without_their_result_are_counted_and_never_worked_out():
    book = Workbook()
    book.active.append(["Risk", "=1+1", "=A1"])

    sheet = read("a.xlsx", saved(book))[0]

    assert (cells(sheet), sheet.without_value) == ([["Risk"]], 2)


@pytest.mark.parametrize("value", ["=1+1", "+49", "-5", "@home", "\tx", "\rx", "＝1", "'=1", "''-x", "'tis", "a=b", ""])
def test_text_that_begins_like_a_formula_is_neutral_and_restored(value):
    assert neutral(value)[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝")
    assert restored(neutral(value)) == value


def test_numbers_and_dates_need_no_apostrophe():
    assert [neutral(value) for value in (-3, 2.5, None, True)] == [-3, 2.5, None, True]


@pytest.mark.parametrize(("line", "column", "name"), [(1, 0, "A1"), (3, 25, "Z3"), (9, 26, "AA9"), (7, 255, "IV7")])
def test_a_cell_is_named_as_spreadsheets_do(line, column, name):
    assert address(line, column) == name


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=30)
filled = words.filter(lambda text: text.strip())
tables = st.lists(st.tuples(filled, words, filled), min_size=1, max_size=6)


def seen(rows):
    """What only holds space is nothing."""
    return [[cell if cell.strip() else None for cell in row] for row in rows]


@settings(max_examples=60, deadline=None)
@given(tables)
def test_a_written_workbook_is_read_unchanged(rows):
    data = write_xlsx([Page("Register", [Column("A"), Column("B"), Column("C")], rows)])

    assert cells(read("a.xlsx", data)[0])[1:] == seen(rows)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_a_written_text_table_is_read_unchanged(rows):
    data = write_csv(["A", "B", "C"], rows)

    assert cells(read("a.csv", data)[0])[1:] == seen(rows)


@given(st.text(string.printable))
def test_neutral_text_never_begins_like_a_formula(text):
    assert restored(neutral(text)) == text
    assert not text.strip() or not neutral(text).startswith(tuple("=+-@\t\r"))


def test_dates_and_numbers_are_written_as_such():
    row = [datetime.date(2026, 11, 20), 3, 2.5, None, "x"]

    assert write_csv(["a", "b", "c", "d", "e"], [row]).decode("utf-8-sig") == "a,b,c,d,e\r\n2026-11-20,3,2.5,,x\r\n"
    assert cells(read("a.xlsx", write_xlsx([Page("P", [Column("a")] * 5, [row])]))[0])[1] == row


def test_a_title_that_no_sheet_may_have_is_written_without_its_marks():
    data = write_xlsx([Page("Risks: [all]/2026 and everything else there is", [Column("a")], [])])

    assert [sheet.name for sheet in read("a.xlsx", data)] == ["Risks   all  2026 and everythin"]


def test_nothing_to_read_is_refused():
    with pytest.raises(Unreadable, match="holds no cells"):
        read("a.csv", b" , ,\n\n")
