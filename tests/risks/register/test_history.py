import pytest
from django.urls import reverse
from django.utils import timezone

from core.workflow import perform
from risks.actions import rate
from risks.models import Risk
from risks.register.history import arrows, burn_down, lives, moved_since_report
from risks.scale import DEFAULT
from tests.factories import user_as
from tests.risks.factories import make_risk

pytestmark = pytest.mark.django_db


def test_what_is_new_since_the_last_days_is_told(programme):
    make_risk(programme)
    seen = Risk.objects.filter(programme=programme)

    found = moved_since_report(programme, seen, lives(programme, seen), DEFAULT)

    assert (found.report, found.counts["new"], found.counts["up"]) == (None, 1, 0)


def test_the_burn_down_ends_with_what_is_open_today(programme):
    closed, kept = make_risk(programme, likelihood=5, impact=5), make_risk(programme)
    perform(closed, "close", by=user_as("manager", programme), note="Over")
    rate(kept, by=user_as("manager", programme), current_likelihood=4, current_impact=4)
    seen = Risk.objects.filter(programme=programme)

    points = burn_down(lives(programme, seen), DEFAULT)

    assert [(on, dict(counts)) for on, counts in points] == [(timezone.localdate(), {3: 1})]


def test_arrows_count_the_ways_from_inherent_to_current_to_target(programme):
    for _n in range(2):
        risk = make_risk(programme, likelihood=4, impact=4)
        Risk.objects.filter(pk=risk.pk).update(current_likelihood=3, target_likelihood=2, target_impact=4)
    make_risk(programme)

    found = [(one.kind, one.begin, one.end, one.count) for one in arrows(Risk.objects.filter(programme=programme))]

    assert found == [("inherent-current", (4, 4), (3, 4), 2), ("current-target", (3, 4), (2, 4), 2)]


def test_the_page_asks_as_often_for_thirty_as_for_one(programme, as_role, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = as_role("consultant"), reverse("risk_trends", args=[programme.pk])
    make_risk(programme)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(29):
        make_risk(programme, title=f"Risk {n}")

    with django_assert_num_queries(len(one)):
        client.get(address)


def test_an_empty_register_has_nothing_to_draw(programme, as_role):
    text = as_role("consultant").get(reverse("risk_trends", args=[programme.pk])).content.decode()

    assert "No risk in the register yet" in text
