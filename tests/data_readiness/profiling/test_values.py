import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.profiling.countries import country
from implementation.data_readiness.profiling.dates import DAY_FIRST, MONTH_FIRST, day, order_of
from implementation.data_readiness.profiling.numbers import number
from implementation.data_readiness.profiling.shapes import pattern, shape_of
from implementation.data_readiness.profiling.validity import check_for

DAY = datetime.date(2026, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "2026/3/4",
        "2026.03.04",
        "20260304",
        "2026年3月4日",
        "04.03.2026",
        "4/3/2026",
        "4 Mar 2026",
        "4th March, 2026",
        "March 4, 2026",
        "2026-03-04T12:30:00Z",
        "2026-03-04 09:15",
        "民國115年3月4日",
        "115/3/4",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "20261301", "1998", "13/13/2026", "soon", "3/4", "9999-01-01", "1" * 500]
)
def test_what_is_no_day_is_none(text):
    assert day(text) is None


def test_the_order_of_day_and_month_is_told_by_values_that_leave_no_doubt():
    assert order_of(["3/4/2026", "12/25/2026"]) == MONTH_FIRST
    assert order_of(["3/4/2026", "25/12/2026"]) == DAY_FIRST
    assert (day("3/4/2026", MONTH_FIRST), day("3/4/2026")) == (DAY, datetime.date(2026, 4, 3))


@given(st.dates(datetime.date(1850, 1, 1), datetime.date(2150, 12, 31)))
def test_a_day_comes_home_from_every_way_of_writing(on):
    ways = (on.isoformat(), f"{on:%Y%m%d}", f"{on:%d.%m.%Y}", f"{on.year}年{on.month}月{on.day}日", f"{on:%d %B %Y}")

    assert {day(text) for text in ways} == {on}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234", 1234.0),
        ("¥1,200", 1200.0),
        ("-3", -3.0),
        ("(12)", -12.0),
        ("3.5 %", 0.035),
        ("12万", 120000.0),
        ("1e3", 1000.0),
        ("１２３", 123.0),
        ("2,50 €", 2.5),
        ("−7", -7.0),
        (".5", 0.5),
    ],
)
def test_a_number_is_read_however_it_is_written(text, value):
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "12a", "1,23,4", "--3", "1.2.3", "%", "¥", "9" * 100])
def test_what_is_no_number_is_none(text):
    assert number(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text):
    for kind in kinds.ALL:
        assert isinstance(check_for(kind, today=DAY, birth=True)(text), str)
    assert isinstance(shape_of(text), str)
    assert country(text) in (country(text), "")


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("email", "ann.lee@example.org", ""),
        ("email", "李@例子.中国", ""),
        ("email", "ann..lee@example.org", "no_email"),
        ("email", "ann@example", "no_email"),
        ("email", "ann lee@example.org", "no_email"),
        ("email", "n/a", "placeholder"),
        ("phone", "138 0013 8000", ""),
        ("phone", "+86 10 6552 9988", ""),
        ("phone", "+886 2 2720 8889", ""),
        ("phone", "+86 138", "phone_short"),
        ("phone", "138001380001380", "phone_long"),
        ("phone", "call me", "no_phone"),
        ("date", "2026-02-30", "no_date"),
        ("number", "12 pieces", "no_number"),
        ("boolean", "是", ""),
        ("boolean", "maybe", "no_boolean"),
        ("country", "中国", ""),
        ("country", "Germany", ""),
        ("country", "Atlantis", "no_country"),
        ("url", "www.example.org/a", ""),
        ("url", "example", "no_url"),
        # Published examples of the libraries' documentation and of GB 32100-2015.
        ("uscc", "91110000600037341L", ""),
        ("uscc", "91110000600037342L", "bad_check_digit"),
        ("uscc", "9111000060003734", "bad_length"),
        ("resident_id", "360426199101010071", ""),
        ("resident_id", "360426199101010072", "bad_check_digit"),
        ("vat", "DE136695976", ""),
        ("vat", "DE136695977", "bad_check_digit"),
        ("ubn", "00501503", ""),
        ("ubn", "00501502", "bad_check_digit"),
        ("text", "锟斤拷公司", "garbled"),
        ("text", "未知", "placeholder"),
        ("text", "Good Ltd", ""),
    ],
)
def test_a_value_is_judged_with_the_reason(kind, text, reason):
    assert check_for(kind, region="CN")(text) == reason


@pytest.mark.parametrize(
    ("region", "text", "reason"),
    [
        ("HK", "2123 4567", ""),
        ("TW", "0912 345 678", ""),
        ("CN", "0912 345 678", "no_phone"),
        ("ZZ", "+49 30 901820", ""),
        ("ZZ", "13800138000", "no_phone"),
    ],
)
def test_a_phone_number_is_judged_by_its_country(region, text, reason):
    assert check_for("phone", region=region)(text) == reason


def test_a_birthday_to_come_is_none():
    check = check_for("date", today=DAY, birth=True)

    assert [check("2026-03-04"), check("2026-03-05")] == ["", "not_born"]


@pytest.mark.parametrize(
    ("heading", "values", "kind"),
    [
        ("E-Mail", ["a@example.org", "b@example", ""], "email"),
        ("手机", ["13800138000", "139"], "phone"),
        ("统一社会信用代码", ["91110000600037341L", "x"], "uscc"),
        ("x", ["91110000600037341L"], "uscc"),
        ("Birthday", ["1990-01-01"], "date"),
        ("postcode", ["0123", "200000"], "code"),
        ("zip", ["100000"], "code"),
        ("turnover", ["1,200", "3"], "number"),
        ("article", ["00123", "00124"], "code"),
        ("active", ["yes", "no", "yes"], "boolean"),
        ("Country", ["CN", "Germany"], "country"),
        ("客户地址", ["上海市"], "address"),
        ("联系人", ["王伟"], "person"),
        ("city", ["Beijing", "Shanghai"], "text"),
        ("mailing address", ["1 Main St"], "address"),
        ("anything", [], "text"),
        ("sku", ["A-1", "A-2"], "code"),
    ],
)
def test_a_type_is_guessed_from_heading_and_values(heading, values, kind):
    assert kinds.guess(heading, values) == kind


@pytest.mark.parametrize(
    ("heading", "kind", "personal"),
    [
        ("x", "phone", True),
        ("name", "text", True),
        ("product name", "text", False),
        ("city", "text", False),
        ("date_of_birth", "date", True),
        ("公司名称", "text", False),
        ("备注", "text", True),
    ],
)
def test_what_tells_of_people_is_guessed(heading, kind, personal):
    assert kinds.is_personal(heading, kind) is personal


@given(st.from_regex(r"[A-Z]{1,3}-[0-9]{2,5}", fullmatch=True))
def test_a_value_has_its_own_shape(text):
    assert pattern(shape_of(text)).match(text)
