"""Lines out to a workbook and back."""

from io import BytesIO

import pytest
from django.utils import translation
from django.utils.translation import gettext
from openpyxl import Workbook, load_workbook

from core.refusal import Refused, Stale
from implementation.business_case import actions
from implementation.business_case.actions.lines import written
from implementation.business_case.grid.fates import digest
from implementation.business_case.models import Line, Scenario
from implementation.business_case.workbook import Brought, fates, read_file, workbook
from implementation.business_case.workbook.headings import HEADINGS, by_heading
from tests.business_case.factories import make_case, make_line
from tests.factories import user_as
from tests.goals.factories import make_goal

pytestmark = pytest.mark.django_db
HEADS = ["No.", "Scenario", "Kind", "Line", "Category", "When", "Low", "Likely", "High", "Year 0", "Year 1"]


def full_case(programme):
    case = make_case(programme)
    make_line(case, title="Fee", shape="monthly", low=1, likely=2, high=3, growth=4, start_month=5, end_month=20)
    make_line(
        case, kind="benefit", title="=1+1", goal=make_goal(programme, title="A goal"), low=50, high=150, amounts=[0, 7]
    )
    return case


def bring(case, *rows, heads=HEADS, name="lines.xlsx"):
    book = Workbook()
    book.active.title = "Lines"
    for row in [heads, *rows]:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return fates(case, read_file(name, stream.getvalue()))


def test_an_export_brought_back_changes_nothing(programme):
    case = full_case(programme)

    found = fates(case, read_file("case.xlsx", workbook(case)))

    assert [item.kind for item in found] == ["same"] * 4


def test_an_export_of_the_version_before_still_knows_its_lines(programme):
    first = full_case(programme)
    data = workbook(first)
    actions.submit(first, by=user_as("manager", programme))
    actions.confirm(first, by=user_as("sponsor", programme))

    assert [item.kind for item in fates(make_case(programme), read_file("x.xlsx", data))] == ["same"] * 4


def test_the_workbook_has_four_sheets_and_no_formula_of_ours(programme):
    book = load_workbook(BytesIO(workbook(full_case(programme))))

    assert book.sheetnames == ["Lines", "By year", "Scenarios", "Settings"]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    rows = {row[1].value: [cell.value for cell in row] for row in book["By year"].iter_rows()}
    assert rows["A cost"][2:] == ["Acquisition", 100000, 10000, 10000, 120000]


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", ["低", "很可能", "高"]), ("en", ["Low", "Likely", "High"])]
)
def test_headings_of_earlier_exports_are_still_known(language, words):
    known = by_heading()

    with translation.override(language):
        assert [gettext(word) for word in ("Low", "Likely", "High")] == words
    assert [known[word.casefold()] for word in words] == ["low", "likely", "high"]


def test_a_likely_amount_is_not_a_step_of_likelihood():
    with translation.override("zh-hans"):
        words = {str(HEADINGS["likely"]), str(Line._meta.get_field("likely").verbose_name)}

        assert gettext("Likely") not in words and len(words) == 1


def test_a_changed_cell_is_told_before_it_is_written(programme):
    case = make_case(programme)
    line = case.chosen.lines.get(kind="cost")

    found = bring(case, [line.pk, "", "Cost", "A cost", "Acquisition", "By year", 90, 100, 120, 100000, 5])

    assert [(str(label), before, after) for label, before, after in found[0].said] == [
        ("Low", "100", "90"),
        ("High", "100", "120"),
        ("Year 1", "10,000", "5"),
    ]
    assert Line.objects.get(pk=line.pk).low == 100


def test_a_row_without_a_number_is_a_new_line_of_its_scenario(programme):
    case = make_case(programme)
    buy = Scenario.objects.create(case=case, mode="buy", title="Buy it")

    found = bring(
        case,
        [None, "buy it", "Cost", "Licences", "acquisition", "Once", None, 500, None, None, None],
        [None, None, "benefit", "Time", "Savings", None, None, None, None, 0, 80],
    )

    assert [(item.kind, item.scenario) for item in found] == [("new", buy), ("new", case.chosen)]


@pytest.mark.parametrize(
    ("row", "address", "sentence"),
    [
        ([None, "", "Cost", "x", "staff", "", None, None, None, "abc", None], "Lines!J2", "Write an amount"),
        ([None, "", "Cost", "x", "staff", "", None, None, None, "9" * 5000, None], "Lines!J2", "Write an amount"),
        ([None, "", "Cost", "x", "nonsense", "", None, None, None, 1, None], "Lines!E2", "No such choice"),
        ([None, "", "Cost", "", "staff", "", None, None, None, 1, None], "Lines!D2", "Say what is paid for"),
        ([None, "", "Loss", "x", "staff", "", None, None, None, 1, None], "Lines!C2", "No such choice"),
        ([None, "Mars", "Cost", "x", "staff", "", None, None, None, 1, None], "Lines!B2", "no scenario of this name"),
        ([987654, "", "Cost", "x", "staff", "", None, None, None, 1, None], "Lines!A2", "No line of this version"),
        ([None, "", "Cost", "x", "staff", "Once", 9, 5, 6, None, None], "Lines!G2", "Low must not be above"),
        ([None, "", "Cost", "x", "staff", "Once", 5, 5, 6, 9, None], "Lines!J2", "Amounts by year belong"),
        ([None, "", "Cost", "x", "staff", "", None, None, None, "=1+1", None], "Lines!J2", "A formula is not read"),
        ([None, "", "Cost", "x", "staff", "", None, None, None, -5, None], "Lines!J2", "0 or more"),
    ],
)
def test_every_bad_cell_is_named_with_its_address(programme, row, address, sentence):
    found = bring(make_case(programme), row)

    assert found[0].kind == "refused"
    assert (found[0].problems[0][0], sentence in found[0].problems[0][1]) == (address, True)


def test_a_line_stands_in_a_file_once_and_keeps_its_kind(programme):
    case = make_case(programme)
    line = case.chosen.lines.get(kind="cost")
    row = [line.pk, "", "Cost", "A cost", "Acquisition", "By year", 100, 100, 100, 1, 1]

    twice = bring(case, row, row)
    turned = bring(case, [line.pk, "", "Benefit", *row[3:]])

    assert [item.kind for item in twice] == ["changed", "refused"]
    assert "does not become a benefit" in turned[0].problems[0][1]


@pytest.mark.parametrize("heads", [["Name", "Amount"], ["Kind"], ["Line"]])
def test_a_file_without_the_headings_is_refused(programme, heads):
    with pytest.raises(Refused, match="headings of an export"):
        bring(make_case(programme), ["x", "y"], heads=heads)


def test_doubled_headings_are_refused(programme):
    with pytest.raises(Refused, match="same heading"):
        bring(make_case(programme), ["x"] * 3, heads=["Kind", "Line", "Line"])


def test_what_a_session_keeps_is_the_same(programme):
    case = full_case(programme)
    brought = read_file("case.xlsx", workbook(case))

    assert digest(fates(case, Brought(**brought.as_plain()))) == digest(fates(case, brought))


def written_by(case, row, **more):
    found = bring(case, row)
    seen = more.get("seen", digest(found))
    return actions.bring_in(case, lambda: found, by=user_as("manager", case.programme), seen=seen, verb="imported")


def test_it_is_written_at_one_go(programme):
    case = make_case(programme)

    number = written_by(case, [None, "", "Cost", "Fee", "staff", "", None, None, None, 5, None])

    assert (number, case.chosen.lines.filter(title="Fee").count()) == (1, 1)


@pytest.mark.parametrize(
    ("row", "seen", "error"),
    [
        ([None, "", "Cost", "x", "staff", "", None, None, None, "abc", None], None, Refused),
        ([None, "", "Cost", "x", "staff", "", None, None, None, 1, None], "other", Stale),
    ],
)
def test_nothing_is_half_written(programme, row, seen, error):
    case = make_case(programme)
    before = written(case.chosen)

    with pytest.raises(error):
        written_by(case, row, **({"seen": seen} if seen else {}))

    assert written(case.chosen) == before
