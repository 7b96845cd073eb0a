from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from implementation.business_case.worth import Uncertainty, Worth
from tests.business_case.factories import make_case, make_line, make_uncertain_case


@pytest.fixture
def case(programme):
    return make_uncertain_case(programme)


def test_all_lines_as_likely_are_the_net_present_value_of_the_case(case):
    assert Uncertainty(Worth(case)).likely == pytest.approx(float(Worth(case).summary.npv), abs=0.01)


def test_each_shape_comes_to_its_net_present_value(case):
    for shape, more in (
        ("once", {"start_month": 13}),
        ("monthly", {"start_month": 1, "end_month": 20, "growth": Decimal(5)}),
        ("yearly", {"start_month": 6, "growth": Decimal(-3)}),
    ):
        make_line(
            case,
            kind="cost",
            title=shape,
            shape=shape,
            low=Decimal(900),
            likely=Decimal(1000),
            high=Decimal(4000),
            **more,
        )

    assert Uncertainty(Worth(case)).likely == pytest.approx(float(Worth(case).summary.npv), rel=1e-6)


def test_the_tornado_names_the_lines(case):
    found = Uncertainty(Worth(case))
    yearly = 1 / 1.08 + 1 / 1.08**2

    (first, wide), (second, narrow) = found.swings

    assert (first.title, second.title) == ("Gain", "Running")
    assert wide.width == pytest.approx(0.6 * 80_000 * yearly) and narrow.width == pytest.approx(0.7 * 10_000 * yearly)


def test_bands_are_told_by_year_from_the_investment_on(case):
    bands = Uncertainty(Worth(case)).bands

    assert len(bands) == 3 and bands[0] == pytest.approx((-100_000, -100_000, -100_000))
    assert bands[2][0] < bands[2][1] < bands[2][2]


def test_the_chance_of_reaching_the_floor_falls_as_the_floor_rises(case):
    found = Uncertainty(Worth(case))
    chances = []
    for floor in (-200_000, 0, 200_000):
        case.floor = Decimal(floor)
        chances.append(found.above_floor)

    assert chances[0] == 100 and chances[2] == 0 and 0 < chances[1] < 100


def test_the_page_says_what_matters_most_and_how_it_is_worked_out(case, as_role):
    page = as_role("executive").get(reverse("case_simulation", args=[case.programme_id, case.pk])).content.decode()

    assert "Most depends on: Gain." in page and "10,000 trials, seed 20260101" in page and "about 30 %" in page


def test_another_scenario_and_another_correlation_are_drawn(case, as_role):
    nothing = case.scenarios.get(mode="nothing")
    address = reverse("case_simulation", args=[case.programme_id, case.pk])
    client = as_role("executive")

    empty = client.get(address, {"scenario": nothing.pk}).content.decode()
    together = client.get(address, {"together": "90"}).content.decode()
    hostile = client.get(address, {"together": "x" * 50, "scenario": "9" * 40})

    assert "No amounts yet" in empty and "about 90 %" in together and hostile.status_code == 200


def test_without_ranges_it_says_so(programme, as_role):
    case = make_case(programme)

    page = as_role("manager").get(reverse("case_simulation", args=[programme.pk, case.pk])).content.decode()

    assert "every trial is the same" in page and "What matters most" not in page


def test_the_page_asks_as_many_questions_whatever_the_lines(case, as_role):
    client, address = as_role("manager"), reverse("case_simulation", args=[case.programme_id, case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(30):
        make_line(case, title=f"Line {number}", amounts=[10, 20, 30])
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
