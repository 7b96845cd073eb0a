"""The pages of the budget."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from implementation.budget.models import ActualCost, Budget, WorkPackage
from implementation.budget.months import month_of
from tests.budget.factories import make_budget, make_cost, make_import, make_package, make_progress, today
from tests.factories import make_programme

pytestmark = pytest.mark.django_db


def at(name, programme, *args):
    return reverse(name, args=[programme.pk, *args])


def test_an_empty_budget_leads_to_the_business_case(programme, as_role):
    page = as_role("manager").get(at("budget", programme)).content.decode()

    assert "No budget is approved yet" in page
    assert at("business_case", programme) in page
    assert at("new_budget", programme) in page


def test_an_executive_sees_no_button_that_is_not_theirs(programme, as_role):
    make_budget(programme)
    cost = make_cost(programme)

    client = as_role("executive")

    for name, more in (("budget", ()), ("actual_costs", ()), ("actual_cost", (cost.pk,)), ("work_packages", ())):
        page = client.get(at(name, programme, *more)).content.decode()
        assert [word for word in ("import/", "reverse/", "versions/new/", "work/new/") if word in page] == []


@pytest.mark.parametrize("name", ["budget", "actual_costs", "work_packages"])
def test_a_page_asks_the_same_with_1_and_with_30(programme, as_role, name):
    make_budget(programme, amounts={("staff", 0): 1_000_000})
    make_progress(make_package(programme), 10)
    make_cost(programme)
    client = as_role("manager")
    client.get(at(name, programme))

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(at(name, programme)).status_code == 200
        return len(found)

    one = asked()
    for n in range(10):
        package = make_package(programme, name=f"Work {n}")
        make_cost(programme, 10 + n, package=package)
        make_cost(programme, 20 + n, reference=f"R-{n}")

    assert asked() == one


def test_a_cost_is_entered_from_the_list_and_a_double_is_asked_about(programme, as_role):
    client, data = (
        as_role("manager"),
        {"on": today().isoformat(), "category": "staff", "amount": "12.50", "reference": "R-1"},
    )

    assert client.post(at("new_actual_cost", programme), data).status_code == 302
    again = client.post(at("new_actual_cost", programme), data)
    assert "Enter it all the same" in again.content.decode()
    client.post(at("new_actual_cost", programme), data | {"all_the_same": "on"})

    assert [str(cost.amount) for cost in ActualCost.objects.all()] == ["12.50", "12.50"]


def test_the_same_form_sent_twice_makes_one_entry(programme, as_role):
    client = as_role("manager")
    data = {"on": today().isoformat(), "category": "staff", "amount": "12.50", "key": "k"}

    client.post(at("new_actual_cost", programme), data)
    again = client.post(at("new_actual_cost", programme), data)

    assert ("saved already" in again.content.decode(), ActualCost.objects.count()) == (True, 1)


def test_the_list_is_searched_filtered_and_sorted(programme, as_role):
    for supplier, amount, category in (("Alpha", 30, "staff"), ("Beta", 10, "running"), ("Gamma", 20, "staff")):
        make_cost(programme, amount, supplier=supplier, category=category)
    client = as_role("manager")

    def names(query):
        return [cost.supplier for cost in client.get(f"{at('actual_costs', programme)}?{query}").context["page"]]

    assert names("q=bet") == ["Beta"]
    assert names("category=staff&sort=amount") == ["Gamma", "Alpha"]
    assert names("sort=supplier") == ["Alpha", "Beta", "Gamma"]
    assert names("show=struck") == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_away_as_a_file_without_formulas(programme, as_role, kind):
    make_cost(programme, supplier="=cmd()")

    answer = as_role("manager").get(at(f"actual_costs_{kind}", programme))

    assert answer["Content-Disposition"] == f'attachment; filename="costs-{programme.pk}.{kind}"'
    if kind == "csv":
        assert "'=cmd()" in answer.content.decode("utf-8-sig")


def test_amounts_are_saved_and_a_bad_cell_changes_nothing(programme, as_role):
    budget, start = make_budget(programme, amounts={}, state="draft"), month_of(programme.started_on)
    client, address = as_role("manager"), f"{at('budget_amounts', programme, budget.pk)}?year={start // 12}"

    bad = client.post(address, {f"a-staff-{start}": "12", f"a-running-{start}": "a lot", "revision": budget.revision})
    assert ("Not saved" in bad.content.decode(), budget.lines.count()) == (True, 0)
    client.post(address, {f"a-staff-{start}": "12", "revision": budget.revision})

    assert [str(line.amount) for line in budget.lines.all()] == ["12.00"]


def test_a_stale_table_keeps_its_entries(programme, as_role):
    budget, start = make_budget(programme, state="draft"), month_of(programme.started_on)
    address = f"{at('budget_amounts', programme, budget.pk)}?year={start // 12}"

    page = as_role("manager").post(address, {f"a-staff-{start}": "12", "revision": budget.revision + 5})

    assert "Someone else saved this first" in page.content.decode()
    assert 'value="12"' in page.content.decode()


def test_a_whole_budget_by_hand(programme, as_role):
    client = as_role("manager")
    client.post(at("new_budget", programme), {"source": "typed"})
    budget, start = Budget.objects.get(), month_of(programme.started_on)
    client.post(
        at("spread_budget", programme, budget.pk),
        {"category": "staff", "total": "90", "first": start, "last": start + 2},
    )
    client.post(at("submit_budget", programme, budget.pk))
    as_role("sponsor").post(at("approve_budget", programme, budget.pk))

    assert (Budget.objects.get().state, budget.lines.count()) == ("approved", 3)


def test_a_work_package_is_made_and_its_progress_recorded(programme, as_role):
    client, stage = as_role("manager"), programme.stages.first()
    data = {
        "name": "Clean",
        "stage": stage.pk,
        "planned_start": today(),
        "planned_end": today(),
        "budget": "100",
        "rule": "fifty_fifty",
    }
    client.post(at("new_work_package", programme), data)
    package = WorkPackage.objects.get()

    client.post(at("record_progress", programme, package.pk), {"percent": "50", "on": today(), "why": "It began"})

    assert [item.percent for item in package.progress.all()] == [50]


def test_a_stage_of_another_programme_cannot_be_chosen(programme, as_role):
    stage = make_programme().stages.first()
    data = {
        "name": "Clean",
        "stage": stage.pk,
        "planned_start": today(),
        "planned_end": today(),
        "budget": "1",
        "rule": "by_hand",
    }

    as_role("manager").post(at("new_work_package", programme), data)

    assert WorkPackage.objects.count() == 0


def test_a_file_is_taken_in_and_undone_on_its_page(programme, as_role):
    client, batch = as_role("manager"), make_import(programme)
    client.post(at("actual_import", programme, batch.pk), {"import": "1"})
    assert ActualCost.objects.count() == 1

    client.post(at("actual_import", programme, batch.pk), {"undo": "1"})

    assert ActualCost.objects.count() == 0


def test_what_is_another_programmes_is_not_there(programme, as_role):
    cost = make_cost(make_programme())

    assert as_role("manager").get(at("actual_cost", programme, cost.pk)).status_code == 404
