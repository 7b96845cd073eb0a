"""The grid, the file, the scenarios and the figures through their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditEntry
from implementation.business_case.figures import PAGES
from implementation.business_case.models import Line, Scenario
from implementation.business_case.workbook import workbook
from tests.business_case.factories import make_case, make_line
from tests.factories import make_programme

pytestmark = pytest.mark.django_db
GRID = {"HTTP_X_REGISTER": "/"}


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def cost(case):
    return case.chosen.lines.get(kind="cost")


def save(client, programme, line, **cells):
    values = {"revision": line.revision} | cells
    return client.post(page(programme, "edit_line", line.pk), values, **GRID).content.decode()


def test_a_cell_is_saved_and_the_figures_follow(programme, as_role):
    case, client = make_case(programme), as_role("manager")

    answer = save(client, programme, cost(case), y0="50,000")

    assert cost(case).by_year == {0: 50_000, 1: 10_000, 2: 10_000}
    assert f'id="row-{cost(case).pk}"' in answer
    assert 'id="overview"' in answer
    assert "¥74,828.53" in answer


def test_a_bad_cell_answers_with_a_sentence_and_the_row_as_it_is(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    entries = AuditEntry.objects.count()

    answer = save(client, programme, cost(case), y0="abc")

    assert "Write an amount of 0 or more" in answer
    assert (cost(case).by_year[0], AuditEntry.objects.count()) == (100_000, entries)


@pytest.mark.parametrize(
    "cells",
    [
        {"revision": "x", "low": "5"},
        {"low": "9" * 5000},
        {"goal": "9" * 30},
        {"category": ["a", "b"]},
        {"title": ""},
        {"low": "500"},
    ],
)
def test_hostile_cells_change_nothing(programme, as_role, cells):
    case, client = make_case(programme), as_role("manager")
    before = cost(case)

    answer = client.post(page(programme, "edit_line", before.pk), {"revision": 0} | cells, **GRID)

    assert answer.status_code == 200
    assert cost(case).revision == before.revision


def test_a_stale_cell_is_refused(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    old = cost(case)
    save(client, programme, old, title="First")

    answer = save(client, programme, old, title="Second")

    assert "Someone else saved this first" in answer
    assert cost(case).title == "First"


def test_a_change_is_undone_once(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    save(client, programme, cost(case), title="Other")
    address = page(programme, "undo_lines", case.chosen.pk)

    client.post(address, **GRID)
    again = client.post(address, **GRID).content.decode()

    assert cost(case).title == "A cost"
    assert "There is nothing of yours to undo" in again


def test_a_new_line_by_its_title(programme, as_role):
    case, client = make_case(programme), as_role("manager")

    client.post(page(programme, "add_line_row", case.chosen.pk), {"kind": "benefit", "title": "More"}, **GRID)
    refused = client.post(page(programme, "add_line_row", case.chosen.pk), {"kind": "x", "title": "y"}, **GRID)

    assert case.chosen.lines.get(title="More").category == "revenue"
    assert "Choose whether this is a cost or a benefit" in refused.content.decode()


def test_a_new_cost_gives_the_benefits_below_it_their_new_numbers(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    add = page(programme, "add_line_row", case.chosen.pk)

    added = client.post(add, {"kind": "cost", "title": "More"}, **GRID)
    undone = client.post(page(programme, "undo_lines", case.chosen.pk), **GRID)

    assert [(row.number, row.line.title) for row in added.context["rows"]] == [
        (1, "A cost"),
        (2, "More"),
        (3, "A benefit"),
    ]
    assert [(row.number, row.line.title) for row in undone.context["rows"]] == [(1, "A cost"), (2, "A benefit")]
    assert len(undone.context["gone"]) == 1


def test_a_row_is_filled_from_the_left(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    new = make_line(case, shape="once", low=0, likely=0, high=0)

    for name, amount in (("low", "180"), ("likely", "200"), ("high", "260")):
        save(client, programme, Line.objects.get(pk=new.pk), **{name: amount})

    assert Line.objects.filter(low=180, likely=200, high=260).get() == new


def test_pasted_rows_are_shown_and_then_written(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    address, sent = page(programme, "paste_lines", case.chosen.pk), {"text": "Fee\tstaff\tonce\t\t7", "kind": "cost"}

    shown = client.post(address, sent)
    assert case.lines.count() == 2
    client.post(address, sent | {"seen": shown.context["seen"], "column": "", "rows": ""})

    assert case.chosen.lines.get(title="Fee").likely == 7


def test_a_file_is_shown_and_then_written_once(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    data = workbook(case)
    Line.objects.filter(pk=cost(case).pk).update(title="Renamed since")
    file = SimpleUploadedFile("case.xlsx", data)
    address = page(programme, "import_lines_rows", case.pk)

    to_rows = client.post(page(programme, "import_lines", case.pk), {"file": file})
    shown = client.get(address)
    done = client.post(address, {"seen": shown.context["seen"]})
    again = client.post(address, {"seen": shown.context["seen"]})

    assert to_rows.url == address
    assert cost(case).title == "A cost"
    assert (done.url, again.url) == (
        page(programme, "case_scenarios", case.pk),
        page(programme, "import_lines", case.pk),
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"a,b\n1,2\n"])
def test_a_bad_file_gets_a_sentence(programme, as_role, data):
    case, client = make_case(programme), as_role("manager")

    answer = client.post(page(programme, "import_lines", case.pk), {"file": SimpleUploadedFile("x.xlsx", data)})

    assert answer.status_code == 200
    assert answer.context["problem"]


def test_a_line_through_its_form(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    data = {"title": "Fee", "category": "running", "shape": "monthly", "likely": "100", "start_month": "1"}

    client.post(page(programme, "add_line", case.chosen.pk, "cost"), data)
    fee = case.chosen.lines.get(title="Fee")
    client.post(page(programme, "edit_line", fee.pk), data | {"revision": fee.revision, "high": "150"})
    bad = client.post(page(programme, "edit_line", fee.pk), data | {"revision": fee.revision + 1, "low": "101"})

    fee.refresh_from_db()
    assert (fee.low, fee.likely, fee.high) == (100, 100, 150)
    assert "Low must not be above likely" in bad.content.decode()


def test_a_line_by_year_through_its_form_keeps_its_range(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    data = {"title": "Fee", "category": "running", "y0": "5", "low_percent": "80", "high_percent": ""}

    client.post(page(programme, "add_line", case.chosen.pk, "cost"), data)

    fee = case.chosen.lines.get(title="Fee")
    assert (fee.low, fee.likely, fee.high, fee.by_year) == (80, 100, 100, {0: 5})


def test_scenarios_are_added_chosen_and_removed(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    old = case.chosen
    client.post(page(programme, "add_scenario", case.pk), {"mode": "buy", "title": "Buy it", "copy_of": old.pk})
    buy = Scenario.objects.get(title="Buy it")

    client.post(page(programme, "choose_scenario", buy.pk))
    client.post(page(programme, "edit_scenario", old.pk), {"mode": "build", "title": "Build it", "revision": 1})
    text = client.get(page(programme, "case_scenarios", case.pk)).content.decode()
    client.post(page(programme, "remove_scenario", old.pk))

    assert case.chosen == buy
    assert buy.lines.count() == 2
    assert "More than doing nothing" in text
    assert not Scenario.objects.filter(pk=old.pk).exists()


def test_lines_of_another_case_are_not_copied(programme, as_role):
    case, other = make_case(programme), make_case(make_programme())

    answer = as_role("manager").post(
        page(programme, "add_scenario", case.pk), {"mode": "buy", "title": "x", "copy_of": other.chosen.pk}
    )

    assert answer.status_code == 200
    assert case.scenarios.count() == 2


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_figure_opens_to_its_formula(programme, as_role, name):
    case = make_case(programme)

    answer = as_role("executive").get(page(programme, "case_figure", case.chosen.pk, name))

    assert answer.status_code == 200
    assert PAGES[name].symbols in answer.content.decode()


def test_figures_of_nothing_open_as_well(programme, as_role):
    case = make_case(programme)
    nothing = case.scenarios.get(mode="nothing")

    for name in PAGES:
        assert as_role("executive").get(page(programme, "case_figure", nothing.pk, name)).status_code == 200


def test_there_is_no_other_figure(programme, as_role):
    case = make_case(programme)

    assert as_role("executive").get(page(programme, "case_figure", case.chosen.pk, "luck")).status_code == 404


def test_what_changed_is_named_field_by_field(programme, as_role):
    make_case(programme, state="confirmed")
    case, client = make_case(programme), as_role("manager")
    save(client, programme, cost(case), title="Licences", y0="90000")
    make_line(case, title="New fee", shape="monthly", low=1, likely=2, high=3)

    text = client.get(page(programme, "case_changes", case.pk)).content.decode()

    assert "Since version 1, confirmed by Sponsor" in text
    assert "Licences" in text
    assert "New fee" in text
    assert "24,828.53" in text
