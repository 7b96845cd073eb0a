"""The list of agreements says in a line how much budget is left, what money is open, and what is due next."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sla.models import Agreement, Breach, Credit, MonthlyResult
from sla.overview import lines
from tests.sla.factories import make_agreement, make_breach, make_objective

pytestmark = pytest.mark.django_db
MONTH = datetime.date(2025, 1, 1)


def budget(spent, left="10"):
    found = {"unit": "minutes", "allowed": "40", "used": "30", "left": left, "spent": spent}
    return {"budget": found}


def line_of(agreement, today=MONTH):
    return lines([agreement], today=today)[0]


def test_the_budget_that_is_spent_furthest_is_shown(programme):
    agreement = make_agreement(programme, in_force=False)
    first = agreement.objectives.get()
    second = make_objective(agreement, monitor="search", target="99.5")
    at = datetime.datetime(2025, 1, 31, tzinfo=datetime.UTC)
    for objective, spent in ((first, "75"), (second, "80")):
        MonthlyResult.objects.create(objective=objective, month=MONTH, figures=budget(spent), computed_at=at, target=99)

    assert line_of(agreement).result.objective == second
    assert line_of(agreement, today=datetime.date(2025, 2, 1)).budget is None


def test_money_is_open_until_it_is_received_or_given_up(programme):
    credit = make_breach(programme).credit

    assert line_of(credit.agreement).open_money == credit.amount > 0

    Credit.objects.update(state="credited")
    assert line_of(credit.agreement).open_money == Decimal(0)

    Credit.objects.update(state="waived")
    assert line_of(credit.agreement).open_money == Decimal(0)


def test_the_first_of_answer_and_claim_comes_next(programme):
    breach = make_breach(programme)
    Breach.objects.update(answer_by=datetime.date(2025, 2, 10))
    Credit.objects.update(claim_by=datetime.date(2025, 3, 31))

    assert line_of(breach.agreement).next_date == datetime.date(2025, 2, 10)

    Breach.objects.update(state="explained")
    assert line_of(breach.agreement).next_date == datetime.date(2025, 3, 31)

    Credit.objects.update(state="claimed")
    assert line_of(breach.agreement).next_date is None


def test_the_list_takes_as_many_queries_for_many_agreements_as_for_one(programme, as_role):
    make_breach(programme)
    client, url = as_role("manager"), reverse("agreements", args=[programme.pk])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url)
    for _each in range(3):
        make_breach(programme)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert Agreement.objects.count() == 4
    assert len(many) == len(one)
