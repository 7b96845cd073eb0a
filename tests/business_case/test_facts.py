"""What a confirmation keeps of the simulation, and where it is shown."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from core.audit import broken_links
from implementation.business_case.simulation import SEED, TRIALS
from implementation.business_case.versions import changed_since
from implementation.business_case.words import kept_words
from implementation.business_case.worth import Uncertainty, Worth, facts_of
from tests.business_case.factories import make_case, make_line, make_uncertain_case, put_forward

pytestmark = pytest.mark.django_db


def test_the_simulation_is_kept_as_plain_json_to_the_cent(programme):
    case = make_uncertain_case(programme, floor=Decimal(5000))

    kept = facts_of(Worth(case))["simulation"]

    outcome = Uncertainty(Worth(case)).outcome
    assert json.loads(json.dumps(kept)) == kept
    assert {name: kept[name] for name in ("trials", "seed", "correlation")} == {
        "trials": TRIALS,
        "seed": SEED,
        "correlation": 30,
    }
    found = [kept[name] for name in ("p10", "p50", "p90", "mean")]
    assert found == [f"{value:.2f}" for value in (outcome.low, outcome.median, outcome.high, outcome.mean)]
    assert kept["above_floor"] == f"{100 * outcome.reaches(5000):.4f}"


def test_the_tornado_is_kept_by_the_names_of_its_lines(programme):
    kept = facts_of(Worth(make_uncertain_case(programme)))["simulation"]["tornado"]

    # The case is worth 24,828.53 with every line as likely; two years at 8 % count 1.783265.
    assert kept == [
        {"title": "Gain", "at_low": "-46502.06", "at_high": "39094.65"},
        {"title": "Running", "at_low": "28395.06", "at_high": "15912.21"},
    ]


def test_the_five_widest_lines_are_kept(programme):
    case = make_uncertain_case(programme)
    for number in range(1, 7):
        make_line(case, title=f"Line {number}", low=0, high=200, amounts=[0, 1000 * number])

    kept = facts_of(Worth(case))["simulation"]["tornado"]

    assert [line["title"] for line in kept] == ["Gain", "Running", "Line 6", "Line 5", "Line 4"]


@pytest.mark.parametrize("amounts", [{}, {"costs": [0, 0], "benefits": [0, 0]}])
def test_a_case_without_ranges_keeps_none(programme, amounts):
    assert "simulation" not in facts_of(Worth(make_case(programme, **amounts)))


def test_a_confirmation_keeps_what_the_draft_came_to(programme):
    case = make_uncertain_case(programme)
    drawn = facts_of(Worth(case))["simulation"]

    confirmed = put_forward(case, "confirmed")

    assert confirmed.confirmation.facts["simulation"] == drawn
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    ("state", "name", "role", "words"),
    [
        ("draft", "submit_case", "manager", ">will be kept with the confirmation"),
        ("submitted", "confirm_case", "sponsor", ">will be kept with the confirmation"),
        ("confirmed", "business_case_version", "executive", ">kept with the confirmation"),
    ],
)
def test_it_is_shown_before_and_after_it_is_kept(programme, as_role, state, name, role, words):
    case = make_uncertain_case(programme, state=state)

    page = as_role(role).get(reverse(name, args=[programme.pk, case.pk])).content.decode()

    assert words in page and "−¥46,502" in page and "10,000 trials, seed 20260101" in page


@pytest.mark.parametrize(
    ("state", "name", "role"),
    [("submitted", "confirm_case", "sponsor"), ("confirmed", "business_case_version", "executive")],
)
def test_without_ranges_nothing_is_said_of_a_simulation(programme, as_role, state, name, role):
    case = make_case(programme, state=state)

    page = as_role(role).get(reverse(name, args=[programme.pk, case.pk])).content.decode()

    assert "kept with the confirmation" not in page


def test_another_scenario_of_a_confirmed_version_does_not_bear_the_simulation_of_the_chosen_one(programme, as_role):
    case = make_uncertain_case(programme)
    nothing = case.scenarios.get(mode="nothing")
    make_line(case, scenario=nothing, title="Searching", category="staff", amounts=[0, 500])
    put_forward(case, "confirmed")

    page = as_role("executive").get(nothing.get_absolute_url()).content.decode()

    assert "Searching" in page and "kept with the confirmation" not in page


def test_what_changed_names_the_figures_of_the_simulation(programme, as_role):
    first = make_uncertain_case(programme, state="confirmed")
    second = make_case(programme, horizon=2)
    gain = second.lines.get(title="Gain")
    gain.low = Decimal(10)
    gain.save()

    _before, found = changed_since(second)
    page = as_role("executive").get(reverse("case_changes", args=[programme.pk, second.pk])).content.decode()

    old, new = first.confirmation.facts["simulation"], facts_of(Worth(second))["simulation"]
    told = {item.name: (item.before, item.after) for item in found.figures}
    assert told == {name: (old[name], new[name]) for name in ("p10", "p50", "p90", "mean", "above_floor")}
    assert "Net present value, P10" in page and str(kept_words("p10", new["p10"])) in page
