"""The check of a file against a format: sentences are tested by their code and by what they name. No database."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from implementation.programme.formats import Finding, Format, Upload, check
from implementation.programme.formats.words import says
from tests.programme.factories import archive, docx, xlsx

CHARTER = Format(sections=("Hypothesis", "Dates"))
COSTS = Format(columns=("Item", "Year"))
HEADING_IN_CHINESE = '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>'
MADE_FROM_IT = HEADING_IN_CHINESE + '<w:style w:styleId="own"><w:basedOn w:val="2"/></w:style>'


def found(name, content, asked):
    return [(item.code, item.refused) for item in check([Upload(name, content)], asked)]


@pytest.mark.parametrize(
    ("heading", "wanted", "expected"),
    [
        ("Hypothesis", "hypothesis", True),
        ("2. Hypothesis of the pilot", "Hypothesis", True),
        ("1.2 DATES:", "Dates", True),
        ("第二章 试点假设", "假设", True),
        ("三、日期", "日期", True),
        ("**Measures**", "Measures", True),
        ("Database", "Data", False),
        ("Dates", "Hypothesis", False),
        ("Dates", "", False),
        ("", "Dates", False),
    ],
)
def test_a_heading_says_what_is_wanted(heading, wanted, expected):
    assert says(heading, wanted) is expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("# Hypothesis\nMore sales.\n\n# Dates\nMay.\n", []),
        ("Hypothesis\n=====\n\nMore sales.\n\nDates\n---\n\nMay.\n", []),
        ("# Hypothesis\n## Part\nMore sales.\n# Dates ##\nMay.", []),
        ("# Hypothesis\nMore sales.\n", ["section_missing_after"]),
        ("# Dates\nMay.\n", ["section_missing"]),
        ("# Hypothesis\n\n# Dates\nMay.", ["section_empty"]),
        ("```\n# Hypothesis\n```\n# Dates\nMay.", ["section_missing"]),
        ("", ["empty"]),
        ("Nothing but text.", ["section_missing", "section_missing"]),
    ],
)
def test_sections_of_a_markdown_text(text, codes):
    assert [code for code, _refused in found("charter.md", text.encode(), CHARTER)] == codes


def test_a_missing_section_is_named_with_its_place():
    text = b"# 1. Hypothesis\nMore sales.\n"

    assert check([Upload("charter.md", text)], CHARTER) == [
        Finding("section_missing_after", {"name": "charter.md", "section": "Dates", "before": "1. Hypothesis"})
    ]


@pytest.mark.parametrize(
    ("style", "styles"),
    [("Heading1", ""), ("2", HEADING_IN_CHINESE), ("own", MADE_FROM_IT)],
    ids=["built in", "of another language", "made from one"],
)
def test_sections_of_a_word_text(style, styles):
    content = docx((style, "Hypothesis"), ("", "More sales."), (style, "Dates"), ("", "May."), styles=styles)

    assert found("charter.docx", content, CHARTER) == []


def test_bold_words_of_a_word_text_are_no_heading():
    content = docx(("", "Hypothesis"), ("Heading1", "Dates"), ("", "May."))

    assert found("charter.docx", content, CHARTER) == [("section_missing", False)]


def test_sections_may_be_spread_over_several_texts():
    uploads = [Upload("a.md", b"# Hypothesis\nMore."), Upload("b.docx", docx(("Heading1", "Dates"), ("", "May.")))]

    assert check(uploads, CHARTER) == []


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("costs.xlsx", xlsx(["Item", "Year"], ["Desk", 2026]), []),
        ("costs.xlsx", xlsx(["Budget"], [], ["No.", "Item", "Year"], [1, "Desk", 2026]), []),
        ("costs.xlsx", xlsx(["Item"], ["Desk"]), ["column_missing_sheet"]),
        ("costs.xlsx", xlsx(["Item", "Year"]), ["no_rows"]),
        ("costs.xlsx", xlsx(["a", "b"], [1, 2]), ["column_nowhere", "column_nowhere"]),
        ("costs.csv", b"Item;Year\nDesk;2026\n", []),
        ("costs.csv", "项目,Year\nDesk,2026\n".encode("gb18030"), ["column_missing"]),
        ("costs.tsv", b"Item\tYear\nDesk\t2026\n", []),
        ("costs.md", b"# Item", ["no_sheet"]),
    ],
)
def test_columns_of_a_sheet(name, content, codes):
    assert [code for code, _refused in found(name, content, COSTS)] == codes


def test_a_missing_column_is_named_with_its_place():
    content = xlsx(["Budget"], ["Item"], ["Desk"], title="Plan")

    assert check([Upload("costs.xlsx", content)], COSTS) == [
        Finding("column_missing_sheet", {"name": "costs.xlsx", "sheet": "Plan", "row": "2", "column": "Year"})
    ]


def test_columns_in_chinese_text_of_an_old_program_are_read():
    assert found("costs.csv", "项目,年份\n桌子,2026\n".encode("gb18030"), Format(columns=("项目", "年份"))) == []


def with_entity(kind: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e {kind}>]>'


def encrypted() -> bytes:
    content = bytearray(docx(("Heading1", "Dates")))
    content[6] |= 1  # the flag of the first member
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1  # and of the directory
    return bytes(content)


def with_empty_rows(count: int) -> bytes:
    book, stream = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("x")
    sheet.append(["Item", "Year"])
    book.save(stream)
    parts = {item.filename: item for item in zipfile.ZipFile(stream).infolist()}
    members = {name: zipfile.ZipFile(stream).read(name) for name in parts}
    page = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = page.replace(b"</sheetData>", b"<row/>" * count + b"</sheetData>")
    return archive(members)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "kind"),
        ("a.docm", docx(), "kind"),
        ("noname", b"x", "kind"),
        ("a.md", b"", "empty"),
        ("a.md", b"x" * 2_000_001, "size"),
        ("a.md", b"a\x00b", "unreadable"),
        ("a.csv", b"\xff\xfe\x00", "unreadable"),
        ("a.pdf", b"<html>", "unreadable"),
        ("a.png", b"GIF89a", "unreadable"),
        ("a.docx", b"just words", "unreadable"),
        ("a.docx", b"PK\x03\x04 and rubbish", "unreadable"),
        ("a.docx", archive({"readme.txt": "x"}), "unreadable"),
        ("a.docx", archive({"word/document.xml": "<w:p"}), "unreadable"),
        ("a.docx", xlsx(["Item"]), "unreadable"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "locked"),
        ("a.docx", encrypted(), "locked"),
        ("a.docx", archive({"word/document.xml": b"<a>" + b" " * 45_000_000 + b"</a>"}), "bomb"),
        ("a.docx", archive({"word/document.xml": b"<a>" + b" " * 6_000_000 + b"</a>"}), "bomb"),
        ("a.docx", archive({f"{number}.txt": "x" for number in range(3001)}), "bomb"),
        ("a.docx", docx(before=with_entity('SYSTEM "file:///etc/passwd"')), "entities"),
        ("a.docx", docx(before=with_entity('"lol"')), "entities"),
        ("a.docx", archive({"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "macros"),
        ("a.xlsx", archive({"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": "x"}), "macros"),
        ("a.xlsx", archive({"xl/workbook.xml": "<a/>"}), "unreadable"),
        ("a.xlsx", archive({"xl/workbook.xml": with_entity('"x"') + "<a/>"}), "entities"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(name, content, code):
    assert found(name, content, Format(max_bytes=2_000_000)) == [(code, True)]


@pytest.mark.parametrize(("count", "expected"), [(1_000_000, ("bomb", True)), (100_000, ("no_rows", False))])
def test_empty_rows_by_the_thousand_are_not_read(count, expected):
    assert found("a.xlsx", with_empty_rows(count), COSTS) == [expected]


def test_only_the_kinds_that_are_asked_for_are_taken():
    assert check([Upload("a.md", b"x")], Format(kinds=("docx", "pdf"))) == [
        Finding("kind", {"name": "a.md", "kinds": "docx, pdf"}, refused=True)
    ]


def test_kinds_and_headings_are_read_as_people_write_them():
    asked = Format.of(kinds=".DOCX, md；pdf", max_bytes=1, sections=" Dates \n\nDates\nUsers", columns="")

    assert asked == Format(kinds=("docx", "md", "pdf"), max_bytes=1, sections=("Dates", "Users"), columns=())


@given(st.binary(max_size=400), st.sampled_from(["a.md", "a.csv", "a.docx", "a.xlsx", "a.tsv"]))
def test_no_bytes_make_the_check_fall_over(content, name):
    findings = check([Upload(name, content)], Format(sections=("A",), columns=("B",)))

    assert all(isinstance(item, Finding) for item in findings)


@given(st.lists(st.sampled_from(["Vision", "Goals", "Dates", "Users"]), unique=True))
def test_what_is_there_is_never_said_to_be_missing(headings):
    text = "".join(f"# {heading}\nText.\n" for heading in headings)
    asked = Format(sections=("Vision", "Goals", "Dates", "Users"))

    missing = {item.values["section"] for item in check([Upload("a.md", text.encode() or b"x")], asked)}

    assert missing == set(asked.sections) - set(headings)
