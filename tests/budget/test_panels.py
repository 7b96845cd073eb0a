"""What the budget shows elsewhere: status, report, gates, notices."""

import json

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.models import AuditEntry, Notification
from implementation.budget import gate_checks, panels
from implementation.budget.actions import ask_for_costs, watch
from implementation.budget.deadlines import approvals, missing_costs
from implementation.business_case import panels as case_panels
from implementation.programme import registry
from implementation.programme.models import Tolerance
from tests.budget.factories import DAY, make_budget, make_cost, make_package, make_progress, today
from tests.business_case.factories import make_case
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme(started_on=today() - 100 * DAY)


def overrun(programme, percent, budget=1000):
    """A budget in one package, half done for so much that the forecast is this far above it."""
    make_budget(programme, amounts={("acquisition", 0): budget})
    package = make_package(programme, budget)
    make_progress(package, 50)
    return make_cost(programme, budget * (100 + percent) / 200, package=package)


def test_there_is_one_dimension_of_cost_and_the_budget_has_it():
    [found] = [item for item in registry.dimensions() if item.name == "cost"]

    assert (found.compute, found.bounds.limits) == (panels.cost, registry.Limits(5, 10))
    assert set(case_panels.RECORDS) <= set(found.records)


@pytest.mark.parametrize(
    ("percent", "level"), [(0, "on_track"), (5, "on_track"), (6, "at_risk"), (10, "at_risk"), (12, "off_track")]
)
def test_the_cost_of_the_status_is_the_forecast_against_the_budget(programme, percent, level):
    overrun(programme, percent)

    status = panels.cost(programme)

    assert status.level == level
    assert "Forecast at completion" in str(status.reason)


def test_the_sentence_has_its_figures(programme):
    overrun(programme, 12)

    assert str(panels.cost(programme).reason) == (
        "Forecast at completion **¥1,120**, 12.0 % above the budget of ¥1,000. Cost index 0.89."
    )


def test_without_a_budget_the_cost_is_the_case_as_before(programme):
    assert panels.cost(programme) == case_panels.cost(programme)
    make_case(programme, state="confirmed")

    status = panels.cost(programme)

    assert (status.level, "net present value" in str(status.reason)) == ("on_track", True)


def test_the_panel_is_plain_json_and_reads_in_three_languages(programme):
    overrun(programme, 12)

    facts = json.loads(json.dumps(panels.money(programme)))

    budget = facts["budget"]
    assert (budget["planned"], budget["forecast"], budget["variance"]) == ("1000.00", "1120.00", "-120.00")
    assert (budget["work"]["cpi"], budget["by"]["name"]) == ("0.8929", "Sponsor")
    assert set(facts["charts"][0]["figure"]) == {"en", "zh-hans", "zh-hant"}
    for code in ("en", "zh-hans", "zh-hant"):
        with translation.override(code):
            for name in ("_report", "_brief"):
                assert "¥1,120" in render_to_string(f"budget/{name}.html", {"facts": facts, "currency": "CNY"})


def test_the_panel_of_a_programme_without_a_budget_says_so(programme):
    facts = panels.money(programme)

    assert facts == {"budget": None, "charts": []}
    assert "No budget is approved" in render_to_string("budget/_report.html", {"facts": facts})
    assert render_to_string("budget/_brief.html", {"facts": facts}).strip() == ""


def test_an_approval_is_what_happened(programme):
    make_budget(programme)

    assert [event.what["en"] for event in panels.approved(programme, today(), today())] == [
        "Budget, version 1, approved by Sponsor."
    ]


@pytest.mark.parametrize(("limit", "state"), [(12, "met"), (11, "not_met")])
def test_the_gate_asks_whether_the_forecast_is_within_its_limit(programme, limit, state):
    overrun(programme, 12)

    result = gate_checks.within_tolerance(programme, gate=None, percent=limit)

    assert (result.state, result.figures["over"], result.figures["cpi"]) == (state, "12.0", "0.89")


@pytest.mark.parametrize("check", [gate_checks.within_tolerance, gate_checks.actuals_current])
def test_without_a_budget_a_check_is_not_met_and_says_where_to_mend_it(programme, check):
    result = check(programme, gate=None)

    assert (result.state, result.url) == ("not_met", f"/programmes/{programme.pk}/budget/")


def test_the_gate_asks_whether_the_last_closed_month_is_entered(programme):
    make_budget(programme, amounts={("acquisition", month): 10 for month in range(12)})

    missing = gate_checks.actuals_current(programme, gate=None, days=0)
    make_cost(programme, 5, on=today().replace(day=1) - DAY)
    entered = gate_checks.actuals_current(programme, gate=None, days=0)

    assert (missing.state, entered.state, entered.figures["spent"]) == ("not_met", "met", "5.00")


def told(programme, role="manager"):
    return [item.text for item in Notification.objects.filter(user=user_as(role, programme)).order_by("pk")]


def test_a_forecast_beyond_its_tolerance_is_told_once(programme):
    sponsor = user_as("sponsor", programme)
    overrun(programme, 12)

    watch(programme)

    sentence = "The forecast is beyond its tolerance. Forecast at completion ¥1,120, 12.0 % above the budget of ¥1,000. Cost index 0.89."
    assert told(programme).count(sentence) == Notification.objects.filter(user=sponsor, text=sentence).count() == 1
    assert AuditEntry.objects.filter(verb="forecast left tolerance").count() == 1


def test_the_tolerance_of_the_manager_holds(programme):
    Tolerance.objects.create(programme=programme, dimension="cost", inner=10, outer=20)

    overrun(programme, 12)

    assert programme.budgets.get().beyond_since is None


def test_back_within_its_tolerance_it_can_be_told_again(programme):
    cost = overrun(programme, 12)
    make_progress(cost.package, 60, why="Checked")

    assert programme.budgets.get().beyond_since is None
    assert AuditEntry.objects.order_by("pk").last().verb == "forecast back within tolerance"


def test_a_month_without_costs_is_asked_for_once(programme, monkeypatch):
    monkeypatch.setattr("implementation.budget.books.GRACE", 0)
    make_budget(programme, amounts={("acquisition", month): 10 for month in range(12)})

    ask_for_costs(programme)
    ask_for_costs(programme)

    assert len([text for text in told(programme) if text.startswith("No cost is entered for")]) == 1
    assert [user_as("manager", programme).pk in item.who for item in missing_costs(programme)] == [True]


def test_a_submitted_budget_waits_for_the_sponsors(programme):
    sponsor = user_as("sponsor", programme)
    make_budget(programme, state="submitted")

    assert [item.who for item in approvals(programme)] == [frozenset({sponsor.pk})]
