import io

import openpyxl
import pytest
from django.utils import translation

from sla.statements import paper
from sla.statements.told import level, told, value_words
from tests.factories import user_as
from tests.sla.factories import BREACH, bring_in, make_agreement, make_contract, make_exclusion, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(programme):
    """January 2025 with a minute of it excluded: still below its target."""
    contract = make_contract(programme, contact=user_as("vendor_contact", programme), time_zone="Asia/Shanghai")
    agreement = make_agreement(programme, contract=contract)
    bring_in(agreement, BREACH.replace(b"2024-12-31T23:00", b"2024-12-31T10:00"))
    make_exclusion(agreement, "2025-01-10T10:00:00+00:00", "2025-01-10T10:01:00+00:00", reason="=1+1")
    return make_statement(programme, agreement)


def test_the_facts_say_what_the_month_came_to(statement):
    facts = statement.kept.facts
    (line,) = facts["objectives"]

    assert (line["raw"], line["attained"], line["down"], line["excluded"]) == ("99.8655913978", False, "59", "1")
    assert facts["totals"] == {"month": "100", "corrections": "0", "together": "100", "year": "100"}
    assert [(item["minutes"], item["excluded"]) for item in facts["incidents"]] == [("60", "1")]
    assert [(item["minutes"], item["agreed_by"]) for item in facts["exclusions"]] == [("1", "Manager, Vendor Contact")]
    assert set(facts["credits"][0]["steps"]) == {"en", "zh-hans", "zh-hant"}


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_pdf_is_tagged_in_every_language(statement, language):
    made = paper.pdf(statement, statement.kept, language)

    assert (made.bytes[:5], made.tagged, made.pages) == (b"%PDF-", True, made.pages)
    assert made.pages <= 3


def test_the_workbook_has_a_sheet_for_each_part_and_no_formula(statement):
    book = openpyxl.load_workbook(io.BytesIO(paper.xlsx(statement.kept)))

    assert book.sheetnames == [
        "Summary",
        "Objectives",
        "Worst incidents",
        "Exclusions",
        "Breaches",
        "Credits",
        "Corrections",
    ]
    assert [cell.value for cell in book["Summary"]["B"]][-1] == statement.kept.facts_sha256
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["Exclusions"]["B2"].value.isoformat() == "2025-01-10T18:00:00"  # by the clock of Shanghai


def test_the_table_has_a_line_for_each_objective(statement):
    lines = paper.csv(statement.kept).decode("utf-8-sig").splitlines()

    assert lines[0].startswith("Month,Objective,Monitor,Unit,Direction,Target,Raw,Adjusted")
    assert lines[1].startswith("2025-01,Availability,shop,%,at least,99.9,99.8655913978")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("value", "target", "unit", "words"),
    [
        ("99.8999999", "99.9", "%", "99.8999 %"),
        ("99.9", "99.9", "%", "99.90 %"),
        (None, "99.9", "%", "–"),
        ("3.5", "4", "h", "3.5 h"),
    ],
)
def test_a_level_never_shows_as_a_target_that_was_missed(value, target, unit, words):
    assert level(value, target, unit) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("attained", True, "Yes"),
        ("attained", False, "No"),
        ("credit", "100", "¥100.00"),
        ("credit", None, "–"),
        ("down", "61.25", "61.3"),
        ("coverage", "99.12345", "99.1235 %"),
        ("adjusted", "99.8655913978", "99.8656 %"),
    ],
)
def test_compared_values_are_shown_with_what_moved(field, value, words):
    assert value_words(field, value, "%", "CNY") == words


def test_what_was_kept_is_read_in_the_language_of_the_reader(statement):
    with translation.override("zh-hans"):
        shown = told(statement.kept.facts)

        assert shown["objectives"][0]["title"]["zh-hans"] != "Availability"
