import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.rollout.adoption_file.cells import as_count, as_day, is_day_first, plain
from implementation.rollout.adoption_file.changes import changes
from implementation.rollout.adoption_file.headings import find_header, guess_columns
from implementation.rollout.adoption_file.rows import Known, Line, read_rows

TODAY = datetime.date(2026, 11, 21)
MONDAY = datetime.date(2026, 11, 16)
COLUMNS = {"week": 0, "module": 1, "department": 2, "active": 3, "staff": 4, "logins": 5}
KNOWN = Known(
    {"module": {"sales": 1, "service": 2}, "department": {"south": 7, "east": 8}, "pilot": {"quotes": 9}}, {9: 1}
)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime.date(2026, 11, 16), MONDAY),
        (datetime.datetime(2026, 11, 16, 8, 30), MONDAY),
        ("2026-11-16", MONDAY),
        ("2026/11/16", MONDAY),
        ("2026-11-16T00:00:00", MONDAY),
        ("2026年11月16日", MONDAY),
        ("２０２６－１１－１６", MONDAY),
        ("16.11.2026", MONDAY),
        ("16/11/26", MONDAY),
        ("16 Nov 2026", MONDAY),
        ("November 16, 2026", MONDAY),
        ("2026-W47", MONDAY),
        ("2026年第47周", MONDAY),
        (46342, MONDAY),
        ("2026-02-30", None),
        ("last week", None),
        ("", None),
        (None, None),
        (True, None),
        (7, None),
    ],
)
def test_a_day_is_read_in_its_usual_shapes(cell, day):
    assert as_day(cell) == day


def test_the_month_comes_first_where_a_middle_number_shows_it():
    cells = ["3/4/2026", "11/16/2026"]

    assert (is_day_first(cells), is_day_first(cells[:1])) == (False, True)
    assert as_day("3/4/2026", day_first=False) == datetime.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (15, 15), (15.0, 15), ("15", 15), ("15.0", 15), ("1,234", 1234), ("１５", 15), (0, 0),
        (1.5, None), (-1, None), ("-1", None), ("abc", None), ("", None), (None, None), (True, None), (float("nan"), None),
        (10**12, None), ("9" * 40, None), (float("inf"), None),
    ],
)  # fmt: skip
def test_a_count_is_a_whole_number_from_nought_on(cell, count):
    assert as_count(cell) == count


def test_columns_are_found_by_their_headings_in_three_languages():
    assert guess_columns(["日期", "模块", "部门", "活跃人数", "人数", "登录次数"], {}) == COLUMNS
    assert guess_columns(["週", "模組", "部門", "活躍人數", "人數", "登入次數"], {}) == COLUMNS
    assert guess_columns(["note", "Active  Users", "WEEK"], {}) == {"active": 1, "week": 2}
    assert guess_columns(["Semaine"], {"week": ["semaine"]}) == {"week": 0}


def test_headings_are_found_below_a_title():
    rows = [(1, ["Weekly list"]), (3, ["Week", "Module", "Active"]), (4, ["2026-11-16", "Sales", 3])]

    assert (find_header(rows, {}), find_header([], {})) == (1, 0)


def read(*rows, columns=COLUMNS, known=KNOWN):
    return read_rows(list(enumerate(rows, start=2)), columns=columns, known=known, as_of=TODAY)


def test_a_usable_row():
    reading = read(["2026-11-18", " SALES ", "South", 15, "18", None])

    assert reading.lines == [Line(2, 1, 7, None, MONDAY, {"active": 15, "staff": 18, "logins": None})]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ([None, "Sales", "South", 1, 2], "week", "no_week"),
        (["soon", "Sales", "South", 1, 2], "week", "bad_week"),
        (["2026-11-30", "Sales", "South", 1, 2], "week", "in_the_future"),
        (["2026-11-16", "Sales", "South", None, 2], "active", "no_number"),
        (["2026-11-16", "Sales", "South", "x", 2], "active", "bad_number"),
        (["2026-11-16", "Sales", "South", 3, 2], "active", "too_many"),
        (["2026-11-16", "Sales", "South", 0, 0], "staff", "nobody"),
        (["2026-11-16", "", "South", 1, 2], "module", "no_name"),
        (["2026-11-16", "Sales", "", 1, 2], "department", "no_place"),
        (["2026-11-16", "=cmd|' /C calc'!A0", "South", 1, 2], "module", "unknown_name"),
        (["2026-11-16", "Sales"], "department", "no_place"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row, column, reason):
    reading = read(row)

    assert [(item.line, item.column, item.reason) for item in reading.problems] == [(2, column, reason)]
    assert reading.lines == []


def test_unknown_names_are_counted_and_can_be_matched_or_left_out():
    rows = [
        ["2026-11-16", "CRM", "South", 1, 2],
        ["2026-11-16", "CRM", "East", 1, 2],
        ["2026-11-16", "Sales", "HQ", 1, 2],
    ]

    assert read(*rows).unknown == {"module": {"CRM": 2}, "department": {"HQ": 1}}
    chosen = Known(KNOWN.names, KNOWN.pilots, {"module": {"crm": 2}, "department": {"hq": 0}})
    reading = read(*rows, known=chosen)
    assert ([line.module for line in reading.lines], reading.left_out, reading.problems) == ([2, 2], 1, [])


def test_a_pilot_as_a_whole_brings_its_module():
    columns = {"week": 0, "pilot": 1, "active": 2, "staff": 3}

    reading = read(["2026-11-16", "Quotes", 3, 9], columns=columns)

    assert reading.lines == [Line(2, 1, None, 9, MONDAY, {"active": 3, "staff": 9})]


def test_a_pilot_of_another_module_is_refused():
    columns = {"week": 0, "module": 1, "pilot": 2, "active": 3, "staff": 4}

    assert read(["2026-11-16", "Service", "Quotes", 3, 9], columns=columns).problems[0].reason == "other_module"


def test_of_two_rows_about_the_same_week_the_last_counts_and_that_is_said():
    reading = read(["2026-11-16", "Sales", "South", 1, 9], ["2026-11-18", "Sales", "South", 5, 9])

    assert ([line.values["active"] for line in reading.lines], reading.doubles) == ([5], [(2, 3)])


def test_a_name_is_compared_without_width_case_and_spaces():
    assert plain("  Ｓales \t South ") == "sales south"


lines = st.lists(
    st.builds(
        lambda n, module, place, active, logins: Line(
            n, module, place, None, MONDAY - datetime.timedelta(weeks=n), {"active": active, "staff": 99, "logins": logins}
        ),
        st.integers(0, 9), st.integers(1, 2), st.integers(7, 8), st.integers(0, 99), st.none() | st.integers(0, 9),
    ),
    unique_by=lambda line: line.key,
)  # fmt: skip


def take(on_record, found):
    """The figures on record after these lines."""
    would = changes(on_record, found)
    return on_record | {key: dict(line.values) for key, line in (would.new | would.replaced).items()}


@given(lines, st.randoms(use_true_random=False), st.integers(0, 30))
def test_in_any_split_and_order_the_figures_are_the_same(found, random, at):
    shuffled = random.sample(found, len(found))

    assert take(take({}, shuffled[:at]), shuffled[at:]) == take({}, found)


@given(lines)
def test_the_same_lines_again_change_nothing(found):
    again = changes(take({}, found), found)

    assert (again.new, again.replaced, again.unchanged) == ({}, {}, len(found))


def test_a_count_without_a_column_stays_as_it_is():
    line = Line(2, 1, 7, None, MONDAY, {"active": 5, "staff": 9})

    assert changes({line.key: {"active": 5, "staff": 9, "logins": 40, "records": None}}, [line]).unchanged == 1
