import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets import Unreadable
from implementation.data_readiness.tables.headings import heading_line, names_of
from implementation.data_readiness.tables.text import Reading, lines_in, reading_of

CHINESE = "客户编号,姓名,城市\n1,王伟,上海\n2,李娜,北京\n"
GERMAN = "Nummer;Name;Stadt\n1;Jürgen Groß;München\n2;Änne Öl;Köln\n"


def lines(data: bytes, reading=None):
    stream = io.BytesIO(data)
    return [cells for _line, cells in lines_in(stream, reading or reading_of(stream))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_simplified_chinese_is_read_in_every_usual_encoding(encoding):
    assert lines(CHINESE.encode(encoding))[1] == ["1", "王伟", "上海"]


def test_traditional_chinese_is_read_in_big5():
    text = "客戶編號,姓名,城市\n1,陳美玲,臺北\n2,林志豪,高雄\n3,張淑芬,臺中\n"

    assert lines(text.encode("big5"))[1] == ["1", "陳美玲", "臺北"]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8"])
def test_european_text_is_read(encoding):
    assert lines(GERMAN.encode(encoding))[1] == ["1", "Jürgen Groß", "München"]


def test_foreign_letters_far_below_the_top_are_found():
    data = ("n,city\n" + "1,Paris\n" * 60_000).encode() + "2,上海\n3,北京\n".encode("gb18030")

    assert lines(data)[-1] == ["3", "北京"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(mark):
    text = "a,b,c\n1,2,3\n4,5,6\n".replace(",", mark)

    assert (reading_of(io.BytesIO(text.encode())).delimiter, lines(text.encode())[2]) == (mark, ["4", "5", "6"])


def test_quotation_marks_behind_a_blank_hold_cells_together_only_where_lines_would_fall_apart():
    even, uneven = b'a, b\n1, "x"\n2, ""\n', b'a, b\n1, "x, y"\n2, "z"\n'

    assert (lines(even)[1:], lines(uneven)[1:]) == ([["1", '"x"'], ["2", '""']], [["1", "x, y"], ["2", "z"]])


def test_lines_keep_their_numbers_over_line_breaks_and_empty_lines():
    stream = io.BytesIO(b'a,b\n"1\n1",2\n\n3,4\n')

    assert list(lines_in(stream, Reading("utf-8", ","))) == [(1, ["a", "b"]), (2, ["1\n1", "2"]), (5, ["3", "4"])]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,\x002\n", "no table of text"),
        (CHINESE.encode() + CHINESE.encode("gb18030") * 3 + GERMAN.encode("cp1252"), "more than one encoding"),
        (b"a,b\n1," + b"x" * 1_000_000 + b"\n", "more than 20000 characters"),
        (b"a,b\n1," + b"x" * 30_000 + b"\n", "more than 20000 characters"),
        (",".join(str(n) for n in range(10_000)).encode(), "more than 256 columns"),
        (b'a,b\n"never closed,1\n' + b"2,3\n" * 100_000, "every quotation mark is closed"),
    ],
    ids=["nul", "mixed", "million", "long", "columns", "quote"],
)
def test_what_is_no_table_is_refused_with_what_to_do(data, words):
    with pytest.raises(Unreadable, match=words):
        lines(data)


def test_bytes_that_do_not_fit_the_chosen_encoding_are_refused():
    with pytest.raises(Unreadable, match="Choose another one"):
        lines(CHINESE.encode("gb18030"), Reading("utf-8", ","))


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([["Name", "City"], ["Ann", "Rome"], ["Bo", "Bonn"]], 1),
        ([["Customers of 2026"], ["as of", "1 May"], ["No", "Name", "City"], ["1", "Ann", "Rome"], ["2", "Bo", "Bonn"]], 3),
        ([["1", "13800138000", "2026-01-01"], ["2", "13800138001", "2026-01-02"]], 0),
        ([["Only"], ["x"]], 1),
    ],
)  # fmt: skip
def test_headings_are_found_below_titles_and_missed_where_there_are_none(rows, line):
    assert heading_line(list(enumerate(rows, start=1))) == line


def test_every_column_has_a_name_of_its_own():
    found = names_of(["Name", "", " Name ", "x" * 500], 5, "Column {n}")

    assert found == ["Name", "Column 2", "Name (2)", "x" * 120, "Column 5"]


@given(st.lists(st.text(max_size=150), max_size=12), st.integers(1, 12))
def test_names_never_repeat(cells, width):
    found = names_of(cells, width, "Column {n}")

    assert (len(found), len(set(found))) == (width, width)
    assert all(0 < len(name) <= 120 for name in found)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    try:
        found = lines(data)
    except Unreadable:
        return
    assert all(isinstance(cell, str) for cells in found for cell in cells)
