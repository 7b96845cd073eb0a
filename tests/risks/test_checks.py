from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.refusal import Refused
from risks.actions import mend, rate
from risks.checks import all_checks, checks
from risks.hints import to_check
from risks.models import Risk, Treatment
from tests.factories import user_as
from tests.risks.factories import make_estimate, make_risk, make_scale, make_treatment

pytestmark = pytest.mark.django_db


def said(risk) -> list[str]:
    return [str(check.text) for check in checks(Risk.objects.get(pk=risk.pk))]


@pytest.fixture
def owned(programme):
    """A risk about which nothing is odd."""
    return make_risk(programme, owner=user_as("manager", programme))


def test_a_plain_risk_has_nothing_to_check(owned):
    assert said(owned) == []


def test_a_target_above_the_current_rating_is_told_and_mended_by_one_press(programme, owned):
    consultant = user_as("consultant", programme)
    rate(owned, by=consultant, target_likelihood=4, target_impact=4)
    assert said(owned) == ["Target (3) is above current (2)."]

    mend(owned, "lower_target", by=consultant)

    assert (said(owned), owned.target_level) == ([], 2)


def test_a_current_rating_above_the_inherent_is_mended_by_one_press(programme, owned):
    consultant = user_as("consultant", programme)
    rate(owned, by=consultant, current_impact=4)

    mend(owned, "raise_inherent", by=consultant)

    assert owned.inherent_level == 3


def test_an_opportunity_is_not_avoided(programme, owned):
    make_treatment(owned, strategy="avoid")
    Risk.objects.filter(pk=owned.pk).update(nature="opportunity")

    assert said(owned) == ["“Avoid” is no treatment for this nature: Opportunity."]


def test_above_the_appetite_something_must_be_planned(programme):
    risk = make_risk(programme, likelihood=4, owner=user_as("manager", programme))

    assert said(risk) == ["Is above the appetite, and nothing is planned."]


def test_a_treatment_that_costs_more_than_it_saves_is_found_by_its_estimates(programme, owned):
    make_treatment(owned)
    Treatment.objects.update(cost=Decimal(100))
    make_estimate(owned)
    make_estimate(owned, phase="treated", probability=10)

    ((_risk, found),) = all_checks(Risk.objects.all(), "EUR")

    assert [str(check.text) for check in found] == ["Its treatment costs €100 and takes €20 a year away."]


def test_without_estimates_the_steps_of_the_scale_say_it(programme, owned):
    make_scale(
        programme,
        probabilities=tuple(Decimal(n) for n in (1, 10, 20, 50, 90)),
        amounts=tuple((Decimal(n), Decimal(3 * n)) for n in (10, 50, 100, 500, 900)),
    )
    rate(owned, by=user_as("consultant", programme), target_likelihood=2, target_impact=3)
    make_treatment(owned)
    Treatment.objects.update(cost=Decimal(500))

    ((_risk, found),) = all_checks(Risk.objects.all(), "EUR")

    assert [str(check.text) for check in found] == ["Its treatment costs €500 and takes €18 a year away."]


def test_the_database_finds_what_the_sentences_say(programme):
    manager, consultant = user_as("manager", programme), user_as("consultant", programme)
    make_risk(programme, owner=manager)
    odd = [make_risk(programme), make_risk(programme, likelihood=4, owner=manager)]
    low = make_risk(programme, owner=manager)
    rate(low, by=consultant, target_likelihood=5, target_impact=5)

    found = set(to_check(Risk.objects.filter(programme=programme)))

    assert found == {*odd, low} == {risk for risk in Risk.objects.all() if said(risk)}


def test_mending_is_for_editors_and_for_what_there_is(programme, owned):
    with pytest.raises(PermissionDenied):
        mend(owned, "review", by=user_as("sponsor", programme))
    with pytest.raises(Refused):
        mend(owned, "delete", by=user_as("manager", programme))


def test_the_page_lists_them_in_a_constant_number_of_queries(programme, as_role):
    client, url = as_role("manager"), reverse("risk_checks", args=[programme.pk])
    make_treatment(make_risk(programme))
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        page = client.get(url).content.decode()
    for _ in range(29):
        make_treatment(make_risk(programme))
    client.get(url)

    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert "Has no owner." in page
    assert len(many) == len(one)
