"""How an upload is understood before anybody corrects it, and what is remembered when they did."""

import io

import pytest
from openpyxl import Workbook

from core.sheets import write_csv
from risks.imports.fates import counts
from risks.imports.plan import suggest_sheet
from risks.imports.uploads import correct, upload
from risks.imports.writing import preview, tables_of
from risks.models import ImportHabit
from tests.factories import make_programme, user_as
from tests.risks.imports.factories import make_draft, make_imported

pytestmark = pytest.mark.django_db


def book(**sheets):
    """A workbook of sheets: name -> rows."""
    found = Workbook()
    found.remove(found.active)
    for name, rows in sheets.items():
        sheet = found.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return found


def uploaded(programme, workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return upload(programme, name="a.xlsx", data=stream.getvalue(), by=user_as("manager", programme))


def lines(record):
    return [(fate.kind, fate.line.line, fate.line.title) for fate in preview(record)]


def test_headings_below_title_rows_totals_and_titles_between_are_told_apart(programme):
    workbook = book(
        Register=[
            ["Risk register of the project"],
            ["Status: March 2026"],
            [],
            ["ID", "Risk", "Likelihood", "Impact", "Status"],
            ["Technical", None, None, None, None],
            [1, "Interfaces are late", 3, 4, "Open"],
            ["ID", "Risk", "Likelihood", "Impact", "Status"],
            [2, "Data is doubled", 2, 5, "Open"],
            ["Total", 2, None, None, None],
        ]
    )

    record = uploaded(programme, workbook)

    assert record.plan["sheets"][0]["header"] == 4
    assert [(kind, line) for kind, line, _title in lines(record)] == [
        ("skipped", 5),
        ("new", 6),
        ("skipped", 7),
        ("new", 8),
        ("skipped", 9),
    ]


def test_a_merged_cell_fills_every_row_it_covers(programme):
    workbook = book(
        R=[["Category", "Risk", "Owner"], ["Data", "Late", "x"], [None, "Doubled", "x"], ["People", "Tired", "x"]]
    )
    workbook["R"].merge_cells("A2:A3")

    fates = preview(uploaded(programme, workbook))

    assert [fate.fields["category"] for fate in fates] == ["data", "data", "people"]


def test_marks_under_merged_headings_are_ratings(programme):
    workbook = book(
        R=[
            ["ID", "Risk", "Likelihood", None, None, "Impact", None, None],
            [None, None, "Low", "Medium", "High", "Low", "Medium", "High"],
            ["1", "Late", "X", None, None, None, None, "x"],
            ["2", "Dear", None, None, "✓", None, "✓", None],
        ]
    )
    for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:H1"):
        workbook["R"].merge_cells(cells)

    fates = preview(uploaded(programme, workbook))

    assert [(f.line.title, f.fields["current_likelihood"], f.fields["current_impact"]) for f in fates] == [
        ("Late", 2, 4),
        ("Dear", 4, 3),
    ]


def test_several_sheets_come_in_together_and_hidden_ones_stay_out(programme):
    head = ["Risk", "Likelihood", "Impact"]
    workbook = book(
        A=[head, ["Late", 5, 1]],
        B=[head, ["Dear", 2, 3]],
        Notes=[["Read me first"]],
        Old=[head, ["Gone", 1, 1]],
    )
    workbook["Old"].sheet_state = "hidden"

    record = uploaded(programme, workbook)

    assert [sheet["use"] for sheet in record.plan["sheets"]] == [True, True, False, False]
    assert lines(record) == [("new", 2, "Late"), ("new", 2, "Dear")]


def test_likelihood_and_impact_share_a_scale_that_only_one_of_them_reaches(programme):
    record = make_draft(programme, headings=["Risk", "Likelihood", "Impact"], rows=[["a", "3", "9"], ["b", "2", "10"]])

    assert record.plan["rules"]["likelihood"] == {"rule": "stretched", "top": 10}
    assert record.plan["values"]["likelihood"] == {"3": 2, "2": 1}


def test_a_level_alone_rates_both_sides(programme):
    fates = preview(make_draft(programme, headings=["Risk", "Risk level"], rows=[["a", "High"], ["b", "Low"]]))

    assert [(fate.fields["current_likelihood"], fate.fields["current_impact"]) for fate in fates] == [(4, 4), (2, 2)]


@pytest.mark.parametrize("by", ["email", "name"])
def test_owners_are_found_by_e_mail_or_name_among_the_people(programme, by):
    owner = user_as("consultant", programme)
    stranger = user_as("consultant", make_programme())
    rows = [["a", getattr(owner, by).upper()], ["b", stranger.email], ["c", f"{owner.name} <{owner.email}>"]]

    fates = preview(make_draft(programme, headings=["Risk", "Owner"], rows=rows))

    assert [fate.fields.get("owner") for fate in fates] == [owner.pk, None, owner.pk]
    assert [str(note) for note in fates[1].line.notes] == [
        f"“{stranger.email}” is nobody on this programme, so nobody owns it."
    ]


def test_what_was_corrected_is_remembered_for_the_organisation(programme):
    headings, rows = ["Nr", "What", "Grade", "Text"], [["1", "Late", "blau", "x"]]
    record = make_draft(programme, headings=headings, rows=rows)
    plan = record.plan
    plan["sheets"][0]["fields"] = ["key", "title", "current_level", "cause"]
    plan["values"] = {"level": {"blau": 4}}
    plan["rules"] = {"level": {"rule": "none"}}
    correct(record, plan, by=record.by)
    from risks.imports.fates import digest
    from risks.imports.writing import bring_in

    bring_in(record, by=record.by, seen=digest(preview(record)))

    again = make_draft(programme, headings=headings, rows=[["2", "Dear", "blau", "y"]])
    elsewhere = make_draft(make_programme(), headings=headings, rows=rows)
    assert (again.plan["sheets"][0]["fields"], again.plan["values"]) == (
        ["key", "title", "current_level", "cause"],
        {"level": {"blau": 4}},
    )
    assert [sheet["remembered"] for draft in (again, elsewhere) for sheet in draft.plan["sheets"]] == [True, False]
    assert ImportHabit.objects.count() == 1


def test_another_line_of_headings_changes_the_columns(programme):
    record = make_draft(programme, headings=["a", "b"], rows=[["Risk", "Owner"], ["Late", ""]])

    sheet = suggest_sheet(programme, tables_of(record)[0], header=2)

    assert (sheet["header"], sheet["fields"]) == (2, ["title", "owner"])


def test_a_source_without_a_title_column_is_not_read_at_first(programme):
    data = write_csv(["Month", "Sum"], [["May", "3"], ["June", "4"]])
    record = upload(programme, name="a.csv", data=data, by=user_as("manager", programme))

    assert counts(preview(record))["new"] == 0


def test_the_same_source_is_known_again_by_its_numbers(programme):
    make_imported(programme)

    again = make_draft(programme, rows=[["A1", "Data is very late", "4", "3", "", "Open"]])

    assert [(fate.kind, [c.name for c in fate.changes]) for fate in preview(again)] == [("changed", ["title"])]
