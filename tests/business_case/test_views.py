from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from implementation.business_case import actions
from implementation.business_case.forms import AmountField
from implementation.business_case.models import BusinessCase, Line
from tests.business_case.factories import entry, make_case
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
SETTINGS = {"discount_rate": "8", "horizon_years": "2", "floor": "1000", "minimum_investment": "0"}


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def grid(case, **cells):
    """The form as a browser posts it, with some cells written anew (``cost_1`` is year 1 of the first cost)."""
    data = {"revision": BusinessCase.objects.get(pk=case.pk).revision}
    for line in case.lines.all():
        data |= {f"title-{line.pk}": line.title, f"category-{line.pk}": line.category}
        for year in case.years:
            written = cells.get(f"{line.kind}_{year}", str(line.by_year.get(year, "")))
            data[f"amount-{line.pk}-{year}"] = written
    return data


def first(case, kind):
    return case.lines.filter(kind=kind).first()


def test_a_new_programme_is_told_what_to_do(programme, as_role):
    text = as_role("manager").get(page(programme, "business_case")).content.decode()

    assert "No business case yet" in text
    assert "Start the business case" in text


def test_from_nothing_to_confirmed_through_the_pages(programme, as_role):
    client = as_role("manager")
    client.post(page(programme, "new_business_case"), SETTINGS)
    case = BusinessCase.objects.get()
    client.post(page(programme, "add_line", case.pk, "cost"), {"category": "acquisition", "title": "Licences"})
    client.post(page(programme, "add_line", case.pk, "benefit"), {"category": "saving", "title": "Hours"})
    saved = client.post(
        page(programme, "edit_lines", case.pk),
        grid(case, cost_0="100,000", cost_1="10 000", cost_2="10000", benefit_1="80,000.00", benefit_2="80000"),
    )
    client.post(page(programme, "submit_case", case.pk), {"note": "ready"})
    sponsor = as_role("sponsor")
    sponsor.get(page(programme, "confirm_case", case.pk))
    sponsor.post(page(programme, "confirm_case", case.pk))
    text = sponsor.get(page(programme, "business_case")).content.decode()

    assert saved.url == case.get_absolute_url()
    assert BusinessCase.objects.get().state == "confirmed"
    assert "¥24,828.53" in text
    assert "Above the floor" in text


@pytest.mark.parametrize("bad", ["-5", "1,5", "abc", "1.234", "1e5", "NaN", "1,00,000", "9" * 20, "¥5"])
def test_a_bad_cell_is_named_and_nothing_is_saved(programme, as_role, bad):
    case = make_case(programme)
    line = first(case, "cost")

    answer = as_role("manager").post(page(programme, "edit_lines", case.pk), grid(case, cost_0="7", cost_1=bad))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<li id="error-amount-{line.pk}-1"><a href="#id_amount-{line.pk}-1">A cost, Year 1</a>' in text
    assert first(case, "cost").by_year[0] == 100_000


@pytest.mark.parametrize(
    ("written", "read"),
    [("", 0), ("0", 0), ("1200", 1200), ("1,200", 1200), ("1 200.50", 1200.5), ("12,345,678", 12345678)],
)
def test_amounts_are_read_as_people_write_them(written, read):
    assert float(AmountField(required=False).clean(written)) == read


def test_saving_goes_on_to_a_new_line_where_asked(programme, as_role):
    case = make_case(programme)

    answer = as_role("manager").post(page(programme, "edit_lines", case.pk), grid(case) | {"then": "benefit"})

    assert answer.url == page(programme, "add_line", case.pk, "benefit")


def test_a_stale_table_keeps_its_entries(programme, as_role):
    case = make_case(programme)
    data = grid(case, cost_0="7")
    actions.save_lines(case.chosen, [entry(first(case, "cost"), [55])], by=user_as("consultant", programme))

    answer = as_role("manager").post(page(programme, "edit_lines", case.pk), data)

    text = answer.content.decode()
    assert "Someone else saved this first" in text
    assert 'value="7"' in text
    assert first(case, "cost").by_year[0] == 55


def test_a_line_is_removed_after_a_question(programme, as_role):
    case = make_case(programme)
    line, client = first(case, "cost"), as_role("manager")

    question = client.get(page(programme, "remove_line", line.pk)).content.decode()
    client.post(page(programme, "remove_line", line.pk))

    assert "Remove “A cost”?" in question
    assert case.lines.count() == 1


@pytest.mark.parametrize("name", ["edit_business_case", "edit_lines"])
def test_a_confirmed_version_is_closed_to_edits(programme, as_role, name):
    case = make_case(programme, state="confirmed")

    assert as_role("manager").get(page(programme, name, case.pk)).status_code == 409


def test_a_case_is_not_confirmed_by_the_generic_step(programme, as_role):
    case = make_case(programme, state="submitted")

    answer = as_role("sponsor").post(reverse("step", args=[case.label, case.pk, "confirm"]))

    assert answer.status_code == 409
    assert BusinessCase.objects.get().state == "submitted"


def test_the_sponsor_sends_it_back_with_a_reason(programme, as_role):
    case = make_case(programme, state="submitted")
    client, address = as_role("sponsor"), reverse("step", args=[case.label, case.pk, "send_back"])

    refused = client.post(address, {"seen": "submitted"})
    client.post(address, {"seen": "submitted", "note": "wages are missing"})

    assert refused.status_code == 409
    assert BusinessCase.objects.get().state == "draft"


@pytest.mark.parametrize("name", ["business_case_version", "edit_business_case", "edit_lines", "submit_case"])
def test_another_programmes_case_is_not_found(programme, as_role, name):
    other = make_case(make_programme())

    assert as_role("manager").get(page(programme, name, other.pk)).status_code == 404


def test_another_programmes_line_is_not_removed(programme, as_role):
    line = first(make_case(make_programme()), "cost")

    assert as_role("manager").post(page(programme, "remove_line", line.pk)).status_code == 404
    assert Line.objects.filter(pk=line.pk).exists()


def test_a_member_does_not_see_the_money(programme, as_role):
    make_case(programme)

    assert as_role("member").get(page(programme, "business_case")).status_code == 403


def test_two_editors_do_not_overwrite_the_settings(programme, as_role):
    case, client = make_case(programme), as_role("manager")
    address = page(programme, "edit_business_case", case.pk)
    client.post(address, SETTINGS | {"revision": case.revision, "floor": "5"})

    second = client.post(address, SETTINGS | {"revision": case.revision, "floor": "9"})

    assert "Someone else saved this first" in second.content.decode()
    assert BusinessCase.objects.get().floor == 5


def test_the_workbook_holds_the_table_and_no_formula_of_ours(programme, as_role):
    case = make_case(programme)
    evil = actions.add_line(
        Line(scenario=case.chosen, kind="cost", category="staff", title='=HYPERLINK("http://x")'),
        by=user_as("manager", programme),
    )
    actions.save_lines(case.chosen, [entry(evil, [12.5])], by=user_as("manager", programme))

    answer = as_role("executive").get(page(programme, "business_case_xlsx", case.pk))
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}

    assert rows["A cost"] == ["Acquisition", 100000, 10000, 10000, 120000]
    assert rows['\'=HYPERLINK("http://x")'][:2] == ["Staff", 12.5]
    assert rows["Net present value"][1] == 24816.03
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["business_case_version", "edit_lines", "business_case_xlsx"])
def test_30_lines_ask_as_often_as_one(programme, as_role, name):
    case, manager = make_case(programme), user_as("manager", programme)
    client, address = as_role("manager"), page(programme, name, case.pk)
    few = queries(client, address)
    for number in range(28):
        line = actions.add_line(
            Line(scenario=case.chosen, kind="cost", category="staff", title=f"Line {number}"), by=manager
        )
        actions.save_lines(case.chosen, [entry(line, [number + 1])], by=manager)

    assert queries(client, address) == few


def test_no_more_lines_than_one_form_holds(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    Line.objects.bulk_create(
        Line(scenario=case.chosen, kind="cost", category="staff", title=str(n)) for n in range(actions.MOST_LINES - 2)
    )

    with pytest.raises(actions.Refused, match="at most 60 lines"):
        actions.add_line(Line(scenario=case.chosen, kind="cost", category="staff", title="x"), by=manager)
