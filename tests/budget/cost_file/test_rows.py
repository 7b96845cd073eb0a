import datetime
from decimal import Decimal

import pytest

from implementation.budget.cost_file.headings import find_header, guess_columns
from implementation.budget.cost_file.rows import Known, read_rows

TODAY = datetime.date(2026, 11, 21)
DAY = datetime.date(2026, 10, 5)
COLUMNS = {"on": 0, "category": 1, "amount": 2, "supplier": 3, "reference": 4, "note": 5, "package": 6}
KNOWN = Known(
    categories={"acquisition": "acquisition", "购置": "acquisition"},
    packages={"clean the data": 7},
    first_day=datetime.date(2024, 1, 1),
    today=TODAY,
)
ROW = ["2026-10-05", "Acquisition", "120.50", "Data House", "R-1", "Licences", "Clean the data"]


def read(*rows, known=KNOWN):
    return read_rows(enumerate(rows, start=2), columns=COLUMNS, known=known)


def changed(place, value):
    return [*ROW[:place], value, *ROW[place + 1 :]]


def test_a_good_row_is_read_whole():
    [line] = read(ROW).lines

    assert (line.line, line.on, line.category, line.amount) == (2, DAY, "acquisition", Decimal("120.50"))
    assert (line.supplier, line.reference, line.note, line.package) == ("Data House", "R-1", "Licences", 7)


@pytest.mark.parametrize(
    ("place", "value", "column", "reason"),
    [
        (0, "", "on", "no_day"),
        (0, "soon", "on", "bad_day"),
        (0, "2026-11-22", "on", "in_the_future"),
        (0, "1926-11-20", "on", "too_early"),
        (1, "", "category", "no_category"),
        (1, "Parties", "category", "unknown_category"),
        (2, "", "amount", "no_amount"),
        (2, "a lot", "amount", "bad_amount"),
        (2, "0", "amount", "not_positive"),
        (2, "-5", "amount", "not_positive"),
        (2, "1.0055", "amount", "too_fine"),
        (6, "Another", "package", "unknown_package"),
    ],
)
def test_each_bad_cell_is_named_with_its_reason(place, value, column, reason):
    reading = read(changed(place, value))

    assert [(item.line, item.column, item.reason, item.value) for item in reading.problems] == [
        (2, column, reason, value)
    ]
    assert reading.lines == []


def test_every_bad_cell_of_a_row_is_named():
    reading = read(["soon", "Parties", "a lot", "", "", "", ""])

    assert [item.reason for item in reading.problems] == ["bad_day", "unknown_category", "bad_amount"]


def test_a_currency_without_a_smaller_unit_takes_whole_amounts():
    yen = Known(KNOWN.categories, {}, KNOWN.first_day, TODAY, places=0)

    reading = read(["2026-10-05", "购置", "120.5"], ["2026-10-05", "购置", "120"], known=yen)

    assert [item.reason for item in reading.problems] == ["too_fine"]
    assert [line.amount for line in reading.lines] == [Decimal(120)]


def test_a_double_of_the_record_and_of_the_file_is_shown():
    known = Known(
        KNOWN.categories, KNOWN.packages, KNOWN.first_day, TODAY, entered=frozenset({("r-1", DAY, Decimal("120.50"))})
    )

    reading = read(ROW, changed(4, "R-2"), changed(4, "r-2"), known=known)

    assert [(line.line, line.double_of) for line in reading.doubles] == [(2, 0), (4, 3)]
    assert [line.line for line in reading.new] == [3]
    assert reading.total == Decimal("120.50")


def test_rows_without_a_reference_are_no_doubles():
    reading = read(changed(4, ""), changed(4, ""))

    assert reading.doubles == []


def test_columns_are_found_by_their_headings_in_any_order():
    rows = [(1, ["Costs of October"]), (2, ["金额", "日期", "类别", "Supplier"])]

    head = find_header(rows, {})

    assert head == 1
    assert guess_columns(rows[head][1], {}) == {"amount": 0, "on": 1, "category": 2, "supplier": 3}


def test_what_the_product_writes_is_known_too():
    assert guess_columns(["Tag", "Betrag"], {"on": ["Tag"], "amount": ["Betrag"]}) == {"on": 0, "amount": 1}
