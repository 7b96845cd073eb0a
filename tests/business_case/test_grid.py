"""Cells as people write them, and what becomes of lines that are pasted."""

from decimal import Decimal

import pytest

from core.refusal import Refused
from implementation.business_case.grid import Choices, columns, entry_of, grid_rows, make_room, read
from implementation.business_case.grid.fates import fate_of_new
from implementation.business_case.grid.pasting import preview, rows_of
from implementation.business_case.models import Line
from implementation.business_case.worth import Worth
from tests.business_case.factories import make_case, make_line
from tests.goals.factories import make_goal

pytestmark = pytest.mark.django_db


def cell(case, name, text, kind="cost"):
    column = next(item for item in columns(case) if item.name == name)
    return read(column, text, kind=kind, choices=Choices(case))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("y1", "", 0),
        ("y1", "1,200", 1200),
        ("y1", "1 200.50", Decimal("1200.50")),
        ("y1", "12,345,678", 12345678),
        ("y1", "¥5", 5),
        ("y1", "€ 1,200", 1200),
        ("y1", 1200.5, Decimal("1200.5")),
        ("y1", "￥１２，０００", 12000),
        ("low", "８０％", 80),
        ("low", "80 %", 80),
        ("growth", "-3%", -3),
        ("growth", "−3", -3),
        ("start_month", "", 0),
        ("start_month", "120", 120),
        ("end_month", "", None),
        ("end_month", "12.0", 12),
        ("category", "staff", "staff"),
        ("category", "STAFF", "staff"),
        ("shape", "Every month", "monthly"),
        ("goal", "–", None),
        ("title", " Fee ", "Fee"),
    ],
)
def test_a_cell_is_read_as_it_is_written(programme, name, text, value):
    assert cell(make_case(programme), name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("y1", "-5", "Write an amount of 0 or more"),
        ("y1", "1,5", "Write an amount"),
        ("y1", "1.234", "at most two decimals"),
        ("y1", "1e5", "Write an amount"),
        ("y1", "NaN", "Write an amount"),
        ("y1", "=1+1", "Write an amount"),
        ("y1", "9" * 10_000_000, "Write an amount"),
        ("y1", "9" * 16, "too large"),
        ("growth", "-100", "above −100 %"),
        ("growth", "501", "too large"),
        ("start_month", "121", "from 0, the time of the investment, to 120"),
        ("start_month", "-1", "from 0"),
        ("start_month", "²", "from 0"),
        ("category", "revenue", "No such choice"),
        ("shape", "weekly", "Write one of: By year, Once, Every month, Every year"),
        ("goal", "no such goal", "no goal of this name"),
        ("title", " ", "Say what is paid for"),
        ("title", "x" * 121, "At most 120 characters"),
    ],
)
def test_a_bad_cell_gets_a_sentence(programme, name, text, sentence):
    with pytest.raises(Refused, match=sentence):
        cell(make_case(programme), name, text)


def test_a_currency_without_decimals_refuses_them(programme):
    programme.organisation.currency = "JPY"
    programme.organisation.save()

    with pytest.raises(Refused, match="no decimals"):
        cell(make_case(programme), "y1", "1.50")


def test_words_of_another_language_are_understood(programme):
    from django.utils import translation

    case = make_case(programme)
    with translation.override("zh-hans"):
        word = str(case.chosen.lines.get(kind="cost").get_category_display())

    assert cell(case, "category", word) == "acquisition"


def test_a_goal_is_found_by_its_title(programme):
    goal = make_goal(programme, title="Fewer calls")

    assert cell(make_case(programme), "goal", "fewer CALLS") == goal.pk


def first(case):
    return Worth(case).costs[0]


def test_only_what_differs_is_written(programme):
    case = make_case(programme)

    assert entry_of(first(case), {"title": "A cost", "y0": Decimal(100_000)}, columns(case)) is None
    found = entry_of(first(case), {"title": "Other", "low": Decimal(80)}, columns(case))
    assert found.fields == {"title": "Other", "low": 80}


def test_a_cell_that_the_shape_has_no_use_for_is_left_out(programme):
    case = make_case(programme)

    assert entry_of(first(case), {"growth": Decimal(5), "likely": Decimal(7)}, columns(case)) is None


@pytest.mark.parametrize(
    ("was", "written", "now"),
    [
        # Filled from the left, from nothing.
        ((0, 0, 0), {"low": 180}, (180, 180, 180)),
        ((180, 180, 180), {"likely": 200}, (180, 200, 200)),
        ((180, 200, 200), {"high": 260}, (180, 200, 260)),
        # And from the right, or from the middle.
        ((0, 0, 0), {"high": 260}, (0, 0, 260)),
        ((0, 0, 0), {"likely": 200}, (0, 200, 200)),
        ((200, 200, 260), {"likely": 190}, (190, 190, 260)),
        # What somebody wrote stays, and is then in the wrong order.
        ((180, 200, 260), {"likely": 300}, (180, 300, 260)),
        ((180, 200, 260), {"likely": 100}, (180, 100, 260)),
        ((180, 200, 260), {"low": 210}, (210, 200, 260)),
        ((200, 200, 200), {"high": 190}, (200, 200, 190)),
        ((200, 200, 200), {"low": 1, "high": 2}, (1, 200, 2)),
    ],
)
def test_an_amount_without_a_range_of_its_own_makes_room(was, written, now):
    line = Line(shape="once", **dict(zip(("low", "likely", "high"), was, strict=True)))

    found = make_room(line, written)

    assert tuple(found.get(name, getattr(line, name)) for name in ("low", "likely", "high")) == now


def test_shares_of_the_years_do_not_make_room():
    line = Line(shape="years", low=100, likely=100, high=100)

    assert make_room(line, {"low": Decimal(110)}) == {"low": 110}


def test_another_shape_takes_over_what_the_line_comes_to(programme):
    case = make_case(programme)

    found = entry_of(first(case), {"shape": "once"}, columns(case))

    assert (found.fields["likely"], found.fields["start_month"], found.amounts) == (120_000, 0, None)


def test_rows_say_what_can_be_written(programme):
    case = make_case(programme)
    make_line(case, title="Fee", shape="monthly", low=1, likely=2, high=3)

    rows = grid_rows(Worth(case), Choices(case))
    opened = {item.line.title: {cell.column.name for cell in item.cells if cell.is_open} for item in rows}

    assert "growth" in opened["Fee"]
    assert "y1" not in opened["Fee"]
    assert {"y0", "low", "high"} <= opened["A cost"]
    assert "likely" not in opened["A cost"]


def pasted(case, text, column="title", numbers=(), kind="cost"):
    return preview(Worth(case), text, column=column, numbers=list(numbers), kind=kind, choices=Choices(case))


def test_pasted_cells_go_down_and_to_the_right(programme):
    case = make_case(programme)
    numbers = [row.line.pk for row in Worth(case).rows]

    found = pasted(case, "1\t2\n3\t4", "y0", numbers)

    assert [(item.kind, item.entry.amounts[0], item.entry.amounts[1]) for item in found] == [
        ("changed", 1, 2),
        ("changed", 3, 4),
    ]


def test_rows_below_the_last_line_are_new_lines(programme):
    found = pasted(make_case(programme), "Fee\tstaff\tmonthly\t\t100\t150\t2\t1")

    assert [(item.kind, item.entry.line) for item in found] == [("new", None)]
    fields = found[0].entry.fields
    assert (fields["low"], fields["likely"], fields["high"], fields["growth"]) == (100, 100, 150, 2)


def test_the_same_cells_change_nothing(programme):
    case = make_case(programme)
    row = first(case)

    assert [item.kind for item in pasted(case, "A cost\tAcquisition", "title", [row.line.pk])] == ["same"]


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("abc", "y0", "Write an amount"),
        ("1\t2\t3\t4", "y0", "more cells than columns"),
        ("120 %", "low", "Low must not be above likely"),
    ],
)
def test_a_refused_row_says_why(programme, text, column, sentence):
    case = make_case(programme)

    found = pasted(case, text, column, [first(case).line.pk])

    assert found[0].kind == "refused"
    assert sentence in found[0].problems[0][1]


def test_a_new_line_needs_a_title_and_a_category(programme):
    case = make_case(programme)

    found = fate_of_new(case.chosen, "cost", {"y0": "5"}, columns(case), Choices(case), where="Row 1")

    assert [name for name, _why in found.problems] == ["title", "category"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "nothing to paste"), ("x\n" * 61, "imported as a file"), ("x" * 200_001, "too much for one paste")],
)
def test_what_is_no_paste_is_refused(text, sentence):
    with pytest.raises(Refused, match=sentence):
        rows_of(text)
