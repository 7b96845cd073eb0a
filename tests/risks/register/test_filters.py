import datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from core.workflow import perform
from risks.hints import hints
from risks.models import Risk
from risks.register import Filter
from risks.register.sources import links_of
from risks.trend import trend
from tests.factories import user_as
from tests.risks.factories import make_action, make_request, make_risk, make_treated, make_treatment

pytestmark = pytest.mark.django_db


def found(programme, query=""):
    chosen = Filter.of(QueryDict(query))
    return [risk.title for risk in chosen.apply(Risk.objects.filter(programme=programme))]


@pytest.fixture
def three(programme):
    manager = user_as("manager", programme)
    make_risk(programme, title="Low", likelihood=2, impact=2, category="people", owner=manager)
    make_risk(programme, title="High", likelihood=4, impact=3)
    make_risk(programme, title="Not rated", likelihood=None)
    closed = make_risk(programme, title="Closed", likelihood=5, impact=5)
    perform(closed, "close", by=manager, note="Over")
    return manager


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["High", "Low", "Not rated"]),
        ("sort=number", ["Low", "High", "Not rated"]),
        ("sort=-title", ["Not rated", "Low", "High"]),
        ("likelihood=4&impact=3", ["High"]),
        ("level=high", ["High"]),
        ("level=1", ["Low"]),
        ("level=none", ["Not rated"]),
        ("state=closed", ["Closed"]),
        ("state=all&sort=-level", ["Closed", "High", "Low", "Not rated"]),
        ("state=identified", ["Not rated"]),
        ("category=people", ["Low"]),
        ("owner=nobody", ["High", "Not rated"]),
        ("q=manager", ["Low"]),
        ("q=R-002", ["High"]),
        ("sort=--level&owner=abc&likelihood=²&level=99&category=x", ["High", "Low", "Not rated"]),
        ("sort=password", ["High", "Low", "Not rated"]),
        ("sort=category,-title", ["Not rated", "High", "Low"]),
        ("least=1&most=2", ["Low"]),
        ("rating=target&level=none", ["High", "Low", "Not rated"]),
        ("rating=inherent&likelihood=4&impact=3", ["High"]),
        ("nature=opportunity", []),
        ("show=check", ["High", "Not rated"]),
        ("link=no.such:7", []),
        ("link=stage", []),
    ],
)
def test_filters_and_order_come_from_the_address(programme, three, query, titles):
    assert found(programme, query) == titles


def test_the_filter_by_owner_and_by_overdue_review(programme, three):
    Risk.objects.filter(title="High").update(review_due=timezone.localdate() - datetime.timedelta(days=1))

    assert found(programme, f"owner={three.pk}") == ["Low"]
    assert found(programme, "show=overdue") == ["High"]


def test_accepted_risks_that_end_soon(programme):
    from risks.acceptance import decide_acceptance

    soon, late = make_request(programme, days=10), make_request(programme, days=80)
    for asked in (soon, late):
        decide_acceptance(asked, outcome="accepted", reason="x", by=user_as("sponsor", programme))

    chosen = Filter.of(QueryDict("show=ending"))
    assert list(chosen.apply(Risk.objects.all())) == [soon.risk]


def said(risk):
    return [str(hint) for hint in hints(risk)]


def test_hints_name_what_does_not_fit(programme):
    manager = user_as("manager", programme)
    risk = make_risk(programme, likelihood=4, impact=3)
    Risk.objects.filter(pk=risk.pk).update(current_likelihood=2, review_due=datetime.date(2026, 1, 5))
    raised = make_risk(programme, owner=manager)
    Risk.objects.filter(pk=raised.pk).update(current_impact=5)
    accepted = make_risk(programme, owner=manager)
    make_treatment(accepted, strategy="accept")

    assert said(Risk.objects.get(pk=risk.pk)) == [
        "Has no owner.",
        "Lowered from 3 to 1, but no action is done.",
        "Review was due on 5 Jan 2026.",
    ]
    assert said(Risk.objects.get(pk=raised.pk))[0] == "Current (3) is above inherent (2)."
    assert said(Risk.objects.get(pk=accepted.pk))[0] == "Is treated by “accept”, but no sponsor has accepted it."


def test_a_done_action_explains_a_lower_rating(programme):
    risk = make_treated(programme, likelihood=4)
    perform(make_action(risk.treatments.get()), "complete", by=user_as("manager", programme))
    Risk.objects.filter(pk=risk.pk).update(current_likelihood=2)

    assert said(Risk.objects.get(pk=risk.pk)) == []


def test_the_trend_is_since_the_last_rating(programme):
    from risks.actions import rate

    risk, by = make_risk(programme, likelihood=2), user_as("consultant", programme)
    assert (trend(risk).direction, trend(risk).was) == ("same", 1)
    rate(risk, by=by, current_likelihood=4)
    assert (trend(risk).direction, trend(risk).was) == ("up", 1)
    rate(risk, by=by, current_likelihood=1)

    assert (trend(Risk.objects.get()).direction, trend(Risk.objects.get()).was) == ("down", 3)


def page(client, programme, query=""):
    return client.get(reverse("risks", args=[programme.pk]) + query)


def test_the_register_asks_as_often_for_thirty_as_for_one(programme, as_role, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_role("consultant")
    make_action(make_treated(programme).treatments.get())
    page(client, programme)
    with CaptureQueriesContext(connection) as one:
        page(client, programme)
    for n in range(29):
        make_action(make_treated(programme, title=f"Risk {n}").treatments.get())

    with django_assert_num_queries(len(one)):
        page(client, programme)


def test_members_see_only_what_is_theirs(programme, as_role):
    member = user_as("member", programme)
    make_risk(programme, title="Owned", owner=member)
    make_risk(programme, title="Secret")
    acted = make_risk(programme, title="Acted on")
    make_action(make_treatment(acted), owner=member)

    text = page(as_role("member"), programme).content.decode()

    assert ("Owned" in text, "Acted on" in text, "Secret" in text) == (True, True, False)
    secret = Risk.objects.get(title="Secret")
    assert as_role("member").get(secret.get_absolute_url()).status_code == 403
    assert as_role("member").get(acted.get_absolute_url()).status_code == 200


def test_an_empty_register_says_how_to_begin(programme, as_role):
    assert "Choose starter risks" in page(as_role("consultant"), programme).content.decode()


def test_a_filter_without_result_offers_to_clear_it(programme, as_role):
    make_risk(programme)

    assert "No risk matches." in page(as_role("consultant"), programme, "?q=zzz").content.decode()


def test_pages_hold_a_hundred(programme, as_role):
    first = make_risk(programme, title="Risk")
    Risk.objects.bulk_create(Risk(programme=programme, number=n, title="More") for n in range(2, 103))

    text = page(as_role("consultant"), programme, "?page=2&sort=number").content.decode()

    assert first.title in page(as_role("consultant"), programme, "?sort=number").content.decode()
    assert text.count('<tr id="row-') == 2


def test_mine_are_those_i_own_or_act_on(programme):
    manager = user_as("manager", programme)
    owned, acted = make_risk(programme, title="Owned", owner=manager), make_risk(programme, title="Acted on")
    make_risk(programme, title="Another's")
    make_action(make_treatment(acted), owner=manager)

    chosen = Filter.of(QueryDict("show=mine&sort=number"))

    assert list(chosen.apply(Risk.objects.all(), manager)) == [owned, acted]


def test_the_filter_by_link_finds_what_belongs_to_a_stage_or_was_raised_by_a_record(programme):
    stage = programme.stages.first()
    here = make_risk(programme, title="Here", stage=stage)
    raised = make_risk(programme, title="Raised", source_label="risks.treatment", source_id=7)
    make_risk(programme, title="Neither")

    seen = Risk.objects.filter(programme=programme)

    assert found(programme, f"link=stage:{stage.pk}") == [here.title]
    assert found(programme, "link=risks.treatment:7") == found(programme, "link=risks.treatment") == [raised.title]
    options = {value for _kind, options in links_of(programme, seen) for value, _label in options}
    assert options == {f"stage:{stage.pk}", "risks.treatment"}


def test_the_doubtful_ones_in_the_database_are_those_with_hints(programme):
    manager = user_as("manager", programme)
    make_risk(programme, title="Sound", owner=manager)
    lowered = make_risk(programme, title="Lowered", owner=manager, likelihood=4, impact=4)
    Risk.objects.filter(pk=lowered.pk).update(current_likelihood=1)
    make_treatment(make_risk(programme, title="Borne", owner=manager), strategy="accept")
    late = make_risk(programme, title="Late", owner=manager)
    Risk.objects.filter(pk=late.pk).update(review_due=datetime.date(2026, 1, 5))
    make_risk(programme, title="Nobody's")
    everything = Risk.objects.filter(programme=programme)

    assert found(programme, "show=check&sort=number") == [r.title for r in everything if said(r)]
