import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.refusal import Refused
from implementation.business_case import actions
from implementation.business_case.models import BusinessCase, Line
from tests.business_case.factories import entry, make_case, make_line
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
SETTINGS = {"discount_rate": "8", "horizon_years": "2", "floor": "1000", "minimum_investment": "0"}


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def table(case, **cells):
    """The form as a browser posts it, with some cells written anew (``cost_y1`` is year 1 of the first cost)."""
    from implementation.business_case.forms import TableForm
    from implementation.business_case.worth import Worth

    form = TableForm(worth=Worth(case))
    data = {name: "" if field.initial is None else field.initial for name, field in form.fields.items()}
    for name, value in cells.items():
        kind, column = name.split("_", 1)
        data[f"{column}-{first(case, kind).pk}"] = value
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
    for kind, category, title in (("cost", "acquisition", "Licences"), ("benefit", "saving", "Hours")):
        client.post(page(programme, "add_line", case.chosen.pk, kind), {"category": category, "title": title})
    saved = client.post(
        page(programme, "lines_table", case.chosen.pk),
        table(case, cost_y0="100,000", cost_y1="10 000", cost_y2="10000", benefit_y1="80,000.00", benefit_y2="80000"),
    )
    client.post(page(programme, "submit_case", case.pk), {"note": "ready"})
    sponsor = as_role("sponsor")
    sponsor.get(page(programme, "confirm_case", case.pk))
    sponsor.post(page(programme, "confirm_case", case.pk))
    text = sponsor.get(page(programme, "business_case")).content.decode()

    assert saved.url == page(programme, "edit_lines", case.chosen.pk)
    assert BusinessCase.objects.get().state == "confirmed"
    assert "¥24,828.53" in text
    assert "Above the floor" in text


@pytest.mark.parametrize("bad", ["-5", "1,5", "abc", "1.234", "1e5", "NaN", "1,00,000", "9" * 20, "9" * 10_000, "٥"])
def test_a_bad_cell_is_named_and_nothing_is_saved(programme, as_role, bad):
    case = make_case(programme)
    line = first(case, "cost")

    answer = as_role("manager").post(
        page(programme, "lines_table", case.chosen.pk), table(case, cost_y0="7", cost_y1=bad)
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<li id="error-y1-{line.pk}"><a href="#id_y1-{line.pk}">A cost, Year 1</a>' in text
    assert first(case, "cost").by_year[0] == 100_000


def test_a_stale_table_keeps_its_entries(programme, as_role):
    case = make_case(programme)
    data = table(case, cost_y0="7")
    actions.save_lines(case.chosen, [entry(first(case, "cost"), [55])], by=user_as("consultant", programme))

    answer = as_role("manager").post(page(programme, "lines_table", case.chosen.pk), data)

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


@pytest.mark.parametrize("name", ["edit_lines", "lines_table", "edit_scenario", "remove_scenario", "paste_lines"])
def test_a_confirmed_version_is_closed_to_edits(programme, as_role, name):
    case = make_case(programme, state="confirmed")

    assert as_role("manager").get(page(programme, name, case.chosen.pk)).status_code == 409
    assert as_role("manager").get(page(programme, "edit_business_case", case.pk)).status_code == 409


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


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


CASE, SCENARIO = (
    ("business_case_version", "business_case_xlsx", "case_scenarios", "case_changes"),
    (
        "edit_lines",
        "lines_table",
        "scenario",
    ),
)


@pytest.mark.parametrize("name", [*CASE, *SCENARIO, "benefits"])
def test_30_lines_ask_as_often_as_one(programme, as_role, name):
    make_case(programme, state="confirmed")
    case = make_case(programme)
    pk = {"benefits": []}.get(name, [case.pk if name in CASE else case.chosen.pk])
    client, address = as_role("manager"), page(programme, name, *pk)
    few = queries(client, address)
    for number in range(28):
        make_line(case, title=f"Line {number}", amounts=[number + 1])

    assert queries(client, address) == few


def test_no_more_lines_than_one_form_holds(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    Line.objects.bulk_create(
        Line(scenario=case.chosen, kind="cost", category="staff", title=str(n)) for n in range(actions.MOST_LINES - 2)
    )

    with pytest.raises(Refused, match="at most 60 lines"):
        actions.add_line(Line(scenario=case.chosen, kind="cost", category="staff", title="x"), by=manager)
