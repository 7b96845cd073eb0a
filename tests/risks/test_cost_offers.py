from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.workflow import perform
from implementation.business_case.actions import take_offer
from implementation.business_case.offers import offers
from risks.cost_offers import exposure
from tests.business_case.factories import make_case
from tests.factories import make_programme, user_as
from tests.risks.factories import make_estimate, make_limit, make_risk

pytestmark = pytest.mark.django_db


def cost(programme, amount, *, probability, phase="now", risk=None, **fields):
    """A risk that costs the same each time it comes."""
    risk = risk or make_risk(programme, **fields)
    make_estimate(risk, phase=phase, probability=probability, low=amount, likely=amount, high=amount)
    return risk


@pytest.fixture
def register(programme):
    """1,000 every year, 500 in three years of ten, 4,000 in one of ten: half of the years cost 1,000, 80 cost 1,500 or less."""
    cost(programme, 1000, probability=100)
    cost(programme, 500, probability=30)
    cost(programme, 4000, probability=10)
    return programme


def test_the_contingency_is_offered_with_its_range(register):
    offer = exposure(register)

    assert (offer.low, offer.a_year, offer.high) == (1000, 1500, 5000)
    assert offer.url == f"/programmes/{register.pk}/risks/money/"


def test_the_offer_says_what_it_rests_on(register):
    make_risk(register, title="Nobody has estimated this")

    assert str(exposure(register).basis) == (
        "It covers 80 years in 100 of 3 estimated risks after treatment (low 50, high 95); 1 are not estimated."
    )


def test_what_is_treated_counts_as_it_will_be(programme):
    risk = cost(programme, 1000, probability=100)
    cost(programme, 200, probability=100, phase="treated", risk=risk)

    offer = exposure(programme)

    assert (offer.low, offer.a_year, offer.high) == (200, 200, 200)


def test_an_opportunity_is_never_a_cost_below_nothing(programme):
    cost(programme, 500, probability=100, nature="opportunity")

    offer = exposure(programme)

    assert (offer.low, offer.a_year, offer.high) == (0, 0, 0)


def test_a_register_without_money_offers_nothing(programme):
    make_risk(programme)

    assert exposure(programme) is None


def test_a_closed_risk_costs_nothing_more(programme):
    risk = cost(programme, 500, probability=100)
    perform(risk, "close", by=user_as("manager", programme), note="Gone")

    assert exposure(programme) is None


def test_the_line_taken_from_it_has_the_range(register):
    case = make_case(register)

    line = take_offer(case.chosen, "risks.exposure", by=user_as("manager", register))

    assert (line.shape, line.low, line.likely, line.high) == ("yearly", 1000, 1500, 5000)


def test_another_programme_has_an_offer_of_its_own(register):
    other = make_programme()
    cost(other, 70, probability=100)

    assert [offers(one)["risks.exposure"].a_year for one in (register, other)] == [1500, Decimal(70)]


def test_it_asks_as_many_questions_whatever_the_risks(programme):
    make_limit(programme)
    cost(programme, 500, probability=100)
    with CaptureQueriesContext(connection) as few:
        exposure(programme)
    for _count in range(29):
        cost(programme, 500, probability=100)
    with CaptureQueriesContext(connection) as many:
        exposure(programme)

    assert len(many) == len(few)
